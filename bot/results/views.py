"""What a reader may be shown of people, clocks, promises and tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.proposals import Waiting
from bot.domain.ticket import Status
from bot.replies import ClockMark
from bot.requests import Actor
from policy.facts import Channel, Role, Severity
from policy.incident_rules import Outcome
from policy.releases import Support
from policy.targets import Kind, Milestone
from policy.texts import Translated


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as others may see them, with their identity on the platform spoken to."""

    id: int
    name: str
    actor: Actor | None = None
    role: Role | None = None
    available: bool = True
    zone: str | None = None
    back_at: datetime | None = None
    """When somebody who is away will be available again, where that is known."""


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock of a ticket as read at `read_at`; durations are business time unless named calendar.

    `share` is the part of the target used (1.0 is due). Only the durations of the state are set.
    """

    milestone: Milestone
    kind: Kind
    mark: ClockMark
    target: str
    starts_at: datetime
    due_at: datetime
    read_at: datetime
    share: float
    clauses: tuple[str, ...]
    left: timedelta | None = None
    calendar_left: timedelta | None = None
    over: timedelta | None = None
    calendar_over: timedelta | None = None
    took: timedelta | None = None
    calendar_took: timedelta | None = None
    ended_at: datetime | None = None
    paused_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PromiseView:
    """What would be, or is, promised: business and calendar time side by side, holidays by name."""

    milestone: Milestone
    kind: Kind
    target: str
    due_at: datetime
    business: timedelta
    elapsed: timedelta
    clauses: tuple[str, ...]
    closures: tuple[tuple[date, str], ...] = ()
    assumed: bool = False
    horizon_exceeded: bool = False


@dataclass(frozen=True, slots=True)
class RemoteView:
    """Whether the desk may reach the device, by which clause."""

    allowed: bool
    clause: str


@dataclass(frozen=True, slots=True)
class EndingView:
    """How a ticket ended, or how it may."""

    closes_at: datetime | None = None
    """When a silence closes it, announced on the ticket."""
    reopens_until: datetime | None = None
    """Until when it reopens free, where the policy sets an end."""
    clause: str | None = None
    """By which clause, of either."""
    outcomes: bool = False
    """Whether the policy knows outcomes for it."""
    outcome: Outcome | None = None
    entry: str | None = None
    """Its name in the register: "D7"."""
    stars: int | None = None
    rateable: bool = True
    """Whether a rating may still be given, or changed."""


@dataclass(frozen=True, slots=True)
class ScopeView:
    """What a ticket concerns, why it is not taken on or was let through, and what of it is billed.

    `waiting` is what needs a yes of the requester's side; minutes are those of billed work.
    """

    concern: Translated | None = None
    excluded: Translated | None = None
    excluded_by: str | None = None
    let_through_by: str | None = None
    let_through_over: tuple[str, ...] = ()
    waiting: Waiting | None = None
    agreed_minutes: int = 0
    billed_minutes: int = 0
    may_exclude: bool = False


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product, and where support for it is asked for; on a ticket with the version that it is about.

    `support` and `until` (its last supported day) are as they were when the ticket was opened.
    """

    id: str
    name: str
    mail: str | None = None
    chat: str | None = None
    version: str | None = None
    support: Support | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ChargeView:
    """What is billed for a ticket beside its plan, in minor units, by its clause."""

    code: str
    amount: int
    currency: str
    clause: str


@dataclass(frozen=True, slots=True)
class MeterView:
    """What a ticket takes of what is counted: tickets of a pack (None where none are), and worked minutes.

    `used` once an agent has answered, reserved until then; `covered` is None where nothing limits minutes.
    """

    tickets: int | None
    used: bool
    worked: int
    covered: int | None = None


@dataclass(frozen=True, slots=True)
class SnoozeView:
    """Until when reminders are put off, by whom, and why. The desk's own affair."""

    until: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class TicketView:
    """All that a card or a line on a ticket may show. `zone` is the contract's."""

    number: int
    subject: str
    status: Status
    severity: Severity
    channel: Channel
    plan: str
    plans: int
    """How many plans the policy has: a single one is not worth naming."""
    rank: int | None
    """None where the policy puts no plan before another."""
    rank_clause: str | None
    """The clause that gives it this rank."""
    level: str | None
    account: str
    desk: str
    requester: PersonView
    assignee: PersonView | None
    opened_at: datetime
    zone: str
    clocks: tuple[ClockView, ...]
    policy: str
    policy_version: str
    read_at: datetime
    remote: RemoteView | None = None
    """Remote access, where the policy makes support depend on it."""
    asks_facts: bool = False
    """Whether the policy asks for facts of its own."""
    ending: EndingView = EndingView()
    scope: ScopeView | None = None
    product: ProductView | None = None
    charges: tuple[ChargeView, ...] = ()
    meter: MeterView | None = None
    """None where nothing is counted and nothing was logged."""
    limited_by: str | None = None
    """The clause by which its targets are only best effort: fair use."""
    snooze: SnoozeView | None = None

    @property
    def leading(self) -> ClockView | None:
        """The clock to show first: a breach, else the next to breach.

        A goal that was missed gives way to the guarantee of the same milestone, which still matters more.
        """
        live = {ClockMark.RUNNING, ClockMark.WARNING, ClockMark.PAUSED}
        breached = [c for c in self.clocks if c.mark is ClockMark.BREACHED and c.ended_at is None]
        owed = [c for c in self.clocks if c.mark in live] + breached
        firm = {c.milestone for c in owed if c.kind is Kind.GUARANTEE}
        kept = [c for c in owed if c not in breached or c.kind is Kind.GUARANTEE or c.milestone not in firm]
        first = min(kept, key=lambda c: (c not in breached, c.due_at), default=None)
        return first if first is not None else (self.clocks[0] if self.clocks else None)
