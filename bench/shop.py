"""A desk with its accounts, people and places, for what is measured through its front door."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from bench.load import TEAM
from bot.clock import SystemClock
from bot.desk import Desk
from bot.domain.people import Face, Membership
from bot.policies import Policies
from bot.replies import Reply
from bot.requests import Actor, PlaceRef, Profile, Request, Typed
from bot.storage import Database
from policy.facts import Role

ACCOUNTS, CONTACTS = 20, 4
USERS = ACCOUNTS * CONTACTS
POLICY = "sign-in-app"
OPEN = "open Printer {n} is on fire severity:severe"
IS_OPEN = "is open"
AGENT = USERS


def furnish(database: Database) -> None:
    """A desk with an agent, and accounts with four contacts and a channel each."""
    with database.writing() as uow:
        desk = uow.desks.add("Support", POLICY, "en").id
        uow.places.put(desk, "slack", TEAM, "CDESK", Face.DESK, None, "support")
        ids = [uow.accounts.add(desk, f"Account {n}", "standard").id for n in range(ACCOUNTS)]
        for n, account in enumerate(ids):
            uow.places.put(desk, "slack", TEAM, f"C{n:05}", Face.CUSTOMER, account, f"account-{n}")
        for n in range(USERS + 1):
            person = uow.people.add(name(n), "en", "Europe/London")
            uow.people.link(person.id, Actor("slack", TEAM, f"U{n:05}"))
            staff = n == AGENT
            role, of = (Role.AGENT, None) if staff else (Role.AUTHORIZED, ids[n % ACCOUNTS])
            uow.people.join(Membership(person.id, desk, of, role))
        uow.commit()


def name(user: int) -> str:
    """What the platform says that a user is called."""
    return f"User {user}"


def opened(url: str) -> tuple[Database, Desk]:
    """The database at `url` with a desk in it, and its front door."""
    database = Database.open(url)
    policies = Policies(database)
    with database.reading() as uow:
        is_new = not uow.desks.all()
    if is_new:
        furnish(database)
    return database, Desk(database, policies, SystemClock())


def asking(desk: Desk, text: str, *, agent: bool = False) -> Callable[[], Reply]:
    """Asks it anew at each call: by the next user, with a key of its own."""
    clock, numbers = SystemClock(), count(1)

    def ask() -> Reply:
        number = next(numbers)
        user = AGENT if agent else number % USERS
        room = "CDESK" if agent else f"C{user % ACCOUNTS:05}"
        return desk.answer(
            Request(
                Actor("slack", TEAM, f"U{user:05}"),
                PlaceRef("slack", TEAM, room),
                Typed(text.replace("{n}", str(number))),
                f"{clock.now().timestamp()}:{text[:8]}:{number}",
                clock.now(),
                profile=Profile(name(user), "en-GB", "Europe/London"),
            )
        )

    return ask


def users_of_teams(database: Database, tenant: str) -> None:
    """They are in Teams as well, under the same numbers."""
    with database.writing() as uow:
        for n in range(USERS):
            person = uow.people.by_actor(Actor("slack", TEAM, f"U{n:05}"))
            assert person is not None
            uow.people.link(person.id, Actor("teams", tenant, f"aad-U{n:05}"))
        uow.commit()


def tickets(url: str) -> int:
    """How many tickets the first desk of a database has: the number that it would give next, and does not."""
    database = Database.open(url)
    with database.writing() as uow:
        found = int(uow.desks.next_number(uow.desks.all()[0].id)) - 1
    database.close()
    return found


def sqlite(folder: Path, called: str) -> str:
    """The address of a database in a file."""
    return f"sqlite:///{folder / called}.db"
