"""Several that wait for the writer are answered together: one commit, and each as if it had been alone."""

from contextlib import contextmanager
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


def openings(talk, *subjects):
    return [request(talk, "nadia", f"open {subject}", f"key {subject}") for subject in subjects]


def summaries(replies):
    return [reply.summary.partition(". ")[0] for reply in replies]


class Failing:
    """Words that fail for one subject, `times` times, after everything else was done."""

    def __init__(self, subject, error, times):
        self.subject, self.error, self.times = subject, error, times

    def __call__(self, result, reader):
        if self.times and getattr(result, "ticket", None) and result.ticket.subject == self.subject:
            self.times -= 1
            raise self.error
        return WORDS.result(result, reader)


def failing(talk, subject, error, times):
    words = Words(Failing(subject, error, times), WORDS.error)
    return Desk(talk.database, talk.policies, talk.clock, words=words)


def test_several_are_answered_in_their_order_and_committed_once(talk):
    replies = talk.desk.answer_all(openings(talk, "One", "Two", "Three"))
    assert summaries(replies) == ["Ticket #1 is open", "Ticket #2 is open", "Ticket #3 is open"]
    assert [talk.ticket(n).subject for n in (1, 2, 3)] == ["One", "Two", "Three"]
    assert talk.commits == 1


def test_each_owes_what_it_would_owe_alone(talk):
    talk.desk.answer_all(openings(talk, "One", "Two"))
    talk.desk.answer(openings(talk, "Alone")[0])
    assert talk.owed(1) == talk.owed(2) == talk.owed(3)
    assert talk.history(1) == talk.history(2) == talk.history(3) == ["opened"]


def test_one_sees_what_the_one_before_it_did(talk):
    asked = [
        *openings(talk, "One"),
        request(talk, "ines", "claim 1", "a"),
        request(talk, "ivo", "claim 1", "b"),
    ]
    replies = talk.desk.answer_all(asked)
    assert [reply.refused for reply in replies] == [False, False, True]
    assert talk.history() == ["opened", "assigned"]


def test_a_mistake_among_them_leaves_no_trace_and_the_others_stay(talk):
    one, two = openings(talk, "One", "Two")
    mistaken = request(talk, "nadia", "reply 99 hello", "m")
    replies = talk.desk.answer_all([one, mistaken, two])
    assert [reply.refused for reply in replies] == [False, True, False]
    assert talk.tickets() == 2
    # No key was kept: the same act is decided anew.
    assert talk.desk.answer(mistaken).refused


def test_the_same_act_twice_among_them_is_done_once(talk):
    [one] = openings(talk, "One")
    replies = talk.desk.answer_all([one, one])
    assert summaries(replies) == ["Ticket #1 is open"] * 2
    assert talk.tickets() == 1


@pytest.mark.parametrize("error", [ZeroDivisionError("a bug"), Conflict("somebody was first")])
def test_what_fails_is_undone_alone_and_done_anew_by_itself(talk, error):
    desk = failing(talk, "Two", error, 1)
    with capture_logs():
        replies = desk.answer_all(openings(talk, "One", "Two", "Three"))
    assert summaries(replies) == ["Ticket #1 is open", "Ticket #3 is open", "Ticket #2 is open"]
    assert [talk.ticket(n).subject for n in (1, 2, 3)] == ["One", "Three", "Two"]


def test_what_fails_for_good_is_answered_with_an_apology_and_the_others_stay(talk):
    desk = failing(talk, "Two", ZeroDivisionError("a bug"), 9)
    with capture_logs() as logged:
        replies = desk.answer_all(openings(talk, "One", "Two", "Three"))
    assert [reply.refused for reply in replies] == [False, True, False]
    assert [talk.ticket(n).subject for n in (1, 2)] == ["One", "Three"]
    assert [entry["event"] for entry in logged if entry["log_level"] == "error"] == ["bug"]
    assert {row.ticket_id for row in talk.rows()} == {talk.ticket(1).id, talk.ticket(2).id}


class FullDisk:
    """A database whose next commit fails, as where the disk is full."""

    def __init__(self, database):
        self._database = database
        self.failures = 1
        self.one_writer = database.one_writer
        self.reading = database.reading
        self.stamp = database.stamp

    @contextmanager
    def writing(self):
        with self._database.writing() as uow:
            if self.failures:
                self.failures -= 1
                uow.commit = self._fail
            yield uow

    def _fail(self):
        raise OSError("no space left on device")


def test_nobody_is_told_of_what_could_not_be_committed(talk):
    desk = Desk(FullDisk(talk.database), talk.policies, talk.clock)
    with capture_logs():
        replies = desk.answer_all(openings(talk, "One", "Two"))
    # Neither was on disk: both were done anew, each by itself.
    assert summaries(replies) == ["Ticket #1 is open", "Ticket #2 is open"]
    assert talk.tickets() == 2


class FullAfter(FullDisk):
    """The same, but the first commit goes through."""

    @contextmanager
    def writing(self):
        self.begun = getattr(self, "begun", 0) + 1
        with self._database.writing() as uow:
            if self.begun > 1:
                uow.commit = self._fail
            yield uow


def test_a_thread_that_cannot_be_told_of_a_refusal_takes_nobodys_answer_away(talk):
    one, two = openings(talk, "One", "Two")
    place = PlaceRef("slack", "T1", "laurier", None, PlaceKind.CHANNEL)
    refused = request(talk, "nadia", "deliveries", "r", via=Via.MENTION)
    desk = Desk(FullAfter(talk.database), talk.policies, talk.clock)
    with capture_logs() as logged:
        replies = desk.answer_all([one, replace(refused, place=place), two])
    assert [reply.refused for reply in replies] == [False, True, False]
    assert summaries(replies)[::2] == ["Ticket #1 is open", "Ticket #2 is open"]
    assert [entry["event"] for entry in logged] == ["a thread was not told of a private answer"]


def test_talk_that_is_nobodys_business_is_passed_over_among_them(talk):
    chat = request(talk, "nadia", "", "k", intent=Said("hello all", "m1"), via=Via.MESSAGE)
    chat = replace(chat, place=PlaceRef("slack", "T1", "laurier", "thread-1"))
    replies = talk.desk.answer_all([*openings(talk, "One"), chat])
    assert [reply.audience for reply in replies] == ["asker", "nobody"]
