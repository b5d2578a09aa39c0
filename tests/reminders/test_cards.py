"""A ticket's card is posted once on each face; its thread waits for it, and state is read again before anything is said."""

from __future__ import annotations

import pytest

from bot.outgoing import DeliveryState
from bot.ports import Permanent, Transient

from .office import DESK, MILLS, REMINDER, reminded


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
