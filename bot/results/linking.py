"""What is answered about who is whom on several platforms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.linking import LinkAct, Way
from policy.facts import Role


@dataclass(frozen=True, slots=True)
class IdentityView:
    """An identity: the platform's id of it, what the person is called, and the address vouched for."""

    platform: str
    user: str
    name: str
    address: str | None = None

    @property
    def named(self) -> str:
        """As a command names it: "teams:aad-1"."""
        return f"{self.platform}:{self.user}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is: at the desk, or for an account of it."""

    role: Role
    desk: str
    account: str | None


@dataclass(frozen=True, slots=True)
class CodeTold:
    """A code of one's own, until when it holds, and which identities one has already."""

    code: str
    until: datetime
    identities: tuple[IdentityView, ...]
    now: datetime
    zone: str


class Failure(StrEnum):
    """Why a code led nowhere."""

    WRONG = "wrong"
    OWN = "own"
    TRIES = "tries"
    SEEN = "seen"
    """It was typed where others read it."""


@dataclass(frozen=True, slots=True)
class CodeFailed:
    """The code is none that holds; or it was tried too often."""

    why: Failure
    minutes: int


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """Who is about to be one, and what that one will be able to do; `command` does it."""

    one: tuple[IdentityView, ...]
    other: tuple[IdentityView, ...]
    name: str
    standings: tuple[Standing, ...]
    command: str
    mine: bool
    """Whether the reader is to be that one."""


@dataclass(frozen=True, slots=True)
class UnlinkPreview:
    """Which identity is about to be split off, and what it will not be any more."""

    identity: IdentityView
    name: str
    standings: tuple[Standing, ...]
    command: str
    mine: bool


@dataclass(frozen=True, slots=True)
class LinkDone:
    """It was done."""

    act: LinkAct
    name: str
    identity: IdentityView
    standings: tuple[Standing, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class IdentitiesTold:
    """The identities of a person, each to be split off."""

    person: int
    name: str
    identities: tuple[IdentityView, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people of the desk who have one address, and what they would be as one; None where they cannot."""

    one: int
    other: int
    first: IdentityView
    second: IdentityView
    address: str
    standings: tuple[Standing, ...] | None


@dataclass(frozen=True, slots=True)
class PastLink:
    """One line of the history."""

    at: datetime
    act: LinkAct
    way: Way
    by: str | None
    person: int
    name: str
    identity: IdentityView
    undoable: bool


@dataclass(frozen=True, slots=True)
class LinksTold:
    """Who may be one person, whose addresses are believed, and what was linked of late."""

    desk: str
    zone: str
    now: datetime
    proposals: tuple[Proposal, ...]
    history: tuple[PastLink, ...]
    beliefs: tuple[tuple[str, str], ...]
    """Domain and platform."""
