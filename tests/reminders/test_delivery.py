"""Whatever trouble a platform gives, each thing owed is said exactly once, or people hear why it is not."""

from __future__ import annotations

import pytest

from bot.outgoing import DeliveryState, ToPerson
from bot.ports import Permanent, Transient, Uncertain
from bot.reminders import deliver
from bot.wording import word_notice

from .office import DESK, REMINDER, reminded


def test_what_may_have_been_posted_is_looked_up_and_not_posted_twice(office):
    reminded(office)
    office.slack.lose("post", Uncertain("timeout"), about=REMINDER)
    office.deliver()
    assert office.row(REMINDER).state is DeliveryState.READY
    office.deliver_patiently()
    (message,) = [m for m in office.slack.messages if REMINDER in m.key]
    row = office.row(REMINDER)
    assert (row.state, row.conversation, row.ref) == (DeliveryState.SENT, DESK, message.ref)
    assert office.slack.attempts("post", REMINDER) == 1


def test_what_turns_out_not_to_have_been_posted_is_posted(office):
    reminded(office)
    office.slack.refuse("post", Uncertain("connection_lost"), about=REMINDER)
    office.deliver_patiently()
    assert len(office.slack.keys(REMINDER)) == 1
    assert [call for call, about in office.slack.calls if REMINDER in about] == ["post", "find", "post"]


def test_nothing_is_looked_up_that_was_not_tried(office):
    """Slack lets history be read a few times a minute, and some apps once: it is never polled."""
    reminded(office).deliver()
    assert office.slack.attempts("find") == 0


def test_it_is_looked_up_no_sooner_than_the_platform_shows_it(office):
    reminded(office)
    office.slack.lose("post", Uncertain("timeout"), about=REMINDER)
    office.deliver()
    office.wall.wait(deliver.GRACE - 0.1)
    office.deliver()
    assert office.slack.attempts("find", REMINDER) == 0


@pytest.mark.parametrize("trouble", [Transient("ratelimited", 5.0), Transient("connection_lost")])
def test_a_lookup_that_fails_is_made_again_before_anything_is_posted(office, trouble):
    reminded(office)
    office.slack.lose("post", Uncertain("timeout"), about=REMINDER)
    office.slack.refuse("find", trouble, times=3)
    office.deliver_patiently()
    assert len(office.slack.keys(REMINDER)) == 1
    assert office.row(REMINDER).state is DeliveryState.SENT


def test_it_is_found_where_desk_time_is_behind_the_wall(office):
    """A workspace on this machine stamps its messages with desk time."""
    office.slack.wall = lambda: office.clock.now().timestamp()
    office.wall.wait(30 * 86400)
    reminded(office)
    office.slack.lose("post", Uncertain("timeout"), about=REMINDER)
    office.deliver_patiently()
    assert len(office.slack.keys(REMINDER)) == 1


def test_a_lost_card_is_found_by_its_key_and_the_thread_goes_under_it(office):
    office.slack.lose("post", Uncertain("timeout"), about="card:desk")
    office.opens().deliver_patiently()
    (card,) = [m for m in office.slack.messages if "card:desk" in m.key]
    assert [m.thread for m in office.slack.messages if "internal" in m.key] == [card.ref]


def test_what_is_refused_for_now_is_tried_again_after_as_long_as_it_was_told(office):
    reminded(office)
    office.slack.refuse("post", Transient("ratelimited", 30.0), about=REMINDER)
    office.deliver()
    assert office.delivery.next_due() == office.wall.at + 30.0
    office.deliver_patiently()
    assert (office.slack.attempts("post", REMINDER), office.slack.attempts("find")) == (2, 0)
    assert office.row(REMINDER).state is DeliveryState.SENT


