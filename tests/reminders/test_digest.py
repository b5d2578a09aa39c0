"""At each opening a desk hears where it stands: once, in its own channel, and not where there is nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.clock import wall
from bot.ports import Permanent, Uncertain
from bot.reminders.digests import next_digest
from bot.reminders.runner import Runner

from .office import DESK, london
from .test_replicas import replica, together


def runs_to(office, until):
    Runner(office.sweep, office.delivery, office.clock, office.wall).advance(office.clock, london(until))
    return office


def digests(office):
    return [m.text for m in office.slack.messages if m.key.startswith("digest:")]


def test_it_tells_what_is_due_breached_pending_and_not_delivered(office):
    office.opens("Late").opens("Slow", severity="minor").opens("Waits")
    office.answers("ines", "We are on our way.", number=2)
    office.fills("ines", "pending 3", text="Which printer is it?")
    office.slack.refuse("post", Permanent("restricted_action"), about=":1:place")
    runs_to(office, "2026-03-03 09:30")
    assert digests(office) == [
        "Good morning. Due today: 0. Breached: 1. Pending on requester: 1. Undelivered: 1."
    ]
    (message,) = [m for m in office.slack.messages if m.key.startswith("digest:")]
    assert (message.conversation, message.thread) == (DESK, None)


def test_where_there_is_nothing_nothing_is_said_nor_owed(office):
    runs_to(office, "2026-03-03 12:00")
    assert digests(office) == []
    assert office.told("digest") == []


def test_where_all_was_done_before_it_was_said_nothing_is_said_and_the_ledger_says_why(office):
    office.opens("Slow", severity="medium").deliver()
    office.at("2026-03-02 12:00").at("2026-03-03 09:30").says("nadia", "close 1")
    office.deliver()
    assert digests(office) == []
    assert office.told("digest") == [("suppressed", "there is nothing to tell")]


def test_it_comes_once_an_opening_day_by_day(office):
    office.opens("Slow", severity="medium")
    runs_to(office, "2026-03-04 12:00")
    runs_to(office, "2026-03-04 12:00")
    assert len(digests(office)) == 2
    assert len({row.key for row in office.rows("digest:")}) == 2


def test_where_its_answer_was_lost_it_is_found_and_not_said_again(office):
    office.opens("Slow", severity="medium").deliver()
    office.slack.lose("post", Uncertain("timeout"), about="digest:")
    runs_to(office, "2026-03-03 12:00").deliver_patiently()
    assert len(digests(office)) == 1


def test_a_channel_that_is_gone_is_told_to_the_admins(office):
    office.opens("Slow", severity="medium").deliver()
    office.slack.refuse("post", Permanent("is_archived"), times=99, about="^digest:")
    runs_to(office, "2026-03-03 12:00").deliver_patiently()
    assert len(office.slack.texts("D-U-sara")) == 1


def test_two_replicas_owe_it_once(shared_office):
    office = shared_office
    office.slack.wall = wall
    office.opens("Slow", severity="medium")
    (one, first), (two, second) = replica(office), replica(office)
    until = london("2026-03-03 12:00")
    together(lambda: one.advance(first, until), lambda: two.advance(second, until))
    together(one.deliver_all, two.deliver_all)
    told = Counter(message.key for message in office.slack.messages if message.key.startswith("digest:"))
    assert list(told.values()) == [1]


@pytest.mark.parametrize(
    ("shelf", "now", "then"),
    [
        ("boreal", "2026-06-29 07:00", "2026-06-29 08:00"),
        ("boreal", "2026-06-29 08:00", "2026-06-30 08:00"),
        ("boreal", "2026-06-30 21:10", "2026-07-02 08:00"),
        ("boreal", "2026-07-03 12:00", "2026-07-06 08:00"),
    ],
)
def test_it_is_due_at_the_first_opening_of_a_day(shelf, now, then, request):
    shelf = request.getfixturevalue(shelf)
    (calendar,) = {
        id(c): c for c in shelf.calendars.values() if c.next_closing(shelf.at(now)) is not None
    }.values()
    assert shelf.local(next_digest(calendar, shelf.at(now))) == then
