"""Mentions, private messages, talk in threads and the home."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from bot.clock import wall
from bot.replies import Audience, Form, Prose, Reply, TextField
from bot.requests import Attachment, PlaceKind, PlaceRef, Said, Typed, Via, Visited

from .office import NOW, Office

BOT = "<@UBOT0001>"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        (f"{BOT} claim 42", "claim 42"),
        (f"{BOT}: claim 42", "claim 42"),
        ("<@UBOT0001|guichet>   claim 42", "claim 42"),
        (f"hello {BOT} open Printer &lt;b&gt;", "open Printer <b>"),
        (BOT, ""),
        (f"{BOT} assign 42 <@U7>", "assign 42 @U7"),
    ],
)
def test_a_mention_is_a_command_without_the_mention(office, text, understood):
    office.mention(text)
    request = office.desk.requests[0]
    assert (request.intent, request.via) == (Typed(understood), Via.MENTION)


def test_the_answer_to_a_mention_is_for_the_asker_alone(office):
    office.mention(f"{BOT} why 42", thread_ts="100.1")
    office.until(lambda: office.slack.of("chat.postEphemeral"))
    [said] = office.slack.of("chat.postEphemeral")
    assert (said["channel"], said["user"], said["thread_ts"], said["text"]) == (
        "C0001",
        "U0001",
        "100.1",
        "Understood.",
    )
    assert office.slack.messages == []


def test_an_answer_for_the_place_makes_a_thread_under_the_question(office):
    office.desk.says = Reply("#42 is yours.", audience=Audience.PLACE)
    office.mention(f"{BOT} claim 42")
    [posted] = office.slack.messages
    assert (posted["thread_ts"], posted["text"]) == ("173.0001", "#42 is yours.")


def test_a_form_asked_for_by_mention_is_a_button_that_opens_it(office):
    form = Form("Answer", "reply 42", (TextField("text", "Text"),), "Send to requester", "Cancel")
    office.desk.says = Reply("Type reply 42 TEXT.", (form,))
    office.mention(f"{BOT} reply 42", thread_ts="100.1")
    office.until(lambda: office.slack.of("chat.postEphemeral"))
    assert office.slack.of("chat.postEphemeral")[0]["blocks"][1]["elements"][0]["value"] == "reply 42"


def test_one_mention_arrives_twice_and_is_heard_once(office):
    office.mention(f"{BOT} claim 42")
    office.event(
        {"type": "message", "user": "U0001", "channel": "C0001", "ts": "173.0001", "text": f"{BOT} claim 42"}
    )
    assert len(office.desk.requests) == 1


def test_talk_in_a_thread_is_said(office):
    event = {"type": "message", "user": "U0001", "channel": "C0001", "ts": "200.2", "thread_ts": "200.1"}
    office.event(
        event | {"text": "thanks <@U0002>, see <https://x.test/a|x.test/a>", "files": [{"name": "log.txt"}]}
    )
    request = office.desk.requests[0]
    assert request.intent == Said("thanks @Name of U0002, see x.test/a", "200.2", (Attachment("log.txt"),))
    assert (request.via, request.place) == (
        Via.MESSAGE,
        PlaceRef("slack", "T0001", "C0001", "200.1", PlaceKind.CHANNEL),
    )


def test_a_mention_within_a_threads_talk_is_talk(office):
    office.mention(f"thanks {BOT}!", thread_ts="100.1")
    assert office.desk.requests[0].intent == Said("thanks @Name of UBOT0001!", "173.0001")


def test_a_private_message_is_a_command(office):
    office.event(
        {
            "type": "message",
            "user": "U0001",
            "channel": "D0001",
            "channel_type": "im",
            "ts": "1.1",
            "text": "list",
        }
    )
    request = office.desk.requests[0]
    assert (request.intent, request.place) == (
        Typed("list"),
        PlaceRef("slack", "T0001", "D0001", None, PlaceKind.PRIVATE),
    )
    assert [m["channel"] for m in office.slack.messages] == ["D0001"]


def test_a_reply_in_a_private_thread_is_said_and_a_mention_there_is_a_command(office):
    event = {"type": "message", "user": "U0001", "channel": "D0001", "ts": "1.2", "thread_ts": "1.1"}
    office.event(event | {"text": "it still burns"})
    office.event(event | {"text": f"{BOT} close"})
    assert [request.intent for request in office.desk.requests] == [
        Said("it still burns", "1.2"),
        Typed("close"),
    ]


IGNORED = {
    "top of a channel": {"text": "hello"},
    "an edit": {"subtype": "message_changed", "thread_ts": "1.1"},
    "a deletion": {"subtype": "message_deleted", "thread_ts": "1.1"},
    "a join": {"subtype": "channel_join", "thread_ts": "1.1"},
    "another bot": {"bot_id": "B9", "thread_ts": "1.1"},
    "an old bot": {"subtype": "bot_message", "bot_id": "B9", "user": None, "thread_ts": "1.1"},
    "ourselves": {"user": "UBOT0001", "thread_ts": "1.1"},
    "nobody": {"user": None, "thread_ts": "1.1"},
    "a hidden one": {"hidden": True, "thread_ts": "1.1"},
}


@pytest.mark.parametrize("what", IGNORED)
def test_what_is_not_a_persons_new_words_to_us_is_not_heard(office, what):
    event = {"type": "message", "user": "U0001", "channel": "C0001", "ts": "1.2", "text": "x"}
    assert office.event(event | IGNORED[what]).status == 200
    assert office.desk.requests == []


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_a_message_with_a_file_or_shown_to_the_channel_is_a_message(office, subtype):
    event = {"type": "message", "user": "U0001", "channel": "C0001", "ts": "1.2", "thread_ts": "1.1"}
    office.event(event | {"text": "here", "subtype": subtype})
    assert office.desk.requests[0].intent == Said("here", "1.2")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "it still burns", "ts": "1.2", "thread_ts": "1.1", "user": "U0001"},
        {
            "subtype": "message_changed",
            "message": {"ts": "1.2", "thread_ts": "1.1", "user": "U0001", "text": "it still burns"},
            "previous_message": {"ts": "1.2", "thread_ts": "1.1", "user": "U0001", "text": "it burns"},
        },
        {
            "subtype": "message_deleted",
            "deleted_ts": "1.2",
            "previous_message": {"ts": "1.2", "thread_ts": "1.1", "user": "U0001", "text": "it burns"},
        },
    ],
)
def test_what_is_said_while_everybody_is_at_work_is_heard_all_the_same(change):
    """Slack takes the event for received and tells it no more; nobody would write it again."""
    with Office(waiting=0, patience=0.1) as office:
        office.desk.holds = threading.Event()
        office.mention(f"{BOT} claim 42")
        for _ in range(2):
            assert office.event({"type": "message", "channel": "C0001"} | change).status == 200
        assert len(office.desk.requests) == 1
        office.desk.holds.set()
        office.until(lambda: len(office.desk.requests) == 3)
        assert [type(request.intent) for request in office.desk.requests[1:]] != [Typed, Typed]
        told = [said["text"] for said in office.slack.of("chat.postEphemeral")]
        assert not [text for text in told if text.startswith("Busy")]


def test_an_edited_mention_does_nothing_again(office):
    office.mention(f"{BOT} close 42", edited={"user": "U0001", "ts": "174.0"})
    assert office.desk.requests == []


def test_an_event_that_slack_repeats_is_done_and_answered_once(office):
    office.desk.says = Reply("#42 is yours.", audience=Audience.PLACE)
    event = {
        "type": "app_mention",
        "user": "U0001",
        "channel": "C0001",
        "ts": "1.1",
        "text": f"{BOT} claim 42",
    }
    body = office.event_body(event)
    office.send(body)
    office.send(body, **{"X-Slack-Retry-Num": "1"})
    assert (len(office.desk.requests), len(office.slack.messages)) == (1, 1)


def test_after_a_crash_the_repeated_event_finds_its_answer_posted():
    event = {
        "type": "app_mention",
        "user": "U0001",
        "channel": "C0001",
        "ts": "1.1",
        "text": f"{BOT} claim 42",
    }
    with Office() as office:
        office.desk.says = Reply("#42 is yours.", audience=Audience.PLACE)
        office.slack.clock = wall() - 60
        body = office.event_body(event)
        office.send(body)
        # The process dies before Slack hears its acknowledgement, and another takes its place.
        office.restart()
        office.send(body, **{"X-Slack-Retry-Num": "1"})
        office.until(lambda: office.slack.of("conversations.replies"))
        assert len(office.slack.messages) == 1


def test_a_lost_answer_is_looked_up_before_it_is_posted_again(office, monkeypatch):
    monkeypatch.setattr("adapters.slack.answering.talk.GRACE", 0.05)
    office.slack.clock = wall()
    office.slack.faults["chat.postMessage"] = ["lost"]
    office.desk.says = Reply("#42 is yours.", audience=Audience.PLACE)
    office.mention(f"{BOT} claim 42")
    office.until(lambda: office.slack.of("conversations.replies"))
    assert len(office.slack.messages) == 1


def test_a_dropped_answer_is_posted_again(office, monkeypatch):
    monkeypatch.setattr("adapters.slack.answering.talk.GRACE", 0.05)
    office.slack.faults["chat.postMessage"] = ["dropped", "429:0"]
    office.desk.says = Reply("#42 is yours.", audience=Audience.PLACE)
    office.mention(f"{BOT} claim 42")
    office.until(lambda: office.slack.messages)
    assert len(office.slack.messages) == 1


def test_a_clock_starts_when_it_was_said_and_not_when_our_outage_ended(office):
    event = {
        "type": "message",
        "user": "U0001",
        "channel": "D0001",
        "ts": "1.1",
        "text": "open Printer on fire",
    }
    body = office.event_body(event, event_time=int(wall()) - 60)
    office.send(body, **{"X-Slack-Retry-Num": "2"})
    late = NOW - office.desk.requests[0].received_at
    assert timedelta(seconds=60) <= late < timedelta(seconds=65)


def test_slow_mentions_say_so_privately_first():
    with Office(patience=0.2) as office:
        office.desk.holds = threading.Event()
        office.mention(f"{BOT} claim 42")
        office.until(lambda: office.slack.of("chat.postEphemeral"))
        office.desk.holds.set()
        office.until(lambda: len(office.slack.of("chat.postEphemeral")) == 2)
        assert [said["text"] for said in office.slack.of("chat.postEphemeral")] == [
            "Working on it (fr-CA).",
            "Understood.",
        ]


def test_the_home_is_published_for_its_visitor(office):
    office.desk.says = Reply("Home", (Prose(("Your tickets: 3",)),))
    office.event({"type": "app_home_opened", "user": "U0001", "channel": "D0001", "tab": "home"})
    office.until(lambda: office.slack.of("views.publish"))
    [published] = office.slack.of("views.publish")
    assert (published["user_id"], published["view"]["type"]) == ("U0001", "home")
    assert (office.desk.requests[0].intent, office.desk.requests[0].via) == (Visited(), Via.HOME)


def test_the_messages_tab_is_not_the_home(office):
    office.event({"type": "app_home_opened", "user": "U0001", "channel": "D0001", "tab": "messages"})
    assert office.desk.requests == []


def test_an_event_of_another_workspace_in_a_shared_channel_belongs_to_ours(office):
    event = {"type": "app_mention", "user": "U9999", "user_team": "T9999", "channel": "C0001", "ts": "1.1"}
    office.event(event | {"text": f"{BOT} help"}, team_id="T9999")
    request = office.desk.requests[0]
    assert (request.actor.tenant, request.place.tenant) == ("T0001", "T0001")
