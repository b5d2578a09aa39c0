"""What the desk owes to say, committed with the change that caused it and worded when it is delivered.

A row holds what to say (a notice) and to whom (a target), never words: at delivery the state is read
again, and a notice that no longer holds is suppressed with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.events import EscalationKind
from bot.domain.ids import DeskId, OutgoingId, PersonId, PlaceId, TextId, TicketId
from bot.domain.people import Face
from bot.requests import PlaceRef
from policy.targets import Kind, Milestone, Tell


@dataclass(frozen=True, slots=True)
class ToCard:
    """The ticket's card on one face: posted the first time, edited ever after."""

    face: Face
    tag: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class ToThread:
    """The ticket's thread on one face; waits until its card has been posted."""

    face: Face
    tag: Literal["thread"] = "thread"


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A place, at the top."""

    place_id: PlaceId
    tag: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class ToPerson:
    """A private chat with a person, on the platform and tenant given (any of theirs where None)."""

    person_id: PersonId
    platform: str | None = None
    tenant: str | None = None
    tag: Literal["person"] = "person"


@dataclass(frozen=True, slots=True)
class ToReference:
    """Exactly where a request was made: a thread that is no ticket's, say."""

    place: PlaceRef
    tag: Literal["reference"] = "reference"


Target = ToCard | ToThread | ToPlace | ToPerson | ToReference


@dataclass(frozen=True, slots=True)
class CardNotice:
    """The card as the ticket now stands. Several waiting for one face are one edit."""

    tag: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class InternalHeader:
    """Opens the desk's thread: nothing written here is seen by the customer."""

    tag: Literal["internal_header"] = "internal_header"


@dataclass(frozen=True, slots=True)
class OpenedNotice:
    """To the requester, privately: the ticket is open and when a person will answer."""

    tag: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    """An agent's public answer, into the customer's thread (and a private chat's)."""

    text: TextId
    author: PersonId
    question: bool = False
    """A question that the ticket now waits on."""
    tag: Literal["answer"] = "answer"


@dataclass(frozen=True, slots=True)
class AnswerReceipt:
    """The same answer, shown in the desk's thread as public."""

    text: TextId
    author: PersonId
    at: datetime
    tag: Literal["answer_receipt"] = "answer_receipt"


@dataclass(frozen=True, slots=True)
class HeardNotice:
    """What the requester's side wrote, carried into the desk's thread."""

    text: TextId
    author: PersonId
    tag: Literal["heard"] = "heard"


@dataclass(frozen=True, slots=True)
class NoteNotice:
    """A note that was typed elsewhere, shown in the desk's thread."""

    text: TextId
    author: PersonId
    tag: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class ReminderNotice:
    """A threshold was reached. Suppressed at delivery where the clock no longer runs.

    `tell` says whom it mentions; `late_by_s` is how late the sweep was; `stopped_from` and
    `stopped_until` bound the outage that made it late.
    """

    milestone: Milestone
    kind: Kind
    cycle: int
    share: str
    threshold_at: datetime
    due_at: datetime
    tell: tuple[Tell, ...]
    late_by_s: int = 0
    stopped_from: datetime | None = None
    stopped_until: datetime | None = None
    tag: Literal["reminder"] = "reminder"


@dataclass(frozen=True, slots=True)
class EscalatedNotice:
    """It went up or across. The reason is shown on the desk's face only, unless the customer gave it."""

    kind: EscalationKind
    to: str
    level: str | None
    told: tuple[PersonId, ...]
    actor: PersonId | None
    reason: TextId | None
    clause: str | None
    milestone: Milestone | None = None
    """The breach that caused it, for automatic ones."""
    late: ReminderNotice | None = None
    """The threshold that caused it, where it was told late."""
    tag: Literal["escalated"] = "escalated"


class Change(StrEnum):
    """Changes of state that a thread is told of in a line."""

    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    RESUMED = "resumed"
    SEVERITY = "severity"
    SOLVED = "solved"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """One line in a thread: who did what. `detail` is a language-neutral id (a severity, say)."""

    change: Change
    actor: PersonId
    subject: PersonId | None = None
    detail: str | None = None
    reason: TextId | None = None
    tag: Literal["change"] = "change"


@dataclass(frozen=True, slots=True)
class PrivatelyNotice:
    """'Answered Tom privately': a thread must not wonder about a private refusal."""

    person: PersonId | None
    name: str
    tag: Literal["privately"] = "privately"


@dataclass(frozen=True, slots=True)
class ForwardNotice:
    """A colleague's request, sent on to an authorized contact of the same account."""

    author: PersonId
    text: TextId
    tag: Literal["forward"] = "forward"


@dataclass(frozen=True, slots=True)
class PassedOnNotice:
    """To a colleague, privately: the contact has made a ticket of the request that was sent on."""

    contact: PersonId
    tag: Literal["passed_on"] = "passed_on"


@dataclass(frozen=True, slots=True)
class UndeliveredNotice:
    """To an admin: something could not be delivered, and why."""

    outgoing_id: OutgoingId
    error: str
    tag: Literal["undelivered"] = "undelivered"


Notice = (
    CardNotice
    | InternalHeader
    | OpenedNotice
    | AnswerNotice
    | AnswerReceipt
    | HeardNotice
    | NoteNotice
    | ReminderNotice
    | EscalatedNotice
    | ChangeNotice
    | PrivatelyNotice
    | ForwardNotice
    | PassedOnNotice
    | UndeliveredNotice
)


class DeliveryState(StrEnum):
    """The life of a row."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    SUPPRESSED = "suppressed"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice before it is committed. `key` is deterministic: the same act never says it twice."""

    desk_id: DeskId
    ticket_id: TicketId | None
    target: Target
    notice: Notice
    key: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row. `created_at` is desk time; leases are wall seconds."""

    id: OutgoingId
    desk_id: DeskId
    ticket_id: TicketId | None
    target: Target
    notice: Notice
    key: str
    state: DeliveryState
    created_at: datetime
    attempts: int = 0
    attempted_since: float | None = None
    """Wall seconds of the first attempt whose outcome is unknown."""
    conversation: str | None = None
    ref: str | None = None
    reason: str | None = None
    urgent: bool = False
