"""Slash commands, answered by the acknowledgement."""

from __future__ import annotations

import threading

from bot.replies import Audience, Form, Prose, Reply, TextField
from bot.requests import Actor, PlaceKind, PlaceRef, Profile, Request, Typed, Via

from .office import NOW

ASKS = Form("Open a ticket", "open", (TextField("subject", "Subject"),), "Open ticket", "Cancel")


def test_a_command_reaches_the_desk_as_what_was_meant(office):
    office.command("assign 42 <@U123|in&amp;s> see <#C9|ops>, 1 &lt; 2 &amp; 3 &gt; 2")
    assert office.desk.requests == [
        Request(
            actor=Actor("slack", "T0001", "U0001"),
            place=PlaceRef("slack", "T0001", "C0001", None, PlaceKind.CHANNEL, "hotel-laurier", joined=True),
            intent=Typed("assign 42 @U123 see #C9, 1 < 2 & 3 > 2"),
            key="trigger:trigger.1",
            received_at=NOW,
            via=Via.COMMAND,
            profile=Profile("Name of U0001", "fr-CA", "America/Toronto", None, "T0001"),
            mentioned={"U123": Profile("Name of U123", "fr-CA", "America/Toronto", None, "T0001")},
        )
    ]


def test_the_answer_is_the_body_of_the_acknowledgement_and_private(office):
    office.desk.says = Reply("Ticket #42 is open.", (Prose(("Ticket #42 is open.",)),))
    answer = office.command("open Printer on fire")
    assert (answer.status, answer.json) == (
        200,
        {
            "response_type": "ephemeral",
            "text": "Ticket #42 is open.",
            "mrkdwn": False,
            "unfurl_links": False,
            "blocks": [
                {
                    "type": "rich_text",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": "Ticket #42 is open."}],
                        }
                    ],
                }
            ],
        },
    )
    assert sorted(method for method, _ in office.slack.calls) == [
        "auth.test",
        "conversations.info",
        "users.info",
    ]


def test_an_answer_for_the_place_is_seen_by_all(office):
    office.desk.says = Reply("#42 is yours.", audience=Audience.PLACE)
    assert office.command("claim 42").json["response_type"] == "in_channel"


def test_nothing_to_say_is_an_empty_acknowledgement(office):
    office.desk.says = Reply("", audience=Audience.NOBODY)
    answer = office.command("close 42")
    assert (answer.status, answer.text) == (200, "")


def test_a_form_opens_and_the_acknowledgement_is_empty(office):
    office.desk.says = Reply("Say: open SUBJECT", (ASKS,))
    answer = office.command("open")
    assert (answer.status, answer.text) == (200, "")
    [opened] = office.slack.of("views.open")
    assert opened["trigger_id"] == "trigger.1"
    assert opened["view"]["title"]["text"] == "Open a ticket"


def test_where_the_form_cannot_open_the_one_line_way_is_said_with_a_button(office):
    office.slack.faults["views.open"] = ["expired_trigger_id"]
    office.desk.says = Reply("Say: /ticket open SUBJECT", (ASKS,))
    answer = office.command("open")
    assert answer.json["text"] == "Say: /ticket open SUBJECT"
    assert answer.json["blocks"][1]["elements"] == [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": "Open a ticket", "emoji": False},
            "action_id": "say.0.0",
            "value": "open",
        }
    ]


def test_slow_work_is_said_to_be_on_its_way_and_delivered_when_it_comes(office):
    office.desk.holds = threading.Event()
    office.desk.says = Reply("Ticket #42 is open.")
    answer = office.command("open Printer on fire")
    assert answer.json["text"] == "Working on it (fr-CA)."
    assert office.slack.responses == []
    office.desk.holds.set()
    office.until(lambda: office.slack.responses)
    assert [each["text"] for each in office.slack.responses] == ["Ticket #42 is open."]
    assert len(office.desk.requests) == 1


def test_reads_do_not_wait_behind_writes(office):
    office.desk.holds = threading.Event()
    office.begin(office.post(body := office.command_body("open Slow"), office.signed(body)))
    office.until(lambda: office.desk.requests)
    hold, office.desk.holds = office.desk.holds, None
    assert office.command("show 42").json["text"] == "Understood."
    hold.set()
    assert [name.rpartition("_")[0] for name in office.desk.threads] == ["desk-writes", "desk-reads"]


def test_what_waits_for_the_writer_is_answered_together_and_each_gets_its_own_answer(office):
    office.desk.says = lambda request: Reply(f"Done: {request.intent.text}.")
    office.desk.holds = threading.Event()
    bodies = [office.command_body(f"open {n}") for n in range(4)]
    posted = [office.begin(office.post(bodies[0], office.signed(bodies[0])))]
    office.until(lambda: office.desk.requests)
    posted += [office.begin(office.post(body, office.signed(body))) for body in bodies[1:]]
    office.until(lambda: len(office.app._parts.running._writes.waiting) == 3)
    office.desk.holds.set()
    assert [job.result(5).json["text"] for job in posted] == [f"Done: open {n}." for n in range(4)]
    assert [count for count in office.desk.together if count] == [1, 3]


def test_a_desk_that_breaks_still_answers(office, caplog):
    office.desk.says = RuntimeError("secret details")
    answer = office.command("open x")
    assert (answer.status, answer.json["text"]) == (200, "Busy (fr-CA).")
    assert "reference" in caplog.text


def test_a_private_chat_is_told_by_its_channel(office):
    office.command("help", channel_id="D0001", channel_name="directmessage")
    assert office.desk.requests[0].place == PlaceRef("slack", "T0001", "D0001", None, PlaceKind.PRIVATE, None)
