"""Several openings in one unit of work, by two replicas of one desk at once, over both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from structlog.testing import capture_logs

from bot.answering import WORDS, Words
from bot.clock import HandClock
from bot.desk import Desk
from bot.domain.people import Face, Membership
from bot.policies import Policies
from bot.requests import Actor, PlaceKind, PlaceRef, Request, Typed
from bot.storage import Conflict
from bot.usecases.granting import grant
from policy.facts import Role

PEOPLE = 24
TOGETHER = 8


class Crowd:
    """A desk of two accounts that buy tickets in packs, and two replicas of its front door."""

    def __init__(self, database, noon) -> None:
        self.database = database
        self.clock = HandClock(noon)
        self.policies = Policies(database)
        self.desks = tuple(Desk(database, self.policies, self.clock) for _ in range(2))
        document = self.policies.current("support-utilisateur", noon.date()).document
        with database.writing() as uow:
            self.desk_id = uow.desks.add("Aide", "support-utilisateur", "en").id
            uow.places.put(self.desk_id, "slack", "T1", "C-aide", Face.DESK, name="aide")
            names = ("Casa Verde", "Casa Azul")
            self.accounts = [uow.accounts.add(self.desk_id, name, "pack") for name in names]
            for n in range(PEOPLE):
                person = uow.people.add(f"Guest {n}")
                uow.people.link(person.id, Actor("slack", "T1", f"U{n}"))
                account = self.accounts[n % 2]
                uow.people.join(Membership(person.id, self.desk_id, account.id, Role.AUTHORIZED))
            for account in self.accounts:
                grant(uow, document, account, "pack20", buyer=person.id, purchased_at=noon, now=noon)
            uow.commit()

    def asks(self, n, text="open Printer on fire", key=None):
        where = PlaceRef("slack", "T1", f"D{n}", None, PlaceKind.PRIVATE)
        return Request(Actor("slack", "T1", f"U{n}"), where, Typed(text), key or f"k{n}", self.clock.now())

    def eights(self, requests):
        return [requests[n : n + TOGETHER] for n in range(0, len(requests), TOGETHER)]

    def numbers(self):
        with self.database.writing() as uow:
            given = uow.desks.next_number(self.desk_id) - 1
        with self.database.reading() as uow:
            return given, [
                sorted({entry.ticket for entry in uow.units.entries_of(account) if entry.ticket is not None})
                for account in self.accounts
            ]


@pytest.fixture
def crowd(database, noon):
    return Crowd(database, noon)


def test_two_replicas_spend_the_last_tickets_of_two_accounts_each_once(crowd):
    mine = crowd.eights([crowd.asks(n) for n in range(PEOPLE)])
    # The other replica goes through the accounts the other way round.
    theirs = crowd.eights([crowd.asks(n, key=f"again{n}") for n in reversed(range(PEOPLE))])
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(lambda desk, work: [r for each in work for r in desk.answer_all(each)], desk, work)
            for desk, work in zip(crowd.desks, (mine, theirs), strict=True)
        ]
        replies = [reply for job in jobs for reply in job.result()]
    assert sorted(reply.refused for reply in replies) == [False] * 40 + [True] * (2 * PEOPLE - 40)
    given, taken = crowd.numbers()
    assert (given, [len(each) for each in taken]) == (40, [20, 20])


def test_the_same_eight_given_to_both_replicas_are_opened_once(crowd):
    eight = [crowd.asks(n) for n in range(TOGETHER)]
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda desk: desk.answer_all(eight), crowd.desks))
    assert both[0] == both[1]
    assert crowd.numbers()[0] == TOGETHER


class Failing:
    """Words that fail once for one subject, after everything else was done."""

    def __init__(self, error):
        self.error = error

    def __call__(self, result, reader):
        ticket = getattr(result, "ticket", None)
        if self.error and ticket is not None and ticket.subject == "A bug":
            error, self.error = self.error, None
            raise error
        return WORDS.result(result, reader)


@pytest.mark.parametrize("error", [ZeroDivisionError("a bug"), Conflict("somebody was first")])
def test_of_eight_one_is_a_mistake_one_fails_and_one_was_done_before(crowd, error):
    crowd.desks[0].answer(crowd.asks(0))
    asked = [crowd.asks(n) for n in range(TOGETHER)]
    asked[3] = crowd.asks(3, "open Printer requester:@nobody-at-all")
    asked[5] = crowd.asks(5, "open A bug")
    asked[6] = asked[7]
    words = Words(Failing(error), WORDS.error)
    desk = Desk(crowd.database, crowd.policies, crowd.clock, words=words)
    for _ in range(2):  # a statement is planned when it is run a second time
        with capture_logs():
            replies = desk.answer_all(asked)
    assert [reply.refused for reply in replies] == [False, False, False, True, *[False] * 4]
    assert replies[0].summary.startswith("Ticket #1 is open")
    assert replies[6] == replies[7]
    # 0 before; 1, 2, 4, 5 and 7 now, whatever was asked twice.
    assert crowd.numbers()[0] == 6


def test_two_that_wait_for_each_other_are_told_so_and_one_goes_on(crowd):
    """PostgreSQL gives one of them up; SQLite never lets it come to that."""
    if crowd.database.one_writer:
        return
    first, second = crowd.accounts

    def take(one, other, met):
        with crowd.database.writing() as uow:
            uow._handle.say("SET LOCAL deadlock_timeout = '20ms'")
            uow.accounts.lock(one)
            met.wait(10)
            uow.accounts.lock(other)

    with ThreadPoolExecutor(2) as pool:
        met = Barrier(2)
        jobs = [pool.submit(take, first, second, met), pool.submit(take, second, first, met)]
        errors = [job.exception() for job in jobs]
    assert [type(error) for error in errors if error is not None] == [Conflict]
