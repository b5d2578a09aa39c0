"""Events of what needs the requester's side to say yes: billed work, another ticket of a pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId, TextId


@dataclass(frozen=True, slots=True)
class Proposed:
    """Something that needs a yes. `what` tells kinds apart ("billed_work", "second_ticket").

    `quantity` is in `unit` ("hour", "ticket"); `amount` in minor units of `currency` (ISO 4217), None where
    nothing is paid in money. `actor` is None where the policy proposes it.
    """

    at: datetime
    actor: PersonId | None
    what: str
    clause: str
    quantity: int = 1
    unit: str = "hour"
    amount: int | None = None
    currency: str | None = None
    text: TextId | None = None
    tag: Literal["proposed"] = "proposed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """The requester's side said yes to the latest proposal of that kind."""

    at: datetime
    actor: PersonId
    what: str
    tag: Literal["agreed"] = "agreed"


@dataclass(frozen=True, slots=True)
class Declined:
    """The requester's side said no to the latest proposal of that kind."""

    at: datetime
    actor: PersonId
    what: str
    tag: Literal["declined"] = "declined"
