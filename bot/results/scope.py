"""What the use cases about scope, billed work and exceptions answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.events import Proposed
from bot.domain.money import Price
from bot.results.views import TicketView
from policy.decisions import Reason
from policy.documents import Citation
from policy.scope import Excluded as Exclusion
from policy.texts import Translated


@dataclass(frozen=True, slots=True)
class OfferForm:
    """Hours of billed work and what they are for; for a customer only what is asked for."""

    ticket: TicketView
    price: Price | None
    citation: Citation
    text: str
    for_desk: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """Billed work was offered to the requester's side, or the offer taken back."""

    ticket: TicketView
    proposal: Proposed
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class OfferRequested:
    """The desk was asked for an offer of billed work."""

    ticket: TicketView
    citation: Citation


@dataclass(frozen=True, slots=True)
class ProposalAnswered:
    """What the desk proposed was said yes or no to."""

    ticket: TicketView
    proposal: Proposed
    yes: bool


@dataclass(frozen=True, slots=True)
class ExcludeForm:
    """By which exclusion, why, and how many hours of billed work to offer (`price`: where there are any)."""

    ticket: TicketView
    exclusions: tuple[Exclusion, ...]
    price: Price | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """The ticket is not taken on. `may_bill`: billed work may still be offered."""

    ticket: TicketView
    title: Translated
    reasons: tuple[Reason, ...]
    proposal: Proposed | None = None
    may_bill: bool = False


@dataclass(frozen=True, slots=True)
class DuplicateForm:
    """Of which other ticket it is a duplicate."""

    ticket: TicketView


@dataclass(frozen=True, slots=True)
class MarkedDuplicate:
    """The ticket is over, since another asks the same."""

    ticket: TicketView
    of: int


@dataclass(frozen=True, slots=True)
class ExceptionAsked:
    """The desk was asked to let a refused request through."""

    refusal: int
    desk: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class OverrideForm:
    """Why to let a refused request through: what it says, whose it is, and why it was refused."""

    what: str
    """As it is typed: "R3", or a ticket's number."""
    subject: str
    account: str
    person: str
    refused: tuple[Reason, ...]
    reason: Reason
    over: tuple[str, ...] = ()
    """The clauses that withhold something of a ticket."""


@dataclass(frozen=True, slots=True)
class Overridden:
    """Something was let through at the desk's discretion; `opened`: a refused request is a ticket now."""

    ticket: TicketView
    reasons: tuple[Reason, ...]
    opened: bool = True
