"""What a desk keeps beside its policy: its own exclusions, and requests that the policy refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from bot.domain.ids import AccountId, DeskId, PersonId, TicketId

RefusalId = NewType("RefusalId", int)

KEPT = timedelta(days=14)
"""How long a refused request can still be let through; then it is forgotten."""


@dataclass(frozen=True, slots=True)
class DeskExclusion:
    """Something that a desk's support does not include, by the desk's own list."""

    desk_id: DeskId
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that the policy refused, kept so that the desk may let it through.

    `command` is what was asked, as JSON; `clauses` those that refused it. `asked_at` is when its person
    asked for discretion, `ticket_id` what it became.
    """

    id: RefusalId
    desk_id: DeskId
    account_id: AccountId
    person_id: PersonId
    command: str
    clauses: tuple[str, ...]
    at: datetime
    asked_at: datetime | None = None
    ticket_id: TicketId | None = None
