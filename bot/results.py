"""What a use case answers, before it is put into words: values that the wording turns into replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.commands import PeopleAct, SetupAct
from bot.domain.events import EscalationKind
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.outgoing import Change
from bot.replies import ClockMark
from bot.requests import Actor
from policy.clocks import Explanation
from policy.decisions import Decision, Denied, Reason
from policy.documents import Clause
from policy.entitlements import ChannelOffer
from policy.facts import Channel, Role, Severity
from policy.targets import Kind, Milestone


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as others may see them, with their identity on the platform spoken to."""

    id: int
    name: str
    actor: Actor | None = None
    role: Role | None = None
    available: bool = True
    zone: str | None = None


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
    rank: int
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

    @property
    def leading(self) -> ClockView | None:
        """The clock to show first: the next to breach among those that still matter."""
        live = [c for c in self.clocks if c.mark in {ClockMark.RUNNING, ClockMark.WARNING, ClockMark.PAUSED}]
        breached = [c for c in self.clocks if c.mark is ClockMark.BREACHED and c.ended_at is None]
        first = sorted(breached, key=lambda c: c.due_at) + sorted(live, key=lambda c: c.due_at)
        return first[0] if first else (self.clocks[0] if self.clocks else None)


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The open form with its live promise. `worse` says that the promise got worse since it was shown."""

    desk: str
    account: str
    subject: str
    facts: str
    severity: Severity
    severities: tuple[Severity, ...]
    channel: Channel
    offers: tuple[ChannelOffer, ...]
    decision: Decision
    promises: tuple[PromiseView, ...]
    zone: str
    next_opening: datetime | None
    worse: bool = False
    missing_subject: bool = False
    requester: PersonView | None = None
    requesters: tuple[PersonView, ...] = ()
    """For staff: on whose behalf; empty for the account's own people."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket is open."""

    ticket: TicketView
    promises: tuple[PromiseView, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The policy says no. `instead` holds who can, in words' order; `subject` is what was asked, kept."""

    action: str
    decision: Denied
    desk: str
    account: str
    zone: str
    subject: str | None = None
    instead: tuple[PersonView, ...] = ()
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The colleague's request was sent on."""

    contact: PersonView
    subject: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a ticket's conversation, oldest first."""

    at: datetime
    author: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A ticket with the last of its conversation, as far as this person may read it."""

    ticket: TicketView
    messages: tuple[Message, ...]
    face: Face


@dataclass(frozen=True, slots=True)
class Listed:
    """Tickets; `queue` for the agents' order."""

    tickets: tuple[TicketView, ...]
    page: int
    more: bool
    queue: bool = False
    mine: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """The ticket changed: claimed, assigned, resumed, solved, closed, reopened, another severity."""

    change: Change
    ticket: TicketView
    subject: PersonView | None = None
    promises: tuple[PromiseView, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The form that names who will read the answer (or the question)."""

    ticket: TicketView
    text: str
    question: bool
    readers: tuple[PersonView, ...]
    place: str | None


@dataclass(frozen=True, slots=True)
class TextForm:
    """A form for one text: a note, a reason to reopen."""

    verb: str
    ticket: TicketView
    text: str = ""


@dataclass(frozen=True, slots=True)
class AssignForm:
    """Whom to give it to."""

    ticket: TicketView
    agents: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class SeverityForm:
    """How bad it is, each with what would then be promised."""

    ticket: TicketView
    promises: tuple[tuple[Severity, tuple[PromiseView, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A text of this person went on its way: an answer, a question (the ticket now waits), or a note."""

    verb: str
    ticket: TicketView
    readers: tuple[PersonView, ...] = ()


@dataclass(frozen=True, slots=True)
class EscalationPreview:
    """Who will be told, in which local hour, before it is confirmed."""

    ticket: TicketView
    kind: EscalationKind
    to: str
    told: tuple[PersonView, ...]
    reasons: tuple[Reason, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Escalated:
    """It went up or across."""

    ticket: TicketView
    kind: EscalationKind
    to: str
    told: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class WhyTold:
    """Every deadline of the ticket, explained."""

    ticket: TicketView
    explanations: tuple[tuple[ClockView, Explanation], ...]
    every: bool


@dataclass(frozen=True, slots=True)
class WhenTold:
    """What would be promised now: a row a severity (or channel)."""

    desk: str
    plan: str
    zone: str
    received_at: datetime
    rows: tuple[tuple[Severity, Channel, Decision, tuple[PromiseView, ...]], ...]
    next_opening: datetime | None


@dataclass(frozen=True, slots=True)
class PlanTold:
    """An account's plan as the policy has it."""

    desk: str
    account: str
    plan: str
    active: bool
    offers: tuple[ChannelOffer, ...]
    targets: tuple[tuple[Severity, tuple[PromiseView, ...]], ...]
    contacts: tuple[PersonView, ...]
    roster_limit: int | None
    employees: int | None
    licences: int | None
    policy: str
    policy_version: str
    zone: str
    hours: tuple[tuple[str, str], ...]
    """Opening hours: days ("mon-fri") and times ("08:00-20:00"), neutral."""


@dataclass(frozen=True, slots=True)
class PolicyTold:
    """The policy's clauses (all, or the one asked for)."""

    desk: str
    policy: str
    policy_version: str
    effective_on: date
    clauses: tuple[Clause, ...]
    one: bool


@dataclass(frozen=True, slots=True)
class PeopleTold:
    """An account's people, or one whose standing changed."""

    act: PeopleAct
    account: str
    desk: str
    people: tuple[PersonView, ...]
    limit: int | None
    person: PersonView | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpTold:
    """The verbs that this person may use, or one of them."""

    verbs: tuple[str, ...]
    one: str | None
    desk: str | None


@dataclass(frozen=True, slots=True)
class SetupTold:
    """The desk as it is set up, after `act`. `missing` names the next steps by act."""

    act: SetupAct
    desk: str
    policy: str
    language: str
    places: tuple[tuple[str, Face, str | None], ...]
    accounts: tuple[tuple[str, str], ...]
    people: tuple[PersonView, ...]
    missing: tuple[SetupAct, ...]
    policies: tuple[tuple[str, str], ...] = ()
    """The policies there are: id and title."""
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HomeTold:
    """The home: what you can do, your tickets, your plan; for agents their queue."""

    person: PersonView
    desk: str
    account: str | None
    plan: str | None
    tickets: tuple[TicketView, ...]
    unassigned: tuple[TicketView, ...]
    escalated: tuple[TicketView, ...]
    undelivered: int
    can_open: Decision | None
    zone: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A message joined its ticket: nothing is said, its copy goes by the outbox."""

    ticket: int


@dataclass(frozen=True, slots=True)
class WhichDesk:
    """Several desks could be meant."""

    desks: tuple[str, ...]


Result = (
    OpenForm
    | Opened
    | Refused
    | Asked
    | Shown
    | Listed
    | Changed
    | AnswerForm
    | TextForm
    | AssignForm
    | SeverityForm
    | Sent
    | EscalationPreview
    | Escalated
    | WhyTold
    | WhenTold
    | PlanTold
    | PolicyTold
    | PeopleTold
    | HelpTold
    | SetupTold
    | HomeTold
    | Joined
    | WhichDesk
)
