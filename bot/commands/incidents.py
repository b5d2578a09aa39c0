"""Verbs about outcomes, defects and satisfaction, once understood."""

from __future__ import annotations

from bot.commands.spec import CommandSpec

SPECS: tuple[CommandSpec, ...] = ()
"""Their rows of the table."""
