"""Verbs about products, releases and outages, once understood."""

from __future__ import annotations

from bot.commands.spec import CommandSpec

SPECS: tuple[CommandSpec, ...] = ()
"""Their rows of the table."""
