"""The front door over both databases, with many people at it at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.clock import HandClock
from bot.desk import Desk
from bot.domain.people import Membership
from bot.policies import Policies
from bot.requests import Actor, PlaceKind, PlaceRef, Request, Typed
from policy.facts import Role

NAMES = tuple(f"guest-{letter}" for letter in "abcdefghijkl")


class Street:
    """A desk under pitney-bowes with one big account, where five contacts may be named."""

    def __init__(self, database, noon) -> None:
        self.database = database
        self.clock = HandClock(noon)
        self.desk = Desk(database, Policies(database), self.clock)
        with database.writing() as uow:
            self.id = uow.desks.add("Boréal", "pitney-bowes", "en").id
            self.account = uow.accounts.add(self.id, "Hôtel Laurier", "standard", 80).id
            for name in NAMES:
                self._joins(uow, name, self.account, Role.COLLEAGUE)
            self._joins(uow, "nadia", self.account, Role.AUTHORIZED)
            for name in ("ines", "ivo", "sara"):
                self._joins(uow, name, None, Role.ADMIN if name == "sara" else Role.AGENT)
            uow.commit()

    def _joins(self, uow, name, account, role) -> None:
        person = uow.people.add(name)
        uow.people.link(person.id, Actor("slack", "T1", f"U-{name}"))
        uow.people.join(Membership(person.id, self.id, account, role))

    def all_at_once(self, *asked: tuple[str, str]) -> list[bool]:
        """Whether each was refused."""
        requests = [
            Request(
                Actor("slack", "T1", f"U-{who}"),
                PlaceRef("slack", "T1", f"D-{who}", None, PlaceKind.PRIVATE),
                Typed(text),
                f"key {n}",
                self.clock.now(),
            )
            for n, (who, text) in enumerate(asked)
        ]
        with ThreadPoolExecutor(8) as pool:
            return [reply.refused for reply in pool.map(self.desk.answer, requests)]


@pytest.fixture
def street(database, noon):
    return Street(database, noon)


def test_no_more_contacts_are_named_than_the_policy_lets_however_many_name_one_at_once(street):
    refused = street.all_at_once(*[("ines", f"people authorize {name}") for name in NAMES])
    with street.database.reading() as uow:
        assert len(uow.people.roster(street.id, street.account)) == 5
    assert refused.count(False) == 4


def test_openings_at_once_count_without_gaps_and_one_agent_gets_each_ticket(street):
    assert not any(
        street.all_at_once(*[("nadia", f"open Printer {n}\nIt does not print.") for n in range(8)])
    )
    with street.database.reading() as uow:
        staff = uow.people.staff(street.id)[0]
        numbers = [ticket.number for ticket in uow.tickets.visible_to(staff).list()]
    assert sorted(numbers) == list(range(1, 9))
    claims = [(who, f"claim {n}") for n in numbers for who in ("ines", "ivo")]
    assert street.all_at_once(*claims).count(True) == 8
