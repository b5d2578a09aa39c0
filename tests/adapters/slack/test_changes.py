"""Edits and deletions of messages, as Slack tells of them: `message_changed` and `message_deleted`."""

from __future__ import annotations

import pytest

from bot.requests import Attachment, Deleted, Edited, PlaceKind, PlaceRef, Via

BEFORE = {"type": "message", "user": "U0001", "ts": "200.2", "thread_ts": "200.1", "text": "It shows E4"}
AFTER = BEFORE | {"text": "It shows E5", "edited": {"user": "U0001", "ts": "200.5"}}
EDIT = {
    "type": "message",
    "subtype": "message_changed",
    "hidden": True,
    "channel": "C0001",
    "ts": "200.6",
    "event_ts": "200.6",
    "message": AFTER,
    "previous_message": BEFORE,
}
DELETION = {
    "type": "message",
    "subtype": "message_deleted",
    "hidden": True,
    "channel": "C0001",
    "ts": "200.7",
    "event_ts": "200.7",
    "deleted_ts": "200.2",
    "previous_message": BEFORE,
}
THREAD = PlaceRef("slack", "T0001", "C0001", "200.1", PlaceKind.CHANNEL)


def test_an_edit_names_its_message_its_thread_its_author_and_which_edit_it_is(office):
    office.event(EDIT)
    [request] = office.desk.requests
    assert request.intent == Edited("It shows E5", "200.2", (), "200.5")
    assert (request.place, request.via, request.actor.user) == (THREAD, Via.MESSAGE, "U0001")


def test_a_deletion_names_the_message_that_is_gone(office):
    office.event(DELETION)
    [request] = office.desk.requests
    assert (request.intent, request.place, request.actor.user) == (Deleted("200.2"), THREAD, "U0001")


def test_a_deleted_message_with_replies_is_changed_into_a_tombstone(office):
    """Slack sends `message_changed` whose message has the subtype `tombstone`, in the name of Slackbot."""
    tombstone = {
        "type": "message",
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "ts": "200.2",
        "hidden": True,
    }
    office.event(EDIT | {"message": tombstone | {"thread_ts": "200.1", "text": "This message was deleted."}})
    [request] = office.desk.requests
    assert (request.intent, request.actor.user) == (Deleted("200.2"), "U0001")


def test_people_are_named_in_an_edit_as_in_a_message(office):
    office.event(EDIT | {"message": AFTER | {"text": "Ask <@U0002> &amp; wait"}})
    assert office.desk.requests[0].intent.text == "Ask @Name of U0002 & wait"


def test_files_of_an_edited_message_are_still_its_files(office):
    held = {"files": [{"id": "F1", "name": "a.png"}]}
    office.event(EDIT | {"message": AFTER | held, "previous_message": BEFORE | held})
    assert office.desk.requests[0].intent.files == (Attachment("a.png", "F1"),)


def test_an_edit_in_a_private_chats_thread_is_heard(office):
    office.event(EDIT | {"channel": "D0001", "channel_type": "im"})
    assert office.desk.requests[0].place == PlaceRef("slack", "T0001", "D0001", "200.1", PlaceKind.PRIVATE)


def test_a_broadcast_reply_is_edited_like_any_other(office):
    office.event(EDIT | {"message": AFTER | {"subtype": "thread_broadcast"}})
    assert office.desk.requests[0].intent.text == "It shows E5"


NOTHING = {
    "a preview of a link was added": EDIT
    | {"message": AFTER | {"text": "It shows E4", "attachments": [{"from_url": "https://x.test"}]}},
    "a preview was added to what was edited before": EDIT | {"previous_message": AFTER},
    "our own card was edited": EDIT
    | {"message": AFTER | {"user": "UBOT0001", "bot_id": "B1"}, "previous_message": BEFORE},
    "our own user, without a bot id": EDIT | {"message": AFTER | {"user": "UBOT0001"}},
    "another bot's message was edited": EDIT | {"message": AFTER | {"bot_id": "B9"}},
    "our own message was deleted": DELETION | {"previous_message": BEFORE | {"bot_id": "B1"}},
    "a message at the top of a channel": EDIT
    | {
        "message": {k: v for k, v in AFTER.items() if k != "thread_ts"},
        "previous_message": {k: v for k, v in BEFORE.items() if k != "thread_ts"},
    },
    "a parent lost a reply": EDIT
    | {
        "message": BEFORE | {"thread_ts": "200.2", "reply_count": 1},
        "previous_message": BEFORE | {"thread_ts": "200.2", "reply_count": 2},
    },
    "a command by mention": EDIT
    | {
        "message": AFTER | {"text": "<@UBOT0001> close 43"},
        "previous_message": BEFORE | {"text": "<@UBOT0001> close 42"},
    },
    "nobody is said to have written it": DELETION | {"previous_message": {"ts": "200.2"}},
    "nothing is said of what it was": {k: v for k, v in DELETION.items() if k != "previous_message"},
}


@pytest.mark.parametrize("what", NOTHING)
def test_what_changes_no_words_said_to_us_is_not_heard(office, what):
    assert office.event(NOTHING[what]).status == 200
    assert office.desk.requests == []


def test_an_edit_that_slack_repeats_is_done_once(office):
    body = office.event_body(EDIT)
    office.send(body)
    office.send(body, **{"X-Slack-Retry-Num": "1"})
    assert len(office.desk.requests) == 1


def test_a_message_edited_into_a_mention_is_an_edit_and_no_command(office):
    office.event(EDIT | {"message": AFTER | {"text": "<@UBOT0001> close 42"}})
    office.mention("<@UBOT0001> close 42", thread_ts="200.1", edited={"user": "U0001", "ts": "200.5"})
    assert [type(request.intent) for request in office.desk.requests] == [Edited]
