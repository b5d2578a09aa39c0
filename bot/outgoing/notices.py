"""What is said of a ticket's conversation, its state and its promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.commands import SetupAct
from bot.domain.events import EscalationKind
from bot.domain.ids import OutgoingId, PersonId, TextId
from policy.facts import Channel
from policy.targets import Kind, Milestone, Tell


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
    """To the requester, privately: the ticket is open and when a person will answer.

    `mailed_by` is the clause by which an e-mail opened it.
    """

    mailed_by: str | None = None
    tag: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    """An agent's public answer, into the customer's thread (and a private chat's)."""

    text: TextId
    author: PersonId
    question: bool = False
    """A question that the ticket now waits on."""
    channel: Channel | None = None
    """Phone, where it says what was said in a call."""
    tag: Literal["answer"] = "answer"


@dataclass(frozen=True, slots=True)
class AnswerReceipt:
    """The same answer, shown in the desk's thread as public."""

    text: TextId
    author: PersonId
    at: datetime
    channel: Channel | None = None
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
class AddedNotice:
    """To whoever added something to a ticket by a form, in private: that it is there, and for whom.

    `how` is note, reply (the desk's answer) or heard (the requester's side).
    """

    how: Literal["note", "reply", "heard"]
    tag: Literal["added"] = "added"


@dataclass(frozen=True, slots=True)
class SetUpNotice:
    """To whoever sent a form of setting up, which closes without a word: what it did, by its step."""

    act: SetupAct
    policy: str
    language: str
    detail: tuple[tuple[str, str], ...]
    tag: Literal["set_up"] = "set_up"


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
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"


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
