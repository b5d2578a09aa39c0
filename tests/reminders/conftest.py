"""A ticket under a shipped policy, as its history alone; and an office whose desk is real and platform is not."""

from __future__ import annotations

import shutil
import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
import structlog

from bot.clock import HandClock
from bot.domain.events import Event, Opened
from bot.domain.ids import AccountId, DeskId, PersonId, TicketId, TicketNumber
from bot.domain.ticket import Status, Ticket
from bot.policies import Policies
from bot.storage import Database
from policy.facts import Channel, Severity, Terms
from policy.reading import read
from policy.resolving import build, calendar_specs

from .office import Office, london

INES, NADIA = PersonId(3), PersonId(1)


class Shelf:
    """A shipped policy with its calendars, and tickets opened under it."""

    def __init__(self, policy: str) -> None:
        text = (files("policy") / "catalog" / f"{policy}.toml").read_text(encoding="utf-8")
        self.document = read(tomllib.loads(text))
        self.calendars = build(calendar_specs(self.document, first_year=2025, last_year=2028))
        self.zone = ZoneInfo(self.document.zone)

    def at(self, local: str) -> datetime:
        """A wall-clock time of the policy's zone, in UTC."""
        return datetime.fromisoformat(local).replace(tzinfo=self.zone).astimezone(UTC)

    def local(self, instant: datetime | None) -> str | None:
        """The same, back."""
        return None if instant is None else f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def ticket(
        self,
        opened: str,
        *events: Event,
        plan: str = "standard",
        severity: Severity = Severity.MEDIUM,
        level: str | None = None,
    ) -> Ticket:
        """A ticket opened at a local time, with what happened since."""
        at = self.at(opened)
        return Ticket(
            id=TicketId(42),
            desk_id=DeskId(1),
            number=TicketNumber(42),
            account_id=AccountId(1),
            requester_id=NADIA,
            submitter_id=NADIA,
            subject="Meter blocked",
            status=Status.OPEN,
            severity=severity,
            channel=Channel.CHAT,
            policy_version="p",
            calendar_version="c",
            terms=Terms(plan),
            opened_at=at,
            assignee_id=INES,
            level=level,
            history=(Opened(at, NADIA, severity, Channel.CHAT), *events),
        )


@pytest.fixture(scope="session")
def boreal() -> Shelf:
    return Shelf("pitney-bowes")


@pytest.fixture(scope="session")
def sesame() -> Shelf:
    return Shelf("sign-in-app")


@pytest.fixture(scope="session")
def techtra() -> Shelf:
    return Shelf("techtra")


@pytest.fixture(autouse=True)
def short_logs():
    """Errors are expected here: their traces in a line, as in production, and not as pages of locals."""
    before = structlog.get_config()
    processors = [structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()]
    structlog.configure(processors=processors)
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A migrated file, to copy from."""
    path = tmp_path_factory.mktemp("template") / "desk.db"
    Database.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(empty_database, tmp_path):
    shutil.copy(empty_database, tmp_path / "desk.db")
    opened = Database.open(f"sqlite:///{tmp_path / 'desk.db'}")
    yield opened
    opened.close()


@pytest.fixture
def policies(database):
    text = (files("policy") / "catalog" / "sign-in-app.toml").read_text(encoding="utf-8")
    return Policies(database, [text])


@pytest.fixture
def office(database, policies):
    """Monday, nine in London, until the clock is moved."""
    return Office(database, policies, HandClock(london("2026-03-02 09:00")))


@pytest.fixture
def shared_office(postgres_fresh_address):
    """The same on PostgreSQL, where several replicas work at once."""
    database = Database.open(postgres_fresh_address)
    text = (files("policy") / "catalog" / "sign-in-app.toml").read_text(encoding="utf-8")
    yield Office(database, Policies(database, [text]), HandClock(london("2026-03-02 09:00")))
    database.close()
