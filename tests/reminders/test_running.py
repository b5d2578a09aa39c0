"""Time passes: each reminder comes at its instant, in a week played in a second as in real time."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock, wall
from bot.ports import Transient
from bot.reminders.runner import Runner

from .office import DESK, LONDON, Office, london


def stamped(office):
    """Messages carry desk time, as in a workspace on this machine."""
    office.slack.wall = lambda: office.clock.now().timestamp()
    return office


def runner(office, seconds=None):
    return Runner(office.sweep, office.delivery, office.clock, seconds or office.wall)


def said(office, *endings):
    """(ticket, share or notice, when in London) of what was posted, as it came."""
    return [
        (int(m.key.partition(":")[0]), m.key.split(":")[4], f"{_local(m.at):%a %H:%M}")
        for m in office.slack.messages
        if m.key.endswith(endings or (":thread", ":place", ":escalated"))
    ]


def _local(stamp):
    return datetime.fromtimestamp(stamp, UTC).astimezone(LONDON)


@pytest.fixture
def running(database, policies):
    """An office in real time, at nine on that Monday; its runner is stopped at the end."""
    office = stamped(Office(database, policies, MovableClock(london("2026-03-02 09:00"))))
    office.delivery = office.another_delivery(wall)
    begun = runner(office, wall)
    yield office, begun
    begun.stop()


def until(probe, seconds=5.0):
    """Wait until it holds."""
    limit = time.monotonic() + seconds
    while not probe():
        assert time.monotonic() < limit, "it never came"
        time.sleep(0.01)


def test_a_week_is_played_with_every_reminder_at_its_instant(office):
    stamped(office).opens("Slow", severity="medium").opens("Squeak", severity="minor").opens("Fire")
    runner(office).advance(office.clock, london("2026-03-09 09:30"))
    assert said(office) == [
        (3, "0.75", "Mon 10:30"),
        (3, "0.9", "Mon 10:48"),
        (3, "1", "Mon 11:00"),
        (3, "1.1", "Mon 11:12"),
        (3, "0.75", "Mon 15:00"),
        (1, "0.75", "Mon 15:00"),
        (1, "0.9", "Mon 16:12"),
        (3, "1", "Mon 17:00"),
        (1, "1", "Mon 17:00"),
        (1, "1.1", "Mon 17:48"),
        (1, "0.75", "Wed 08:15"),
        (1, "1", "Thu 00:00"),
        (2, "0.9", "Mon 00:00"),
        (2, "1", "Mon 09:00"),
    ]
    assert office.clock.now() == london("2026-03-09 09:30")


def test_a_clock_that_is_moved_is_no_outage(office):
    stamped(office).opens("Slow", severity="medium").opens("Squeak", severity="minor").opens("Fire")
    runner(office).advance(office.clock, london("2026-03-11 09:30"))
    assert [m.text for m in office.slack.messages if "stopped" in m.text or " late." in m.text] == []
    events = [e for number in (1, 2, 3) for e in office.ticket(number).history if e.tag == "reminded"]
    assert {event.late_by_s for event in events} == {0}


def test_playing_it_again_says_nothing_twice(office):
    begun = runner(stamped(office).opens())
    begun.advance(office.clock, london("2026-03-02 10:40"))
    begun.advance(office.clock, london("2026-03-02 10:40"))
    runner(office).advance(office.clock, london("2026-03-02 10:50"))
    assert said(office) == [(1, "0.75", "Mon 10:30"), (1, "0.9", "Mon 10:48")]


def test_what_is_refused_for_a_moment_is_said_before_the_clock_moves_on(running):
    office, begun = running
    office.opens()
    office.slack.refuse("post", Transient("ratelimited", 0.1), about=":0.75:thread$")
    begun.advance(office.clock, london("2026-03-02 10:50"))
    assert said(office) == [(1, "0.75", "Mon 10:30"), (1, "0.9", "Mon 10:48")]


def test_a_post_in_another_threads_hand_is_waited_for_before_the_clock_moves_on(running):
    office, begun = running
    office.opens()
    entered, leave = threading.Event(), threading.Event()

    def slow(what, about):
        del what
        if about.endswith(":0.75:thread"):
            entered.set()
            leave.wait(5)

    office.slack.meanwhile = slow
    office.deliver()
    office.clock.set(london("2026-03-02 10:30:05"))
    office.sweep.sweep_due()
    in_background = threading.Thread(target=office.deliver)
    in_background.start()
    assert entered.wait(5)
    moving = threading.Thread(target=begun.advance, args=(office.clock, london("2026-03-02 10:50")))
    moving.start()
    time.sleep(0.2)
    assert office.clock.now() < london("2026-03-02 10:40")
    leave.set()
    in_background.join()
    moving.join()
    assert said(office) == [(1, "0.75", "Mon 10:30"), (1, "0.9", "Mon 10:48")]


def test_in_real_time_it_wakes_at_the_next_instant(running):
    office, begun = running
    office.opens()
    office.clock.set(london("2026-03-02 10:30") - timedelta(seconds=1))
    begun.start()
    until(lambda: office.slack.keys("card"))
    assert said(office) == []
    until(lambda: said(office))
    (message,) = [m for m in office.slack.messages if m.key.endswith(":thread")]
    assert timedelta() <= _local(message.at) - london("2026-03-02 10:30") < timedelta(seconds=0.8)


def test_what_is_committed_is_said_at_once(running):
    office, begun = running
    begun.start()
    time.sleep(0.1)
    office.opens()
    begun.nudge()
    until(lambda: office.slack.keys("card:desk"), seconds=2.0)


def test_a_change_that_makes_something_due_is_told_at_once_and_not_within_a_minute(running):
    office, begun = running
    office.opens(severity="medium")
    office.clock.set(london("2026-03-02 10:45"))
    begun.start()
    until(lambda: office.slack.keys("internal"))
    time.sleep(0.2)
    office.says("ines", "severity 1 severe")
    begun.nudge()
    until(lambda: said(office), seconds=3.0)
    assert said(office) == [(1, "0.75", "Mon 10:45")]


def test_the_metronome_survives_a_database_that_is_away_for_a_moment(running, monkeypatch):
    office, begun = running
    office.opens()
    office.clock.set(london("2026-03-02 10:30") - timedelta(seconds=0.5))
    away = threading.Event()
    away.set()
    reading, writing = office.database.reading, office.database.writing

    def refusing(real):
        def call():
            if away.is_set():
                raise OSError("the database is away")
            return real()

        return call

    monkeypatch.setattr(office.database, "reading", refusing(reading))
    monkeypatch.setattr(office.database, "writing", refusing(writing))
    monkeypatch.setattr("bot.reminders.runner.AT_LEAST_EVERY", timedelta(seconds=0.2))
    monkeypatch.setattr("bot.reminders.runner.IDLE", 0.1)
    begun.start()
    time.sleep(0.8)
    away.clear()
    until(lambda: said(office))


def test_stopping_finishes_the_post_in_hand_and_begins_no_other(running):
    office, begun = running
    for number in range(4):
        office.opens(f"Printer {number}")
    entered, leave = threading.Event(), threading.Event()

    def slow(what, about):
        del what, about
        entered.set()
        leave.wait(5)

    office.slack.meanwhile = slow
    begun.start()
    assert entered.wait(5)
    stopping = threading.Thread(target=begun.stop)
    stopping.start()
    time.sleep(0.1)
    assert stopping.is_alive()
    leave.set()
    stopping.join(5)
    assert not stopping.is_alive()
    assert len(office.slack.messages) == 1
    assert [row.state.value for row in office.rows()].count("sent") == 1
    assert "sending" not in {row.state.value for row in office.rows()}


def test_stopping_ends_a_week_that_is_being_played(running):
    office, begun = running
    office.opens()
    entered, leave = threading.Event(), threading.Event()

    def slow(what, about):
        del what
        if about.endswith(":0.75:thread"):
            entered.set()
            leave.wait(5)

    office.slack.meanwhile = slow
    playing = threading.Thread(target=begun.advance, args=(office.clock, london("2026-03-09 09:00")))
    playing.start()
    assert entered.wait(5)
    stopping = threading.Thread(target=begun.stop)
    stopping.start()
    leave.set()
    playing.join(5)
    stopping.join(5)
    assert (playing.is_alive(), stopping.is_alive()) == (False, False)
    assert said(office) == [(1, "0.75", "Mon 10:30")]
    assert office.clock.now() < london("2026-03-02 10:48")


def test_after_downtime_only_the_highest_threshold_speaks_and_says_how_late(running):
    office, first = running
    office.opens()
    first.start()
    until(lambda: office.slack.keys("internal"))
    until(lambda: office.sweep._last_alive() is not None)
    first.stop()
    office.clock.set(london("2026-03-02 10:57"))
    office.delivery = office.another_delivery(wall)
    second = runner(office, wall)
    second.start()
    until(lambda: said(office))
    second.stop()
    assert [key for key, *_ in said(office)] == [1]
    (message,) = [m for m in office.slack.messages if m.key.endswith(":thread")]
    assert message.text.startswith(
        "I was stopped 09:00–10:57. #1 passed 90 % at 10:48; this is 9 min late. @Marc,"
    )
    assert message.conversation == DESK


def test_a_second_replica_does_no_harm(running):
    office, begun = running
    begun.start()
    office.opens()
    other = Runner(office.sweep, office.another_delivery(wall), office.clock, wall)
    other.start()
    try:
        until(lambda: office.slack.keys("internal"))
        begun.advance(office.clock, london("2026-03-02 10:50"))
        other.advance(office.clock, london("2026-03-02 11:30"))
        until(lambda: not office.waiting())
    finally:
        other.stop()
    assert [share for _, share, _ in said(office)] == ["0.75", "0.9", "1", "1.1"]
    keys = office.slack.keys()
    assert len(keys) == len(set(keys))


def test_a_platform_that_is_not_there_yet_is_waited_for(running):
    office, begun = running
    office.opens()
    office.slack.refuse("post", Transient("not_running"), times=2)
    begun.start()
    until(lambda: len(office.slack.keys("card")) == 2, seconds=8.0)
