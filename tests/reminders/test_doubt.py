"""A platform that cannot be asked what it took: what tells something may come twice, a reminder never."""

from __future__ import annotations

import pytest

from bot.outgoing import DeliveryState
from bot.ports import Transient, Uncertain
from bot.reminders import doubting

from .office import DESK, REMINDER, reminded

ANSWER = "answer"
LOST = Uncertain("timeout")


@pytest.fixture
def teams(office):
    """The office's platform, as one without keys and without a look-up."""
    office.slack.looks = False
    return office


@pytest.mark.parametrize("how", ["lose", "refuse"])
def test_a_mere_reminder_whose_answer_was_lost_is_said_at_most_once_and_ends_as_unknown(teams, how):
    reminded(teams)
    getattr(teams.slack, how)("post", LOST, about=REMINDER)
    teams.deliver_patiently(3600.0)
    assert teams.slack.attempts("post", REMINDER) == 1
    assert teams.slack.attempts("find") == 0
    row = teams.row(REMINDER)
    assert (row.state, row.reason) == (DeliveryState.UNKNOWN, "outcome_unknown")


def test_what_tells_something_is_said_again_later_and_says_so(teams):
    teams.opens().deliver()
    teams.says("ines", "claim 1")
    teams.deliver()
    teams.answers("ines", "Restart it")
    teams.slack.lose("post", LOST, about=ANSWER)
    teams.deliver()
    waits = teams.delivery.next_due() - teams.wall.at
    teams.deliver_patiently()
    keys = teams.slack.keys()
    said = [m.small for m in teams.slack.messages if keys.count(m.key) > 1]
    assert waits == doubting.FIRST_WAIT
    assert ["Sent again" in text for text in said] == [False, True]


def test_a_breach_may_come_twice_and_a_list_with_one_in_it_too(teams):
    teams.opens().deliver()
    teams.at("2026-03-02 11:00")
    teams.slack.lose("post", LOST, about=":place")
    teams.deliver_patiently()
    said = [m.small for m in teams.slack.messages if m.conversation == DESK and m.key.endswith(":place")]
    assert ["Sent again" in text for text in said] == [False, True]


def test_a_card_is_posted_again_and_its_next_edit_says_nothing_of_it(teams):
    teams.slack.lose("post", LOST, about="card:desk")
    teams.opens().deliver_patiently()
    teams.says("ines", "claim 1")
    teams.deliver_patiently()
    cards = [m for m in teams.slack.messages if "card:desk" in m.key]
    assert len(cards) == 2
    assert "Sent again" not in cards[1].small
    assert cards[1].edits


def test_a_platform_that_answers_nobody_is_not_told_for_ever(teams):
    teams.slack.lose("post", LOST, times=9999, about="card:desk")
    teams.opens().deliver_patiently(6 * 3600.0)
    assert teams.slack.attempts("post", "card:desk") == doubting.MOST_TRIES
    assert teams.row("card:desk").state is DeliveryState.UNKNOWN
    assert [row for row in teams.rows("undelivered:") if row.notice.tag == "undelivered"]


def test_a_refusal_after_a_lost_answer_leaves_the_doubt(teams):
    teams.slack.lose("post", LOST, about="card:desk")
    teams.slack.refuse("post", Transient("throttled", 5.0), about="card:desk")
    teams.opens().deliver_patiently(300.0)
    texts = [m.small for m in teams.slack.messages if "card:desk" in m.key]
    assert ["Sent again" in text for text in texts] == [False, True]


def test_a_process_that_dies_with_a_reminder_in_hand_does_not_say_it_again(teams):
    """Killed after the call or before it: nobody can tell."""
    reminded(teams)
    with teams.database.writing() as uow:
        uow.outbox.claim(teams.wall.at, 45.0, 50, teams.clock.now())
        uow.commit()
    teams.wall.wait(46.0)
    teams.another_delivery().deliver_due()
    assert teams.row(REMINDER).state is DeliveryState.UNKNOWN
    assert teams.slack.attempts("post", REMINDER) == 0


def test_an_edit_is_made_again_without_a_word(teams):
    teams.opens().deliver()
    teams.slack.lose("edit", Transient("timeout"))
    teams.says("ines", "claim 1")
    teams.deliver_patiently()
    assert not [m for m in teams.slack.messages if "Sent again" in m.small]
    assert {row.state.value for row in teams.rows()} <= {"sent", "suppressed"}


def test_an_admin_reads_that_it_may_have_been_said_and_can_have_it_said_again(teams):
    reminded(teams)
    teams.slack.lose("post", LOST, about=REMINDER)
    teams.deliver_patiently()
    row = teams.row(REMINDER)
    told = teams.says("sara", "deliveries")
    assert "it may have been said: the platform gave no answer, and cannot be asked." in told.summary
    teams.says("sara", f"deliveries retry {row.id}")
    teams.deliver_patiently()
    assert teams.row(REMINDER).state is DeliveryState.SENT
    texts = [m.small for m in teams.slack.messages if REMINDER in m.key]
    assert ["Sent again" in text for text in texts] == [False, True]
