"""A ticket under a shipped policy, as its history alone."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from bot.domain.events import Event, Opened
from bot.domain.ids import AccountId, DeskId, PersonId, TicketId, TicketNumber
from bot.domain.ticket import Status, Ticket
from policy.facts import Channel, Severity, Terms
from policy.reading import read
from policy.resolving import build, calendar_specs

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
