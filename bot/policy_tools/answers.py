"""What these questions are answered with: plain values, so that whoever shows them needs no policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


class BadInput(Exception):
    """A question that cannot be answered: one line that says what is wrong and what would be valid."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """A value that the source of a policy does not give, and why it was chosen."""

    clause: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fault of a policy, and where."""

    path: str
    says: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a policy can be put in force; `policy` and `version` are None where it does not say."""

    policy: str | None
    version: str | None
    faults: tuple[Found, ...]
    unenforced: tuple[str, ...]
    assumptions: tuple[Assumed, ...]
    remarks: tuple[str, ...] = ()
    """What is no fault and may yet be a slip; for people, not in the JSON."""


@dataclass(frozen=True, slots=True)
class Alert:
    """The instant at which a share of a promised time is used up."""

    share: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing that would be owed; `business` and `elapsed` are what lies between receipt and due."""

    milestone: str
    kind: str
    target: str
    starts_at: datetime
    due_at: datetime
    business: timedelta
    elapsed: timedelta
    clauses: tuple[str, ...]
    thresholds: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing would be promised, by which clauses, and from when it would be."""

    reason: str
    clauses: tuple[str, ...]
    possible_at: datetime | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a ticket received at an instant would be owed.

    `assumptions` are all those of the policy, the ones that bear on this answer first;
    `bearing` says how many they are. `notes` say where an answer cannot be relied on.
    """

    policy: str
    version: str
    at: datetime
    plan: str
    severity: str
    channel: str
    promises: tuple[Promised, ...]
    denied: Refused | None
    assumptions: tuple[Assumed, ...]
    bearing: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """A calendar: its opening hours by days, such as ("mon-fri", "08:00-20:00")."""

    id: str
    title: str
    zone: str
    week: tuple[tuple[str, str], ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A day on which some calendars are closed, by name."""

    on: date
    name: str
    calendars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A channel of a plan: whether it is served, by which clauses, and on whose hours, if not always."""

    channel: str
    served: bool
    clauses: tuple[str, ...]
    hours: str | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan, its place in the queue, the licences that it needs, and its channels.

    `rank` is 1 for those who are served first; None where severity has a say in it.
    """

    id: str
    title: str
    clause: str
    rank: int | None
    licences: int | None
    channels: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class SeverityRow:
    """A severity, what it means, and its place in the queue; None where the plan has a say in it."""

    id: str
    means: str
    clause: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A time promised, and the case that it is promised for, in words."""

    milestone: str
    kind: str
    target: str
    calendar: str
    case: str
    clauses: tuple[str, ...]
    pauses: bool


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A rung of the escalation ladder."""

    name: str
    role: str
    plans: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause, in words, and whether a rule puts it in force."""

    id: str
    text: str
    reference: str
    enforced: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """A whole policy, as one would lay it out on a page."""

    policy: str
    version: str
    title: str
    provider: str
    source: str
    effective_on: date
    zone: str
    languages: tuple[str, ...]
    year: int
    hours: tuple[Hours, ...]
    holidays: tuple[Closed, ...]
    plans: tuple[PlanRow, ...]
    severities: tuple[SeverityRow, ...]
    targets: tuple[TargetRow, ...]
    ladder: tuple[LevelRow, ...]
    clauses: tuple[ClauseRow, ...]
    assumptions: tuple[Assumed, ...]


@dataclass(frozen=True, slots=True)
class Diffed:
    """What a version changes, a sentence a change."""

    policy: str
    before: str
    after: str
    effective_on: date
    changes: tuple[str, ...]
