"""Verbs about fair use, revisions and languages, once understood."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.spec import STAFF, CommandSpec, verb
from policy.facts import Role, Standing


@dataclass(frozen=True, slots=True)
class Amend:
    """Put a ticket under the version of the policy in force now. Without `sure`, what would move."""

    ticket: int | None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """The language in which one is spoken to; without one, which it is."""

    language: str | None = None


@dataclass(frozen=True, slots=True)
class FairUse:
    """Where an account stands as to fair use; `to` decides it, and `training` records what ends a limit."""

    account: str | None = None
    to: Standing | None = None
    training: bool = False
    reason: str | None = None


SPECS: tuple[CommandSpec, ...] = (
    verb(
        "amend",
        "réviser reviser",
        "revisar",
        frozenset({Role.LEAD, Role.DIRECTOR, Role.ADMIN}),
        ticket=True,
        writes=True,
    ),
    verb(
        "fairuse",
        "équitable equitable",
        "equitativo",
        STAFF,
        en="fairuse fair-use",
        writes=True,
        options=("account",),
    ),
    verb("language", "langue", "idioma lengua", writes=True),
)
"""Their rows of the table."""
