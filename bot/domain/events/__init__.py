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
from bot.domain.events.intake import ConsentGiven, ConsentWithdrawn, FactsAsked, FactsGiven
from bot.domain.events.proposing import Agreed, Declined, Proposed

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
    | Proposed
    | Agreed
    | Declined
    # ledger
    # commerce
    # intake
    | FactsAsked
    | FactsGiven
    | ConsentGiven
    | ConsentWithdrawn
    # contacts
    # scope
    # incidents
    # products
    # fairness
    | Amended
)

__all__ = [
    "Agreed",
    "Amended",
    "Answered",
    "Assigned",
    "Closed",
    "ConsentGiven",
    "ConsentWithdrawn",
    "Declined",
    "Escalated",
    "EscalationKind",
    "Event",
    "FactsAsked",
    "FactsGiven",
    "Heard",
    "Noted",
    "Opened",
    "Pended",
    "Proposed",
    "Reminded",
    "Reopened",
    "Resumed",
    "SeverityChanged",
    "Solved",
]
