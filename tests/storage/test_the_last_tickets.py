"""Fifty people of one account at the front door for its last ten tickets, over both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.clock import HandClock
from bot.desk import Desk
from bot.domain.people import Membership
from bot.policies import Policies
from bot.requests import Actor, PlaceKind, PlaceRef, Request, Typed
from bot.usecases.granting import grant
from policy.facts import Role
from policy.ledgers import replayed

PEOPLE = tuple(f"guest-{n}" for n in range(50))


class Counter:
    """A desk that sells tickets, and an account with a pack of twenty of which ten are used."""

    def __init__(self, database, noon) -> None:
        self.database = database
        self.clock = HandClock(noon)
        policies = Policies(database)
        self.desk = Desk(database, policies, self.clock)
        document = policies.current("support-utilisateur", noon.date()).document
        with database.writing() as uow:
            desk_id = uow.desks.add("Aide", "support-utilisateur", "en").id
            self.account = uow.accounts.add(desk_id, "Casa Verde", "pack")
            for name in (*PEOPLE, "lucia"):
                person = uow.people.add(name.title())
                uow.people.link(person.id, Actor("slack", "T1", f"U-{name}"))
                role = Role.AUTHORIZED if name == "lucia" else Role.COLLEAGUE
                uow.people.join(Membership(person.id, desk_id, self.account.id, role))
            bought = {"buyer": person.id, "purchased_at": noon, "now": noon}
            grant(uow, document, self.account, "pack20", **bought)
            uow.commit()
        for n in range(10):
            assert not self.asks("lucia", "open Printer", f"before {n}").refused

    def asks(self, who, text, key):
        where = PlaceRef("slack", "T1", f"D-{who}", None, PlaceKind.PRIVATE)
        actor = Actor("slack", "T1", f"U-{who}")
        return self.desk.answer(Request(actor, where, Typed(text), key, self.clock.now()))

    def all_at_once(self):
        with ThreadPoolExecutor(10) as pool:
            return list(pool.map(lambda who: self.asks(who, "open Printer on fire", who), PEOPLE))


@pytest.fixture
def counter(database, noon):
    return Counter(database, noon)


def test_of_fifty_who_spend_the_last_ten_tickets_at_once_ten_open_and_forty_are_told_why_not(counter):
    replies = counter.all_at_once()
    refused = [reply.summary for reply in replies if reply.refused]
    assert len(replies) - len(refused) == 10
    assert len(refused) == 40
    [told] = set(refused)
    assert told == (
        "I can’t open this ticket with Aide. No ticket is left for this request (SU-pack). Tickets are sold "
        "singly and in packs of 10 or 20. Lucia can buy."
    )
    with counter.database.reading() as uow:
        [lot] = uow.units.all_of(counter.account)
        entries = uow.units.entries_of(counter.account)
    assert lot.left == 0
    assert replayed([lot], entries)[lot.id] == lot
    assert [entry.kind for entry in entries].count("reserved") == 20
    taken = [entry.ticket for entry in entries if entry.ticket is not None]
    assert len(set(taken)) == 20
