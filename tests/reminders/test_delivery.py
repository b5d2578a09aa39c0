"""Each thing owed is said exactly once, whatever the platform, the process or another replica does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.outgoing import DeliveryState
from bot.ports import Permanent, Transient, Uncertain
from bot.reminders import deliver
from bot.wording import word_notice

from .office import DESK, MILLS, london
from .platform import Killed

REMINDER = "0.75:thread"
"""In the key of the reminder at half past ten."""


def reminded(office):
    """A claimed ticket whose reminder of half past ten waits to be said, everything before it said."""
    office.opens().deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:00").deliver()
    return office.at("2026-03-02 10:30")


# Cards and their threads


def test_a_card_is_posted_once_on_each_face_and_edited_ever_after(office):
    reminded(office).deliver()
    cards = [(m.conversation, m.edits) for m in office.slack.messages if m.thread is None]
    assert cards == [(DESK, 2), (MILLS, 2)]
    assert [text[-33:] for text in office.slack.texts(MILLS)] == ["30 min calendar left (75 % used)."]


def test_a_reminder_is_said_in_the_thread_of_the_card_that_was_posted(office):
    reminded(office).deliver()
    (card,) = [m for m in office.slack.messages if m.conversation == DESK and m.thread is None]
    (reminder,) = [m for m in office.slack.messages if REMINDER in m.key]
    assert (reminder.conversation, reminder.thread, reminder.text) == (
        DESK,
        card.ref,
        "@Ines, #1 needs a first response by 11:00. 30 min business, 30 min calendar left.",
    )


def test_the_thread_waits_for_its_card(office):
    office.slack.refuse("post", Transient("ratelimited", 30.0), about="card:desk")
    office.opens().deliver()
    assert office.slack.keys() == ["1:1:card:customer"]
    office.deliver_patiently()
    assert office.slack.keys() == ["1:1:card:customer", "1:1:card:desk", "1:1:internal"]


def test_a_card_that_can_never_be_posted_takes_its_thread_with_it_and_the_admins_are_told_once(office):
    office.slack.refuse("post", Permanent("is_archived"), times=99, about="card:desk")
    office.opens().deliver()
    office.at("2026-03-02 10:30").deliver()
    assert {row.reason for row in office.rows() if row.state is DeliveryState.UNDELIVERABLE} == {
        "is_archived"
    }
    assert not [row for row in office.rows() if row.state in {DeliveryState.READY, DeliveryState.SENDING}]
    assert (office.row("internal").state, office.row(REMINDER).state) == (DeliveryState.UNDELIVERABLE,) * 2
    assert office.slack.texts("D-U-sara") == [
        "A message on #1 could not be delivered (is_archived). I have stopped trying."
    ]


def test_once_the_channel_is_back_the_next_change_posts_the_card_and_its_thread_goes_on(office):
    office.slack.refuse("post", Permanent("not_in_channel"), about="card:desk")
    office.opens().deliver()
    office.at("2026-03-02 10:30").deliver()
    (card,) = [m for m in office.slack.messages if m.conversation == DESK and m.thread is None]
    assert [m.thread for m in office.slack.messages if REMINDER in m.key] == [card.ref]


def test_a_face_that_is_a_private_chat_has_its_card_there(office):
    with office.database.writing() as uow:
        (place,) = [p for p in uow.places.of_desk(office.desk_id) if p.conversation == MILLS]
        uow.places.remove(office.desk_id, place.id)
        uow.commit()
    office.says("ines", "open Printer on fire severity:severe for:Nadia")
    office.deliver()
    assert [m.conversation for m in office.slack.messages if "card:customer" in m.key] == ["D-U-nadia"]
    office.says("ines", "claim 1")
    office.deliver()
    assert [m.edits for m in office.slack.messages if "card:customer" in m.key] == [1]


# State is read again


def test_the_reminder_of_a_ticket_that_was_answered_meanwhile_is_suppressed_and_says_why(office):
    reminded(office)
    office.answers("ines", "We are on our way.")
    office.deliver()
    assert office.told() == [("suppressed", "the clock no longer runs: met")]
    assert office.slack.keys(REMINDER) == []


@pytest.mark.parametrize(
    ("who", "words", "why"),
    [
        ("nadia", "close 1", "the clock no longer runs: cancelled"),
        ("ines", "severity 1 critical", "the clock was started anew"),
    ],
)
def test_a_reminder_that_no_longer_holds_is_suppressed_and_says_why(office, who, words, why):
    reminded(office)
    office.says(who, words)
    office.deliver()
    assert office.told() == [("suppressed", why)]


# Trouble


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


# Death, and several at once


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


# Outages


def test_after_an_outage_the_highest_threshold_speaks_alone_and_says_between_when_and_when(office):
    office.opens().deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:05").deliver()
    office.clock.set(london("2026-03-02 10:57"))
    office.sweep.sweep_due()
    office.deliver()
    assert [(e.share, e.skipped) for e in office.ticket().history if e.tag == "reminded"] == [
        ("0.5", False),
        ("0.75", True),
        ("0.9", False),
    ]
    (said,) = [m.text for m in office.slack.messages if m.key.endswith(":thread")]
    assert said == (
        "I was stopped 10:05–10:57. #1 passed 90 % at 10:48; this is 9 min late."
        " @Ines @Marc, #1 is due at 11:00. 3 min business, 3 min calendar left."
    )


def test_an_escalation_that_an_outage_made_late_says_so_too(office):
    office.opens().deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:05").deliver()
    office.clock.set(london("2026-03-02 12:00"))
    office.sweep.sweep_due()
    office.deliver()
    said = [m.text for m in office.slack.messages if ":escalated" in m.key]
    assert len(said) == 2
    for text in said:
        assert text.startswith("I was stopped 10:05–12:00. #1 passed 110 % at 11:12; this is 48 min late.")


def test_a_change_that_makes_a_threshold_pass_is_told_at_once_and_is_not_called_late(office):
    office.opens(severity="medium").deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:45").deliver()
    office.says("ines", "severity 1 severe")
    office.sweep.sweep_due()
    office.deliver()
    (event,) = [e for e in office.ticket().history if e.tag == "reminded" and not e.skipped]
    assert (event.share, event.late_by_s) == ("0.75", 0)
    (said,) = [m.text for m in office.slack.messages if m.key.endswith(":thread")]
    assert "late" not in said


def test_one_ticket_that_cannot_be_swept_does_not_hold_up_the_others(office):
    office.opens("Broken").opens("Whole").deliver()
    with office.database.writing() as uow:
        uow.tickets.save(replace(office.ticket(1), level="no such level"))
        uow.commit()
    office.at("2026-03-02 12:00").deliver()
    assert [e.share for e in office.ticket(2).history if e.tag == "reminded" and not e.skipped] == ["1.1"]
    assert office.ticket(1).wake_at == london("2026-03-02 12:10")
