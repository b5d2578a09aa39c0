"""A ticket's history: dated facts, appended and never rewritten. Human text stands beside, by reference."""

from bot.domain.events.amending import Amended
from bot.domain.events.core import (
    Answered,
    Assigned,
    Closed,
    Escalated,
    EscalationKind,
    Heard,
    Noted,
    Opened,
    Pended,
    Reminded,
    Reopened,
    Resumed,
    SeverityChanged,
    Solved,
)
from bot.domain.events.incidents import (
    CloseReminded,
    Fixed,
    FollowUpDue,
    OutcomeGiven,
    Rated,
    RatingAsked,
)
from bot.domain.events.intake import ConsentGiven, ConsentWithdrawn, FactsAsked, FactsGiven
from bot.domain.events.ledger import Remedied, Worked
from bot.domain.events.outages import OutageDeclared
from bot.domain.events.proposing import Agreed, Declined, Proposed
from bot.domain.events.reminding import Snoozed
from bot.domain.events.scope import (
    BilledWorkAsked,
    BilledWorkDone,
    Duplicate,
    Excluded,
    Overridden,
    Withdrawn,
)
from bot.domain.events.threads import MessageDeleted, MessageEdited

Event = (
    Opened
    | Assigned
    | Answered
    | Heard
    | Noted
    | Pended
    | Resumed
    | SeverityChanged
    | Escalated
    | Solved
    | Closed
    | Reopened
    | Reminded
    | MessageEdited
    | MessageDeleted
    | Proposed
    | Agreed
    | Declined
    # ledger
    | Worked
    | Remedied
    # commerce
    # intake
    | FactsAsked
    | FactsGiven
    | ConsentGiven
    | ConsentWithdrawn
    # contacts
    # scope
    | Excluded
    | Duplicate
    | Overridden
    | BilledWorkAsked
    | Withdrawn
    | BilledWorkDone
    # incidents
    | OutcomeGiven
    | Fixed
    | FollowUpDue
    | RatingAsked
    | CloseReminded
    | Rated
    # products
    | OutageDeclared
    # fairness
    | Amended
    # delivery
    | Snoozed
)

__all__ = [
    "Agreed",
    "Amended",
    "Answered",
    "Assigned",
    "BilledWorkAsked",
    "BilledWorkDone",
    "CloseReminded",
    "Closed",
    "ConsentGiven",
    "ConsentWithdrawn",
    "Declined",
    "Duplicate",
    "Escalated",
    "EscalationKind",
    "Event",
    "Excluded",
    "FactsAsked",
    "FactsGiven",
    "Fixed",
    "FollowUpDue",
    "Heard",
    "MessageDeleted",
    "MessageEdited",
    "Noted",
    "Opened",
    "OutageDeclared",
    "OutcomeGiven",
    "Overridden",
    "Pended",
    "Proposed",
    "Rated",
    "RatingAsked",
    "Remedied",
    "Reminded",
    "Reopened",
    "Resumed",
    "SeverityChanged",
    "Snoozed",
    "Solved",
    "Withdrawn",
    "Worked",
]
