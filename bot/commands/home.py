"""The home, the agents' queue with its filters, and what could not be delivered; once understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.commands.spec import ANYONE, CommandSpec, verb
from policy.facts import Role, Severity


class QueueWhen(StrEnum):
    """Which of the queue by what is owed."""

    ANY = "any"
    BREACHED = "breached"
    TODAY = "today"
    """Due before the day ends where the contract's clocks stand; what is late already is not meant."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What agents should look at next: breaches, then rank, then due time; ten a page.

    Of `mine`, `unassigned`, `severity` and `account` at most one narrows it, besides `when`: each of these
    lists is read in its order from an index of its own. `account` is a name, or "a7" in a button.
    """

    mine: bool = False
    page: int = 1
    unassigned: bool = False
    when: QueueWhen = QueueWhen.ANY
    severity: Severity | None = None
    account: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The filters in canonical English, without the page: "unassigned breached"."""
        account = None if self.account is None else self.account.replace('"', "")
        return (
            *(("mine",) if self.mine else ()),
            *(("unassigned",) if self.unassigned else ()),
            *((self.when.value,) if self.when is not QueueWhen.ANY else ()),
            *((f"severity:{self.severity}",) if self.severity else ()),
            *(((f'account:"{account}"' if " " in account else f"account:{account}"),) if account else ()),
        )


WHOLE_QUEUE = Queue()


class HomePart(StrEnum):
    """What a home shows; who may see which is the role's."""

    START = "start"
    """What matters to this person now."""
    TICKETS = "tickets"
    QUEUE = "queue"
    TASKS = "tasks"
    OVERVIEW = "overview"
    """Breaches, escalations, and who has how much to do: for leads."""
    PEOPLE = "people"
    PLACES = "places"
    DELIVERIES = "deliveries"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Home:
    """The home (bare `/ticket`): what you can do, your tickets, your plan; or one part of it, by pages."""

    part: HomePart = HomePart.START
    page: int = 1
    queue: Queue = WHOLE_QUEUE
    """What the queue's part shows; its page is the home's."""

    @property
    def command(self) -> str:
        """The canonical words that show it again."""
        part = () if self.part is HomePart.START else (self.part.value,)
        page = (f"page:{self.page}",) if self.page > 1 else ()
        return " ".join(("home", *part, *self.queue.words, *page))


class DeliveryAct(StrEnum):
    """What to do about a message that could not be delivered."""

    LIST = "list"
    RETRY = "retry"
    DONE = "done"
    """Somebody has seen to it: it is told no more."""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What could not be delivered (`deliveries`), and what to do about one, by its number."""

    act: DeliveryAct = DeliveryAct.LIST
    number: int | None = None
    page: int = 1


SPECS: tuple[CommandSpec, ...] = (
    verb("home", "accueil", "inicio", ANYONE, options=("page", "severity", "account", "desk")),
    verb(
        "deliveries",
        "envois remises",
        "envíos envios entregas",
        frozenset({Role.ADMIN}),
        en="deliveries undelivered",
        writes=True,
        options=("page",),
    ),
)
"""Their rows of the table."""
