"""A row of the outbox: what to say and to whom, and how far it got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import DeskId, OutgoingId, TicketId
from bot.outgoing.commerce import EndNotice, KeptNotice, KickOffNotice, PurchaseNotice
from bot.outgoing.contacts import (
    AskedNotice,
    DelegatedNotice,
    FeeNotice,
    RequestAnsweredNotice,
    RequestNotice,
    RequestSettledNotice,
)
from bot.outgoing.digest import DigestNotice
from bot.outgoing.fairness import FairUseProposal, StandingNotice
from bot.outgoing.incidents import (
    FixedNotice,
    OutcomeNotice,
    RatedNotice,
    RatingAskedNotice,
    SilenceNotice,
    TaskDoneNotice,
    TaskNotice,
)
from bot.outgoing.installing import BackNotice, RemovedNotice
from bot.outgoing.ledger import (
    AnotherTicketNotice,
    CreditNotice,
    RemedyNotice,
    SubjectNotice,
    WorkedNotice,
)
from bot.outgoing.linking import LinkNotice
from bot.outgoing.mailing import UnclaimedMailNotice
from bot.outgoing.notices import (
    AddedNotice,
    AnswerNotice,
    AnswerReceipt,
    CardNotice,
    ChangeNotice,
    EscalatedNotice,
    HeardNotice,
    InternalHeader,
    NoteNotice,
    OpenedNotice,
    PassedOnNotice,
    PrivatelyNotice,
    ReminderNotice,
    SetUpNotice,
    UndeliveredNotice,
)
from bot.outgoing.products import OutageNotice
from bot.outgoing.reminding import SnoozedNotice
from bot.outgoing.revising import AmendedNotice, RevisedNotice
from bot.outgoing.scope import (
    DuplicateNotice,
    ExceptionAskedNotice,
    ExcludedNotice,
    OfferAskedNotice,
    OverriddenNotice,
    ProposalAnsweredNotice,
    ProposedNotice,
    WithdrawnNotice,
)
from bot.outgoing.shutting import SharedNotice, ShutNotice
from bot.outgoing.targets import Target

Notice = (
    CardNotice
    | InternalHeader
    | OpenedNotice
    | AnswerNotice
    | AnswerReceipt
    | HeardNotice
    | NoteNotice
    | AddedNotice
    | SetUpNotice
    | ReminderNotice
    | EscalatedNotice
    | ChangeNotice
    | PrivatelyNotice
    | PassedOnNotice
    | UndeliveredNotice
    | ShutNotice
    | SharedNotice
    | DigestNotice
    # ledger
    | WorkedNotice
    | AnotherTicketNotice
    | SubjectNotice
    | CreditNotice
    | RemedyNotice
    # commerce
    | PurchaseNotice
    | KickOffNotice
    | KeptNotice
    | EndNotice
    # intake
    # contacts
    | RequestNotice
    | RequestSettledNotice
    | RequestAnsweredNotice
    | DelegatedNotice
    | FeeNotice
    | AskedNotice
    # scope
    | DuplicateNotice
    | ExceptionAskedNotice
    | ExcludedNotice
    | OfferAskedNotice
    | OverriddenNotice
    | ProposalAnsweredNotice
    | ProposedNotice
    | WithdrawnNotice
    # incidents
    | TaskNotice
    | TaskDoneNotice
    | OutcomeNotice
    | FixedNotice
    | SilenceNotice
    | RatingAskedNotice
    | RatedNotice
    # products
    # mail
    | UnclaimedMailNotice
    | OutageNotice
    # fairness
    | RevisedNotice
    | AmendedNotice
    | StandingNotice
    | FairUseProposal
    # install
    | RemovedNotice
    | BackNotice
    # delivery
    | SnoozedNotice
    # linking
    | LinkNotice
)


class DeliveryState(StrEnum):
    """The life of a row."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    SUPPRESSED = "suppressed"
    HELD = "held"
    """Its channel was told enough for the hour: the next digest says it."""
    UNDELIVERABLE = "undeliverable"
    UNKNOWN = "unknown"
    """It may have been said: the platform gave no answer, and cannot be asked."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice before it is committed. `key` is deterministic: the same act never says it twice."""

    desk_id: DeskId
    ticket_id: TicketId | None
    target: Target
    notice: Notice
    key: str
    urgent: bool = False
    can_wait: bool = False
    """Whatever calls on somebody goes first: a card that only reads as time goes by."""
    gathers_until: datetime | None = None
    """Desk time until which it waits for others that one post will say."""


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
    led: tuple[Outgoing, ...] = ()
    """Other rows that the same post says."""
