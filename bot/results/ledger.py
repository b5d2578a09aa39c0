"""What the use cases about tickets and minutes answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.commands import CreditAct
from bot.results.views import PersonView, TicketView
from policy.counting import Counting
from policy.decisions import Reason
from policy.ledgers import EntryKind, Unit


@dataclass(frozen=True, slots=True)
class LogForm:
    """How many minutes were worked, and on what."""

    ticket: TicketView
    text: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """Minutes were logged on a ticket. `asked`: its requester is now asked for another ticket."""

    ticket: TicketView
    minutes: int
    worked: int
    reasons: tuple[Reason, ...]
    asked: bool = False


@dataclass(frozen=True, slots=True)
class AskedAnother:
    """The requester's side was asked whether another ticket may be used."""

    ticket: TicketView
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SplitForm:
    """What the other subject is."""

    ticket: TicketView


@dataclass(frozen=True, slots=True)
class SplitTold:
    """The requester was asked to open a ticket for the other subject, by these clauses."""

    ticket: TicketView
    subject: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LotView:
    """One lot as a statement shows it; `owner` is None where everybody of the account may use it."""

    code: str
    unit: Unit
    size: int
    used: int
    reserved: int
    left: int
    lapsed: int
    valid_until: datetime | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class LineView:
    """One entry as a statement shows it."""

    at: datetime
    kind: EntryKind
    unit: Unit
    change: int
    minutes: int = 0
    ticket: int | None = None
    actor: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class WorkView:
    """Worked minutes of a ticket that still runs; `covered` is None where there is no limit."""

    ticket: int
    worked: int
    covered: int | None = None


@dataclass(frozen=True, slots=True)
class ChargedView:
    """What somebody of the account accepted to pay, in minor units, by its clause."""

    at: datetime
    code: str
    amount: int
    currency: str
    clause: str
    by: str
    ticket: int | None


@dataclass(frozen=True, slots=True)
class UsageTold:
    """What an account holds, what it worked, and its entries, newest first.

    `clauses` put in force what is said; `trial` is how many of how many free minutes are left.
    """

    account: str
    plan: str
    zone: str
    counting: Counting
    lots: tuple[LotView, ...]
    works: tuple[WorkView, ...]
    entries: tuple[LineView, ...]
    reasons: tuple[Reason, ...]
    full: bool
    page: int
    more: bool
    charges: tuple[ChargedView, ...] = ()
    """What was accepted to be paid beside the plan, newest first."""


@dataclass(frozen=True, slots=True)
class CreditView:
    """A correction, as those who may confirm it see it."""

    number: int
    account: str
    unit: Unit
    amount: int
    reason: str
    proposed_by: PersonView
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class CreditTold:
    """Corrections that wait (`act` is list), or the one just proposed, confirmed or declined."""

    act: CreditAct
    credits: tuple[CreditView, ...]
    by: tuple[PersonView, ...] = ()
    """Who may confirm it."""
    me: int = 0
    """Who reads it: nobody confirms what they proposed."""
