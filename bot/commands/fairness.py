"""Verbs about fair use, revisions and languages, once understood."""

from __future__ import annotations

from bot.commands.spec import CommandSpec

SPECS: tuple[CommandSpec, ...] = ()
"""Their rows of the table."""
