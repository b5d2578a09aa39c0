"""What happens inside an account before the desk hears of it: internal requests, and who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.ids import AccountId, DeskId, PersonId, TextId, TicketId

DelegationId = NewType("DelegationId", int)
RequestNumber = NewType("RequestNumber", int)
"""Counts per account: what a colleague asked is no business of another account."""


class RequestState(StrEnum):
    """What became of an internal request; it is settled once."""

    OPEN = "open"
    ANSWERED = "answered"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class InternalRequest:
    """A colleague's request with the authorized contacts of their account (PB-b.iii.first-line).

    `text` holds the subject in its first line, then the facts. `asked` is the contact who was named; None
    for whoever is there. `settled_by` is the contact who answered or escalated it, or its author.
    """

    desk_id: DeskId
    account_id: AccountId
    number: RequestNumber
    author_id: PersonId
    text: TextId
    at: datetime
    asked: PersonId | None = None
    state: RequestState = RequestState.OPEN
    settled_by: PersonId | None = None
    settled_at: datetime | None = None
    answer: TextId | None = None
    ticket_id: TicketId | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state is RequestState.OPEN


@dataclass(frozen=True, slots=True)
class Delegation:
    """A contact lets a colleague do some of what only contacts may, from `since` to before `until`."""

    id: DelegationId
    desk_id: DeskId
    account_id: AccountId
    person_id: PersonId
    by_id: PersonId
    since: datetime
    until: datetime
    ended_at: datetime | None = None
    ended_by: PersonId | None = None
