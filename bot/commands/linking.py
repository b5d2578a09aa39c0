"""Verbs about who is whom on several platforms, once understood."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.spec import CommandSpec, verb
from bot.commands.words import PersonWord


@dataclass(frozen=True, slots=True)
class Link:
    """Be one person on two platforms: a code of one is given on the other; `sure` after the preview."""

    code: str | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Unlink:
    """The identity that asks is no longer the person's whose it is; `sure` after the preview."""

    sure: bool = False


@dataclass(frozen=True, slots=True)
class LinkPeople:
    """For an admin: two people are one (`people link`). Without them, who may be, and what was linked."""

    person: PersonWord | None = None
    other: PersonWord | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class UnlinkPerson:
    """For an admin: an identity is not the person's (`people unlink`). Without it, which there are."""

    person: PersonWord
    identity: str | None = None
    """A platform, or a platform and the id that it knows them by: "teams", "teams:aad-1"."""
    sure: bool = False


SPECS: tuple[CommandSpec, ...] = (
    verb("link", "lier relier", "vincular enlazar", writes=True),
    verb("unlink", "dissocier délier delier", "desvincular", writes=True),
)
"""Their rows of the table."""
