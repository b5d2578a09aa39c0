"""Two databases for every test of the contract, and what lives in them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from bot.domain.events import Opened
from bot.domain.people import Face, Membership
from bot.domain.ticket import Status
from bot.outgoing import CardNotice, Draft, InternalHeader, ToCard, ToThread
from bot.requests import Actor
from bot.storage import Database
from policy.facts import Channel, Contact, Role, Severity, Terms

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    return request.getfixturevalue("sqlite_address" if request.param == "sqlite" else "postgres_address")


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_address(request):
    return request.getfixturevalue(
        "sqlite_address" if request.param == "sqlite" else "postgres_fresh_address"
    )


@pytest.fixture
def database(address):
    opened = Database.open(address)
    yield opened
    opened.close()


class Corner:
    """One desk with an account, its people and places: enough to open tickets in."""

    def __init__(self, work, name: str) -> None:
        self.desk = work.desks.add(name, "sign-in-app", "en")
        at = self.desk.id
        self.account = work.accounts.add(at, f"{name} Mills", "standard", 40, 25)
        self.other_account = work.accounts.add(at, f"{name} Bakery", "standard")
        self.contact = self._person(work, f"{name} Ada", Role.AUTHORIZED, self.account.id)
        self.colleague = self._person(work, f"{name} Tom", Role.COLLEAGUE, self.account.id)
        self.stranger = self._person(work, f"{name} Eve", Role.AUTHORIZED, self.other_account.id)
        self.agent = self._person(work, f"{name} Zoë", Role.AGENT, None)
        self.place = work.places.put(at, "slack", "T1", f"C-{name}", Face.DESK, name="support")
        self.customers = work.places.put(at, "slack", "T1", f"C-{name}-mills", Face.CUSTOMER, self.account.id)

    def _person(self, work, name, role, account_id):
        person = work.people.add(name)
        work.people.link(person.id, Actor("slack", "T1", f"U-{name}"))
        work.people.join(Membership(person.id, self.desk.id, account_id, role))
        return person

    def member(self, work, person):
        (member,) = work.people.standing(Actor("slack", "T1", f"U-{person.name}"))
        return member

    def ticket(self, work, subject="Printer on fire", **facts):
        """Open a ticket, its history holding that it was opened."""
        base = {
            "desk_id": self.desk.id,
            "account_id": self.account.id,
            "requester_id": self.contact.id,
            "submitter_id": self.contact.id,
            "subject": subject,
            "status": Status.NEW,
            "severity": Severity.SEVERE,
            "channel": Channel.CHAT,
            "policy_version": "p" * 64,
            "calendar_version": "c" * 64,
            "terms": Terms("standard", 40, 25, roster=(Contact(self.contact.id, "Ada", True),)),
            "opened_at": NOON,
        } | facts
        if "number" not in base:
            base["number"] = work.desks.next_number(self.desk.id)
        ticket = work.tickets.add(**base)
        opened = Opened(base["opened_at"], base["submitter_id"], ticket.severity, ticket.channel)
        return work.tickets.append(ticket, opened, received_at=base["opened_at"])

    def card(self, ticket, key, face=Face.DESK, **facts):
        return Draft(self.desk.id, ticket.id, ToCard(face), CardNotice(), key, **facts)

    def line(self, ticket, key, face=Face.DESK, **facts):
        return Draft(self.desk.id, ticket.id, ToThread(face), InternalHeader(), key, **facts)


@dataclass
class World:
    """A database with two desks that know nothing of each other."""

    database: Database
    north: Corner
    south: Corner

    def ticket(self, **facts):
        with self.database.writing() as work:
            ticket = self.north.ticket(work, **facts)
            work.commit()
        return ticket

    def owe(self, *drafts, not_before=0.0):
        with self.database.writing() as work:
            for draft in drafts:
                assert work.outbox.add(draft, NOON, not_before)
            work.commit()

    def claim(self, wall_now, lease_s=30.0, limit=50):
        with self.database.writing() as work:
            rows = work.outbox.claim(wall_now, lease_s, limit)
            work.commit()
        return rows

    def do(self, act):
        """What `act(work)` gives, committed."""
        with self.database.writing() as work:
            result = act(work)
            work.commit()
        return result

    def see(self, look):
        with self.database.reading() as work:
            return look(work)


@pytest.fixture
def world(database):
    with database.writing() as work:
        work.versions.put_policy("p" * 64, "sign-in-app", "1", "source", "{}", date(2026, 1, 1))
        work.versions.put_calendar("c" * 64, "{}", "London")
        north, south = Corner(work, "North"), Corner(work, "South")
        work.commit()
    return World(database, north, south)


@pytest.fixture
def noon():
    return NOON


@pytest.fixture
def environment():
    """What a child process of a test runs with."""
    return dict(os.environ)
