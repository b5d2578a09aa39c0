"""A desk from ports: the one place where the application's parts are put together. It imports no adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.checkup import Checkup
from bot.clock import Clock, wall
from bot.conversations import Conversations
from bot.desk import Desk
from bot.installations import Installations, Sealing
from bot.linking import Linking
from bot.papers import Papers
from bot.payments import Payments
from bot.policies import Policies, shipped
from bot.ports import Messenger
from bot.reminders.deliver import Delivery
from bot.reminders.runner import Runner
from bot.reminders.sweep import Sweep
from bot.storage import CannotOpen, Database, VersionChanged
from bot.storage.looking import Looked, look
from bot.transparency import Transparency
from policy.reading import PolicyFaults

__all__ = [
    "CannotOpen",
    "House",
    "Looked",
    "PolicyFaults",
    "VersionChanged",
    "build",
    "look",
    "migrate",
    "new_key",
]


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs: the front door, and what keeps promises in view."""

    database: Database
    policies: Policies
    desk: Desk
    sweep: Sweep
    delivery: Delivery
    runner: Runner
    messengers: dict[str, Messenger]
    now: Callable[[], datetime]
    """Desk time."""
    figures: Transparency
    """The pages that desks publish."""
    payments: Payments
    papers: Papers
    conversations: Conversations
    """Where platforms can be written to."""
    installations: Installations
    checkup: Checkup
    linking: Linking
    """Says that two identities are one person."""

    def check(self) -> None:
        """Raises whatever keeps the desk from working: a database that cannot be read, say."""
        self.sweep.next_wake()

    def connect(self, messenger: Messenger) -> None:
        """Let the desk post on a platform."""
        self.messengers[messenger.platform] = messenger

    def close(self) -> None:
        """Finish what is in hand, then close the database."""
        self.runner.stop()
        self.database.close()


def build(
    database_url: str,
    clock: Clock,
    *,
    wall_clock: Callable[[], float] = wall,
    more_policies: Iterable[str] = (),
    keys: str = "",
) -> House:
    """Open (and migrate) the database and put a desk together. Nothing runs before `runner.start()`.

    `more_policies` are texts (TOML) served beside the shipped ones. `keys` seal stored tokens, the newest
    first, commas between; BadKeys where they are none.
    """
    sealing = _sealing(keys)  # first: what is no key is refused before anything is opened
    database = Database.open(database_url)
    policies = Policies(database, (*shipped(), *more_policies))
    messengers: dict[str, Messenger] = {}
    sweep = Sweep(database, policies, clock)
    delivery = Delivery(database, policies, clock, messengers, wall_clock)
    runner = Runner(sweep, delivery, clock, wall_clock)
    desk = Desk(database, policies, clock, on_commit=runner.nudge)
    figures = Transparency(database, policies, clock)
    payments = Payments(database, policies, clock, runner.nudge)
    papers = Papers(database, policies, clock)
    conversations = Conversations(database, clock)
    installations = Installations(database, clock, runner.nudge, *sealing)
    return House(
        database,
        policies,
        desk,
        sweep,
        delivery,
        runner,
        messengers,
        clock.now,
        figures,
        payments,
        papers,
        conversations,
        installations,
        Checkup(database, policies, clock),
        Linking(database),
    )


def _sealing(keys: str) -> tuple[Sealing | None, tuple[type[Exception], ...]]:
    if not keys.strip():
        return None, ()
    # Loaded here, so that who stores no tokens starts without cryptography.
    from bot.sealing import Sealing as Sealed  # noqa: PLC0415
    from bot.sealing import WrongKey  # noqa: PLC0415

    return Sealed(keys), (WrongKey,)


def migrate(database_url: str) -> None:
    """Bring a database to this version's shape; `build` does it by itself."""
    Database.open(database_url).close()


def new_key() -> str:
    """A fresh key for GUICHET_KEYS."""
    from bot.sealing import new_key as made  # noqa: PLC0415

    return made()
