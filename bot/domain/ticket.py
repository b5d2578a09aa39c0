"""A ticket: the record of one request, with its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.events import Event
from bot.domain.ids import AccountId, DeskId, PersonId, TicketId, TicketNumber
from bot.domain.people import Face
from policy.facts import Channel, Severity, Terms


class Status(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    """Waiting on the requester."""
    ON_HOLD = "on_hold"
    """Waiting on a third party."""
    SOLVED = "solved"
    CLOSED = "closed"

    @property
    def is_live(self) -> bool:
        """Whether anything may still be owed."""
        return self not in {Status.SOLVED, Status.CLOSED}


@dataclass(frozen=True, slots=True)
class Ticket:
    """One row, with its history where it was loaded whole.

    `policy_version` and `calendar_version` are the sha256 of the versions it was opened under: a ticket keeps
    its promises. `terms` is what the account held at opening. `wake_at` is when it next has something to say.
    """

    id: TicketId
    desk_id: DeskId
    number: TicketNumber
    account_id: AccountId
    requester_id: PersonId
    submitter_id: PersonId
    subject: str
    status: Status
    severity: Severity
    channel: Channel
    policy_version: str
    calendar_version: str
    terms: Terms
    opened_at: datetime
    assignee_id: PersonId | None = None
    level: str | None = None
    rank: int = 0
    due_at: datetime | None = None
    """The first due instant still owed: an index for the queue, rebuilt at will."""
    wake_at: datetime | None = None
    product: str | None = None
    product_version: str | None = None
    history: tuple[Event, ...] = ()


UNSEEN = "person:"
"""Begins the conversation of a thread in a private chat without a message of ours yet; a user id follows."""


@dataclass(frozen=True, slots=True)
class ThreadRef:
    """Where one face of a ticket lives: the card's message is also the root of its thread."""

    ticket_id: TicketId
    face: Face
    platform: str
    tenant: str
    conversation: str
    ref: str | None = None
    """None until the card has been posted."""
