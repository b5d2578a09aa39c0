"""Events about what is not taken on, what is billed, and what was let through all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId, TextId, TicketNumber


@dataclass(frozen=True, slots=True)
class Excluded:
    """An agent found a cause that support excludes: what was promised lapses, and a reserved ticket returns.

    `exclusion` is its id in the policy or on the desk's own list, under whose `clause` it stands.
    """

    at: datetime
    actor: PersonId
    exclusion: str
    clause: str
    reason: TextId | None = None
    tag: Literal["excluded"] = "excluded"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """It asks what another ticket of the account asks: over here, and a reserved ticket returns."""

    at: datetime
    actor: PersonId
    of: TicketNumber
    tag: Literal["duplicate"] = "duplicate"


@dataclass(frozen=True, slots=True)
class Overridden:
    """An agent let through what the policy refused: by which `clause`, over which, and why."""

    at: datetime
    actor: PersonId
    clause: str
    over: tuple[str, ...]
    reason: TextId
    tag: Literal["overridden"] = "overridden"


@dataclass(frozen=True, slots=True)
class BilledWorkAsked:
    """The requester's side asked for an offer of billed work."""

    at: datetime
    actor: PersonId
    text: TextId | None = None
    tag: Literal["billed_work_asked"] = "billed_work_asked"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The desk takes back its latest proposal of that kind, before anybody answered it."""

    at: datetime
    actor: PersonId
    what: str
    tag: Literal["withdrawn"] = "withdrawn"


@dataclass(frozen=True, slots=True)
class BilledWorkDone:
    """Minutes of billed work, within those that the requester's side said yes to."""

    at: datetime
    actor: PersonId
    minutes: int
    text: TextId | None = None
    tag: Literal["billed_work_done"] = "billed_work_done"
