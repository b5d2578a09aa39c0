"""Many at once, and faults of our own: nothing happens twice, nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.answering import WORDS, Words
from bot.desk import Desk
from bot.requests import PlaceKind, PlaceRef, Request, Said, Typed, Via
from bot.storage import Conflict


def request(talk, who, text, key, **how):
    place = PlaceRef("slack", "T1", f"D-{who}", None, PlaceKind.PRIVATE)
    intent = how.pop("intent", Typed(text))
    return Request(talk.actor(who), place, intent, key, talk.clock.now(), how.pop("via", Via.COMMAND))


def test_one_act_that_comes_in_twice_at_once_is_done_once(talk):
    asked = request(talk, "nadia", "open Printer on fire", "same")
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(talk.desk.answer, [asked] * 4))
    assert talk.tickets() == 1
    assert [reply.summary for reply in replies] == [replies[0].summary] * 4


def test_many_openings_at_once_count_without_gaps(talk):
    asked = [request(talk, "nadia", f"open Printer {n}", f"key {n}") for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert not any(reply.refused for reply in pool.map(talk.desk.answer, asked))
    assert sorted(talk.ticket(n).subject for n in range(1, 13)) == sorted(f"Printer {n}" for n in range(12))


def test_of_two_who_claim_at_once_one_is_told_that_it_is_taken(talk):
    talk.says("nadia", "open Printer on fire")
    asked = [request(talk, who, "claim 1", who) for who in ("ines", "ivo")]
    with ThreadPoolExecutor(2) as pool:
        refused = [reply.refused for reply in pool.map(talk.desk.answer, asked)]
    assert sorted(refused) == [False, True]
    assert talk.history() == ["opened", "assigned"]


class Failing:
    """Words that fail `times` times, after everything else was done."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error = error
        self.times = times

    def __call__(self, result, reader):
        self.times -= 1
        if self.times >= 0:
            raise self.error
        return WORDS.result(result, reader)


def desk_that_fails(talk, error, times):
    words = Words(Failing(error, times), WORDS.error)
    return Desk(talk.database, talk.policies, talk.clock, words=words)


def test_a_fault_of_our_own_leaves_nothing_behind_but_an_apology_with_its_reference(talk):
    desk = desk_that_fails(talk, ZeroDivisionError("secret"), 1)
    with capture_logs() as logged:
        reply = desk.answer(request(talk, "nadia", "open Printer on fire", "k"))
    assert reply.refused
    [reference] = [span.text for span in reply.blocks[0].line if getattr(span, "tag", "") == "code"]
    assert reference in reply.summary
    assert "secret" not in reply.summary
    [entry] = logged
    assert (entry["event"], entry["reference"], type(entry["exc_info"])) == (
        "bug",
        reference,
        ZeroDivisionError,
    )
    assert talk.tickets() == 0
    assert talk.rows() == []
    assert not desk.answer(request(talk, "nadia", "open Printer on fire", "k")).refused
    assert talk.tickets() == 1


def test_a_fault_while_only_listening_is_logged_and_says_nothing(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    desk = desk_that_fails(talk, ZeroDivisionError(), 0)
    broken = request(talk, "nadia", "", "k", intent=Said("hello", "m1"), via=Via.MESSAGE)
    with talk.database.reading() as uow:
        [thread] = [t for t in uow.threads.of_ticket(talk.ticket().id) if t.face == "customer"]
    where = PlaceRef("slack", "T1", thread.conversation, thread.ref)
    desk._policies = None
    with capture_logs() as logged:
        reply = desk.answer(replace(broken, place=where))
    assert (reply.audience, reply.summary) == ("nobody", "")
    assert [entry["event"] for entry in logged] == ["bug"]


@pytest.mark.parametrize(("times", "refused"), [(1, False), (2, False), (3, True)])
def test_a_change_that_meets_another_is_begun_anew_a_few_times(talk, times, refused):
    desk = desk_that_fails(talk, Conflict("somebody was first"), times)
    with capture_logs():
        reply = desk.answer(request(talk, "nadia", "open Printer on fire", "k"))
    assert reply.refused is refused
    assert talk.tickets() == (0 if refused else 1)


def test_keys_are_of_a_platform_and_tenant(talk):
    talk.says("nadia", "open Printer on fire", key="k")
    talk.has("nadia2", talk.role("nadia"), "Boréal", "Hôtel Laurier")
    with talk.database.writing() as uow:
        person = uow.people.by_actor(talk.actor("nadia2"))
        uow.people.link(person.id, replace(talk.actor("nadia2"), tenant="T2"))
        uow.commit()
    talk.says("nadia2", "open Toner is low", key="k", tenant="T2")
    assert talk.tickets() == 2
