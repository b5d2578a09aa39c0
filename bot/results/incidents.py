"""What the use cases about tasks, outcomes, the register and satisfaction answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.register import EntryKind
from bot.reports.service import Figures, Month
from bot.results.views import TicketView
from policy.facts import Role
from policy.incident_rules import Outcome


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task as it may be shown. `account`, `ticket` and `requester` are None where it has none."""

    number: int
    kind: str
    role: Role
    clause: str
    at: datetime
    account: str | None = None
    ticket: int | None = None
    requester: str | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class TasksTold:
    """What there is to do for somebody of that role, or one task."""

    tasks: tuple[TaskView, ...]
    zone: str
    now: datetime
    one: bool = False


@dataclass(frozen=True, slots=True)
class TaskForm:
    """What came of it."""

    task: TaskView
    zone: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class TaskDone:
    """It is done; `rating` says that the requester was then asked for a rating."""

    task: TaskView
    zone: str
    rating: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeForm:
    """What came of a ticket, and how it was discussed. `entries` are the open defects, name and title."""

    ticket: TicketView
    outcomes: tuple[Outcome, ...]
    clause: str
    entries: tuple[tuple[str, str], ...] = ()
    outcome: Outcome | None = None
    entry: str | None = None
    text: str = ""
    discussed: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """The outcome is on record."""

    ticket: TicketView
    outcome: Outcome
    clause: str
    entry: str | None = None
    follow_up_at: datetime | None = None
    follow_up_clause: str | None = None


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of the register, with the numbers of the tickets that report it."""

    name: str
    kind: EntryKind
    title: str
    opened_at: datetime
    product: str | None = None
    done_at: datetime | None = None
    version: str | None = None
    tickets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterTold:
    """The register: what is open, or all of it."""

    entries: tuple[EntryView, ...]
    zone: str
    now: datetime
    every: bool = False


@dataclass(frozen=True, slots=True)
class EntryTold:
    """One entry; `just_done`: it was marked so now, and those who report it were told."""

    entry: EntryView
    zone: str
    now: datetime
    just_done: bool = False


@dataclass(frozen=True, slots=True)
class EntryForm:
    """In which version it is done."""

    entry: EntryView
    zone: str


@dataclass(frozen=True, slots=True)
class RateForm:
    """One to five, and a word."""

    ticket: TicketView
    stars: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RatingTold:
    """The rating is kept, and may be changed until then."""

    ticket: TicketView
    stars: int
    until: datetime


@dataclass(frozen=True, slots=True)
class StatsTold:
    """Response times and ratings since then; `clause` publishes them, None where they are the desk's own."""

    desk: str
    zone: str
    since: datetime
    now: datetime
    total: Figures
    months: tuple[Month, ...]
    clause: str | None
