"""Verbs about what is supported, what is billed and what is let through, once understood."""

from __future__ import annotations

from bot.commands.spec import CommandSpec

SPECS: tuple[CommandSpec, ...] = ()
"""Their rows of the table."""
