"""Several replicas on one PostgreSQL, no leader: what one does, the other leaves alone."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from bot.clock import HandClock, wall
from bot.ports import Uncertain
from bot.reminders.runner import Runner
from bot.reminders.sweep import Sweep

from .office import london


@pytest.fixture
def office(shared_office):
    """Its platform stamps messages as real ones do."""
    shared_office.slack.wall = wall
    return shared_office


def replica(office):
    """A process's share of the work: its own clock, sweep and delivery."""
    clock = HandClock(office.clock.now())
    delivery = office.another_delivery(wall, clock)
    return Runner(Sweep(office.database, office.policies, clock), delivery, clock, wall), clock


def together(*acts):
    """All at once; what one of them raises is raised."""
    faults = []

    def guarded(act):
        try:
            act()
        except Exception as error:  # noqa: BLE001 - told below
            faults.append(error)

    threads = [threading.Thread(target=guarded, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_two_that_play_the_same_afternoon_say_each_thing_once(office):
    for number in range(6):
        office.opens(f"Printer {number}")
    office.slack.lose("post", Uncertain("timeout"), times=3, about=":thread$")
    (one, first), (two, second) = replica(office), replica(office)
    until = london("2026-03-02 12:00")
    together(lambda: one.advance(first, until), lambda: two.advance(second, until))
    together(one.deliver_all, two.deliver_all)

    assert office.waiting() == []
    assert [key for key, times in Counter(office.slack.keys()).items() if times > 1] == []
    for number in range(1, 7):
        told = [e.share for e in office.ticket(number).history if e.tag == "reminded"]
        assert told == ["0.5", "0.75", "0.9", "1", "1.1"]
        rows = [row for row in office.rows(f"{office.ticket(number).id}:first") if row.notice.tag != "card"]
        assert [row.state.value for row in rows] == ["sent"] * 5  # four levels, and the lead in private
    (breach,) = {row.ref for row in office.rows(":1:place")}
    assert breach is not None  # one post for the breaches of a minute


def test_two_that_open_and_deliver_at_once_post_each_card_once(office):
    one, two = office.another_delivery(wall), office.another_delivery(wall)
    done = threading.Event()

    def opening():
        for number in range(12):
            office.opens(f"Printer {number}")
        done.set()

    def delivering(delivery):
        def act():
            while not done.is_set() or delivery.deliver_due().total:
                delivery.deliver_due()

        return act

    together(opening, delivering(one), delivering(two))
    assert office.waiting() == []
    assert Counter(office.slack.keys()).most_common(1)[0][1] == 1
    assert len(office.slack.keys("card")) == 24
