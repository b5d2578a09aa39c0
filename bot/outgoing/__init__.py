"""What the desk owes to say, committed with the change that caused it and worded when it is delivered.

A row holds what to say (a notice) and to whom (a target), never words: at delivery the state is read
again, and a notice that no longer holds is suppressed with its reason.
"""

from bot.outgoing.commerce import (
    EndNotice,
    EndStage,
    Kept,
    KeptNotice,
    KickOffNotice,
    PurchaseNotice,
    PurchaseStage,
)
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
    Silence,
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
    Change,
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
from bot.outgoing.rows import DeliveryState, Draft, Notice, Outgoing
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
from bot.outgoing.spoken import DELETED_UNSAID, spoken
from bot.outgoing.targets import Target, ToCard, ToMessage, ToPerson, ToPlace, ToReference, ToThread

__all__ = [
    "DELETED_UNSAID",
    "AddedNotice",
    "AmendedNotice",
    "AnotherTicketNotice",
    "AnswerNotice",
    "AnswerReceipt",
    "AskedNotice",
    "BackNotice",
    "CardNotice",
    "Change",
    "ChangeNotice",
    "CreditNotice",
    "DelegatedNotice",
    "DeliveryState",
    "DigestNotice",
    "Draft",
    "DuplicateNotice",
    "EndNotice",
    "EndStage",
    "EscalatedNotice",
    "ExceptionAskedNotice",
    "ExcludedNotice",
    "FairUseProposal",
    "FeeNotice",
    "FixedNotice",
    "HeardNotice",
    "InternalHeader",
    "Kept",
    "KeptNotice",
    "KickOffNotice",
    "LinkNotice",
    "NoteNotice",
    "Notice",
    "OfferAskedNotice",
    "OpenedNotice",
    "OutageNotice",
    "OutcomeNotice",
    "Outgoing",
    "OverriddenNotice",
    "PassedOnNotice",
    "PrivatelyNotice",
    "ProposalAnsweredNotice",
    "ProposedNotice",
    "PurchaseNotice",
    "PurchaseStage",
    "RatedNotice",
    "RatingAskedNotice",
    "RemedyNotice",
    "ReminderNotice",
    "RemovedNotice",
    "RequestAnsweredNotice",
    "RequestNotice",
    "RequestSettledNotice",
    "RevisedNotice",
    "SetUpNotice",
    "SharedNotice",
    "ShutNotice",
    "Silence",
    "SilenceNotice",
    "SnoozedNotice",
    "StandingNotice",
    "SubjectNotice",
    "Target",
    "TaskDoneNotice",
    "TaskNotice",
    "ToCard",
    "ToMessage",
    "ToPerson",
    "ToPlace",
    "ToReference",
    "ToThread",
    "UnclaimedMailNotice",
    "UndeliveredNotice",
    "WithdrawnNotice",
    "WorkedNotice",
    "spoken",
]
