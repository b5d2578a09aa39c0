"""A process may die with a post in hand, and several may work at once: nothing is said twice."""

from __future__ import annotations

import pytest

from bot.outgoing import DeliveryState
from bot.reminders import deliver

from .office import REMINDER, reminded
from .platform import Killed


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_a_dead_process_had_in_hand_is_looked_up_once_its_lease_is_out(office, moment):
    reminded(office)
    (office.slack.refuse if moment == "before" else office.slack.lose)("post", Killed(), about=REMINDER)
    with pytest.raises(Killed):
        office.deliver()
    reborn = office.another_delivery()
    assert reborn.deliver_due().total == 0
    office.wall.wait(deliver.LEASE)
    while reborn.deliver_due().total:
        pass
    assert [call for call, about in office.slack.calls if REMINDER in about] == (
        ["post", "find", "post"] if moment == "before" else ["post", "find"]
    )
    assert len(office.slack.keys(REMINDER)) == 1
    assert office.row(REMINDER).state is DeliveryState.SENT


def test_a_card_that_a_dead_process_posted_is_edited_and_not_posted_again(office):
    office.slack.lose("post", Killed(), about="card:desk")
    office.opens()
    with pytest.raises(Killed):
        office.deliver()
    office.says("ines", "claim 1")
    office.wall.wait(deliver.LEASE)
    office.deliver()
    (card,) = [m for m in office.slack.messages if "card:desk" in m.key]
    assert (card.edits, "open" in card.text) == (1, True)


def test_two_at_once_post_each_thing_once(office):
    for subject in ("One", "Two", "Three"):
        office.opens(subject)
    other = office.another_delivery()
    entered = []

    def meanwhile(what, about):
        if not entered:
            entered.append(about)
            while other.deliver_due().total:
                pass
            entered.clear()

    office.slack.meanwhile = meanwhile
    office.deliver()
    keys = office.slack.keys()
    assert (len(keys), len(set(keys))) == (9, 9)


def test_a_slow_platform_does_not_let_another_post_what_is_still_in_hand(office):
    """Each post takes ten seconds: a batch outlasts its lease."""
    for number in range(8):
        office.opens(f"Printer {number}")
    other = office.another_delivery()
    busy = []

    def slow(what, about):
        if busy:
            return
        office.wall.wait(10.0)
        busy.append(about)
        other.deliver_due()
        busy.clear()

    office.slack.meanwhile = slow
    office.deliver_patiently(600.0)
    keys = office.slack.keys()
    assert (len(keys), len(set(keys))) == (24, 24)
    assert {row.state.value for row in office.rows()} == {"sent"}


def test_what_is_still_in_hand_when_told_to_stop_is_left_for_the_next_start(office):
    for number in range(4):
        office.opens(f"Printer {number}")
    office.slack.meanwhile = lambda _what, _about: office.delivery.stop()
    done = office.delivery.deliver_due()
    assert (done.sent, done.put_off) == (1, 7)
    reborn = office.another_delivery()
    office.slack.meanwhile = None
    while reborn.deliver_due().total:
        pass
    assert (len(office.slack.keys()), office.slack.attempts("find")) == (12, 0)