def test_the_waits_double_up_to_five_minutes(office):
    reminded(office)
    office.slack.refuse("post", Transient("service_unavailable"), times=12, about=REMINDER)
    waits = []
    for _ in range(12):
        office.deliver()
        waits.append(office.delivery.next_due() - office.wall.at)
        office.wall.wait(waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_a_platform_that_is_down_for_an_hour_loses_nothing(office):
    reminded(office)
    office.slack.refuse("post", Uncertain("http_503"), times=9999)
    office.slack.refuse("edit", Transient("http_503"), times=9999)
    office.slack.refuse("find", Transient("http_503"), times=9999)
    office.deliver_patiently(3600.0)
    office.slack.recover()
    office.deliver_patiently(600.0)
    assert len(office.slack.keys(REMINDER)) == 1
    assert {row.state.value for row in office.rows()} == {"sent", "suppressed"}


def test_after_hours_of_trouble_it_is_given_up_and_the_admins_are_told(office):
    reminded(office)
    office.slack.refuse("post", Transient("service_unavailable"), times=9999, about=f"{REMINDER}$")
    office.deliver_patiently(24 * 3600.0)
    assert (office.row(REMINDER).state.value, office.row(REMINDER).reason) == (
        "undeliverable",
        "service_unavailable",
    )
    assert office.slack.texts("D-U-sara") == [
        "A message on #1 could not be delivered (service_unavailable). I have stopped trying."
    ]


def test_what_is_refused_for_good_is_told_to_the_admins_and_said_to_the_person_it_was_for(office):
    reminded(office)
    office.slack.refuse("post", Permanent("restricted_action"), about=REMINDER)
    office.deliver()
    row = office.row(REMINDER)
    assert (row.state.value, row.reason) == ("undeliverable", "restricted_action")
    assert office.slack.texts("D-U-sara") == [
        "A message on #1 could not be delivered (restricted_action). I have stopped trying."
    ]
    assert office.slack.texts("D-U-ines") == [
        "@Ines, #1 needs a first response by 11:00. 30 min business, 30 min calendar left."
    ]


def test_an_answer_that_cannot_reach_the_thread_reaches_the_requester_in_private(office):
    office.slack.refuse("post", Permanent("is_archived"), times=99, about=":customer$")
    office.opens().deliver()
    office.answers("ines", "We are on our way.")
    office.deliver()
    assert len(office.slack.texts("D-U-nadia")) == 1
    assert "We are on our way." in office.slack.texts("D-U-nadia")[0]


def test_admins_who_cannot_be_told_are_not_told_that(office):
    office.slack.refuse("post", Permanent("is_archived"), times=99)
    office.opens().deliver()
    assert office.told("undelivered") == [("undeliverable", "is_archived")] * len(office.told("undelivered"))
    assert len(office.told("undelivered")) == 2


def test_a_bug_with_one_row_does_not_hold_up_the_others(office, monkeypatch):
    reminded(office)

    def confused(notice, context, reader):
        if notice.tag == "reminder":
            raise ValueError("a word is missing")
        return word_notice(notice, context, reader)

    monkeypatch.setattr("bot.reminders.preparing.word_notice", confused)
    office.opens("Mouse lost")
    office.says("ines", "claim 2")
    office.deliver()
    assert [m.text for m in office.slack.messages if m.key.startswith("2:") and m.thread is None] != []
    assert office.row(REMINDER).state is DeliveryState.READY
    office.deliver_patiently(600.0)
    assert (office.row(REMINDER).state.value, office.row(REMINDER).reason) == ("undeliverable", "bug")
    assert office.slack.texts("D-U-sara") == [
        "A message on #1 could not be delivered (bug). I have stopped trying."
    ]
    office.at("2026-03-02 11:00").deliver_patiently()
    assert [row.state.value for row in office.rows("1:card:") if row.notice.tag == "card"][-1] != "ready"


def test_a_failure_after_the_post_does_not_post_again(office, monkeypatch):
    """The database was full, say, as the message had just gone out."""
    reminded(office)
    sent = office.delivery._database.writing
    broken = []

    def full(*args, **kwargs):
        if office.slack.attempts("post", REMINDER) == 1 and not broken:
            broken.append(True)
            raise OSError("disk full")
        return sent(*args, **kwargs)

    monkeypatch.setattr(office.delivery._database, "writing", full)
    office.deliver_patiently()
    assert broken
    assert len(office.slack.keys(REMINDER)) == 1
    assert office.row(REMINDER).state is DeliveryState.SENT


def test_what_calls_on_somebody_who_cannot_be_reached_calls_on_the_next_of_the_desk_once(office):
    """The lead is to hear of it; where Slack takes no message for them, the director does."""
    office.opens().deliver()
    office.slack.refuse("post", Permanent("user_disabled"), times=99, about=r"escalated:p\d+$|:instead:")
    office.fills("ines", "escalate 1", reason="The guests are waiting")
    office.deliver()
    called = [row for row in office.rows("escalated:") if isinstance(row.target, ToPerson)]
    marc, anne = office.people["marc"], office.people["anne"]
    assert [(row.target.person_id, row.state.value) for row in called] == [
        (marc, "undeliverable"),
        (anne, "undeliverable"),
    ]
    assert called[1].notice == called[0].notice
    assert len(office.slack.texts("D-U-sara")) == 2
