"""Verbs about what a ticket needs before it is worked on, once understood."""

from __future__ import annotations

from bot.commands.spec import CommandSpec

SPECS: tuple[CommandSpec, ...] = ()
"""Their rows of the table."""
