"""What the home answers, by role, and what is told of messages that could not be delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.commands import WHOLE_QUEUE, DeliveryAct, HomePart, Queue
from bot.domain.people import Face
from bot.results.contacts import RequestView
from bot.results.incidents import TaskView
from bot.results.ledger import LotView, WorkView
from bot.results.views import PersonView, TicketView
from policy.decisions import Decision


@dataclass(frozen=True, slots=True)
class LoadView:
    """How many live tickets somebody has, and how many of them are late; None: nobody has them."""

    person: PersonView | None
    tickets: int
    late: int


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody whom the desk knows: of its own people, or of an account."""

    person: PersonView
    account: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A channel of the desk's, on which side; `error` is why nothing can be said there now."""

    name: str
    face: Face
    account: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A message that could not be delivered: its number, what it was, where it should stand, and why not.

    `what` is the notice's tag, `error` the reason as the platform (or we) named it. It was for a ticket's
    side, a place or a person, as far as these still exist.
    """

    number: int
    what: str
    error: str
    since: datetime
    ticket: int | None = None
    face: Face | None = None
    place: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class HealthView:
    """How delivery stands: what was given up, what still waits, and since when the oldest of that does."""

    undelivered: int
    waiting: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The version in force, and the next one where it is known already."""

    title: str
    version: str
    since: date
    next_version: str | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeliveriesTold:
    """What could not be delivered, a page of it; or what became of one."""

    act: DeliveryAct
    rows: tuple[DeliveryView, ...]
    health: HealthView
    zone: str
    now: datetime
    page: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True)
class HomeTold:
    """The home, or the part of it that was asked for; what the part does not show is empty."""

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
    tasks: tuple[TaskView, ...] = ()
    """What somebody of the desk has to do besides the tickets."""
    waiting: tuple[RequestView, ...] = ()
    """Internal requests that wait for this person."""
    asked: tuple[RequestView, ...] = ()
    """Their own that wait with a contact."""
    part: HomePart = HomePart.START
    page: int = 1
    more: bool = False
    """Whether the part has another page."""
    now: datetime | None = None
    queue: Queue = WHOLE_QUEUE
    """What narrows the queue; its account as "a7", so that it is short in a button."""
    accounts: tuple[tuple[int, str], ...] = ()
    """By which the queue can be narrowed; none where there are too many for a menu."""
    breached: tuple[TicketView, ...] = ()
    owed: tuple[TicketView, ...] = ()
    """Tickets of a customer's that wait for them: a question to answer, an offer to say yes or no to."""
    balance: tuple[LotView, ...] = ()
    works: tuple[WorkView, ...] = ()
    load: tuple[LoadView, ...] = ()
    members: tuple[MemberView, ...] = ()
    places: tuple[PlaceView, ...] = ()
    deliveries: tuple[DeliveryView, ...] = ()
    health: HealthView | None = None
    policy: PolicyView | None = None
    desks: tuple[str, ...] = ()
    """Every desk of this person, where there are several."""
    chosen: str | None = None
    """Which of them this home is of."""
