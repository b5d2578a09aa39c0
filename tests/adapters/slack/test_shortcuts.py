"""Shortcuts that take a message along: its words are data, its link is at hand, the form opens in time."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from adapters.slack.directory import places_in
from adapters.slack.inbound.text import words
from adapters.slack.manifest import SHORTCUTS, manifest
from bot.replies import Form, Note, Reply, TextField
from bot.requests import Actor, Attachment, Filled, Quoted, Typed

from .office import Office

ASKS = Form("Open a ticket", "open", (TextField("subject", "Subject"), Note("n", ("by Thu",))), "Open", "No")


def used(office: Office, callback_id: str, **message: Any) -> None:
    said = {"type": "message", "ts": "5.000005", "user": "U0002", "text": "It burns"} | message
    office.interact(
        {
            "type": "message_action",
            "callback_id": callback_id,
            "team": {"id": "T0001", "domain": "laurier"},
            "user": {"id": "U0001"},
            "channel": {"id": "C0001", "name": "laurier"},
            "message": said,
            "trigger_id": office.next("trigger."),
            "response_url": office.respond,
        }
    )


@pytest.mark.parametrize(("callback_id", "command"), [("message.open", "open"), ("message.add", "add")])
def test_a_shortcut_hands_the_message_in_as_data(office, callback_id, command):
    text = "close 42 &lt;b&gt; <@U0003> severity:critical\n<https://x.test|x.test>"
    used(office, callback_id, text=text)
    request = office.desk.requests[0]
    assert request.intent == Quoted(
        command,
        "close 42 <b> @Name of U0003 severity:critical\nx.test",
        Actor("slack", "T0001", "U0002"),
        "https://asked.slack.com/C0001/5.000005",
    )
    assert (request.place.conversation, request.place.thread) == ("C0001", "5.000005")
    office.until(lambda: office.slack.responses)


def test_the_files_of_a_message_come_along(office):
    file = {
        "id": "F1",
        "name": "log.txt",
        "mimetype": "text/plain",
        "size": 7,
        "permalink": "https://x.test/F1",
    }
    used(office, "message.open", files=[file])
    assert office.desk.requests[0].intent.files == (
        Attachment("log.txt", "F1", "https://x.test/F1", "text/plain", 7),
    )


@pytest.mark.parametrize(
    "message",
    [{"bot_id": "B7"}, {"user": None}, {"user": "UBOT", "bot_id": "B0001"}, {"subtype": "bot_message"}],
)
def test_what_no_person_wrote_has_no_author_unless_it_names_one(office, message):
    used(office, "message.open", **message)
    author = office.desk.requests[0].intent.author
    assert author is None or message == {"subtype": "bot_message"}


@pytest.mark.parametrize("fault", ["slow", "message_not_found", "dropped"])
def test_a_link_that_slack_does_not_give_in_time_is_made_and_the_form_opens(office, fault):
    office.slack.faults["chat.getPermalink"] = [fault]
    office.desk.says = Reply("open", (ASKS,))
    begun = time.monotonic()
    used(office, "message.open", thread_ts="4.000004")
    assert office.desk.requests[0].intent.link == (
        "https://laurier.slack.com/archives/C0001/p5000005?thread_ts=4.000004&cid=C0001"
    )
    assert [opened["trigger_id"] for opened in office.slack.of("views.open")] == ["trigger.1"]
    assert time.monotonic() - begun < 0.9


def test_a_form_that_slack_will_not_open_is_said_in_words_without_the_message(office):
    office.slack.faults["views.open"] = ["expired_trigger_id"]
    office.desk.says = Reply("Open a ticket.", (ASKS,))
    used(office, "message.open", text="a secret of theirs")
    office.until(lambda: office.slack.responses)
    assert "a secret" not in json.dumps(office.slack.responses)
    assert office.slack.responses[0]["blocks"][-1]["elements"][0]["value"] == "open"


def test_their_names_are_the_closest_that_slack_shows_whole():
    names = {shortcut.name: shortcut.type for shortcut in SHORTCUTS}
    assert names["Open ticket from message"] == names["Add to a ticket"] == "message"
    assert names["Open a ticket"] == "global"
    assert len(names) <= 10
    assert all(len(name) <= 24 for name in names)
    ids = [each["callback_id"] for each in manifest()["features"]["shortcuts"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("show <#C0AB|42>", "show #42"),
        ("setup channel desk <#C0AB|ops>", "setup channel desk #C0AB"),
        ("setup channel desk <#C0AB>", "setup channel desk #C0AB"),
        ("assign 42 <@U0002|ines>", "assign 42 @U0002"),
    ],
)
def test_what_slack_links_is_what_was_meant(typed, meant):
    assert words(typed) == meant


def test_a_channel_that_is_named_comes_with_its_name(office):
    office.command("setup channel desk <#C0AB|>")
    assert office.desk.requests[0].mentioned["C0AB"].name == "name-of-c0ab"
    office.slack.faults["conversations.info"] = ["channel_not_found"]
    office.command("setup channel desk <#C0CD|>")
    assert "C0CD" not in office.desk.requests[1].mentioned
    assert places_in(Filled("setup channel", {"place": "C0AB", "name": "C is a letter"})) == ("C0AB",)
    assert places_in(Typed("show #42")) == ()
