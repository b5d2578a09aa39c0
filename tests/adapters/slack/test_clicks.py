"""Buttons and menus: a click is a command, and its answer is private."""

from __future__ import annotations

import json
import threading
from urllib.parse import urlencode

from bot.replies import Audience, ChoiceField, Form, Note, Option, Reply, TextField
from bot.requests import Changed, PlaceKind, PlaceRef, Typed, Via

from .office import Office

SEVERITY = ChoiceField(
    "severity", "Severity", (Option("severe", "Severe"), Option("minor", "Minor")), live=True
)


def asks(promise: str) -> Form:
    fields = (TextField("subject", "Subject"), SEVERITY, Note("promise", (promise,)))
    return Form("Open a ticket", "open", fields, "Open ticket", "Cancel")


def test_a_click_is_the_command_it_holds(office):
    office.click("escalate 42")
    request = office.desk.requests[0]
    assert (request.intent, request.via, request.key, request.place) == (
        Typed("escalate 42"),
        Via.BUTTON,
        "button:C0001:171.0001:say.1.0:172.2",
        PlaceRef("slack", "T0001", "C0001", None, PlaceKind.CHANNEL, "hotel-laurier"),
    )


def test_its_answer_is_private_and_leaves_the_card_alone(office):
    answer = office.click("claim 42")
    office.until(lambda: office.slack.responses)
    [said] = office.slack.responses
    assert (answer.status, answer.text) == (200, "")
    assert (said["text"], said["response_type"], said["replace_original"]) == (
        "Understood.",
        "ephemeral",
        False,
    )


def test_a_click_in_a_thread_is_answered_there(office):
    container = {"type": "message", "message_ts": "1.2", "channel_id": "C0001", "thread_ts": "1.1"}
    office.click("why 42", container=container)
    office.until(lambda: office.slack.responses)
    assert office.slack.responses[0]["thread_ts"] == "1.1"
    assert office.desk.requests[0].place.thread == "1.1"


def test_a_click_on_a_card_that_has_replies_is_answered_beside_it_where_the_asker_looks(office):
    container = {"type": "message", "message_ts": "1.1", "channel_id": "C0001"}
    office.click("why 42", container=container, message={"ts": "1.1", "thread_ts": "1.1", "reply_count": 2})
    office.until(lambda: office.slack.responses)
    assert "thread_ts" not in office.slack.responses[0]
    assert office.desk.requests[0].place.thread is None


def test_a_choice_of_a_menu_is_a_command_too(office):
    option = {"text": {"type": "plain_text", "text": "Snooze"}, "value": "snooze 42"}
    action = {"type": "overflow", "action_id": "more.1", "selected_option": option, "action_ts": "1"}
    office.click("", actions=[action])
    assert office.desk.requests[0].intent == Typed("snooze 42")


def test_a_link_button_asks_for_nothing(office):
    answer = office.click("")
    assert (answer.status, office.desk.requests) == (200, [])


def test_a_click_that_needs_a_form_opens_it(office):
    office.desk.says = Reply("reply 42 TEXT", (asks("by Thu"),))
    office.click("reply 42")
    [opened] = office.slack.of("views.open")
    assert (opened["trigger_id"], opened["view"]["type"]) == ("trigger.1", "modal")
    assert office.slack.responses == []


def test_where_the_response_url_is_dead_the_answer_comes_as_an_ephemeral_message(office):
    office.slack.faults["respond"] = ["expired_url"]
    office.click("why 42")
    office.until(lambda: office.slack.of("chat.postEphemeral"))
    [said] = office.slack.of("chat.postEphemeral")
    assert (said["channel"], said["user"], said["text"]) == ("C0001", "U0001", "Understood.")


def test_slow_clicks_say_so_first_and_then_the_result():
    with Office(patience=0.2) as office:
        office.desk.holds = threading.Event()
        office.click("claim 42")
        office.until(lambda: office.slack.responses)
        office.desk.holds.set()
        office.until(lambda: len(office.slack.responses) == 2)
        assert [each["text"] for each in office.slack.responses] == ["Working on it (fr-CA).", "Understood."]


def test_a_changed_field_asks_for_the_promise_again(office):
    office.desk.says = Reply("", (asks("by Thu 2 Jul, 20:00"),))
    held = '{"command":"open","place":["C0001","1.1","channel","laurier"]}'
    view = {"type": "modal", "callback_id": "guichet.form", "private_metadata": held}
    values = {
        "subject": {"subject": {"type": "plain_text_input", "value": "x severity:critical"}},
        "severity": {"severity": {"type": "static_select", "selected_option": {"value": "minor"}}},
    }
    payload = office.view_payload(view, values, "block_actions")
    action = {"type": "static_select", "action_id": "severity", "action_ts": "9.9"}
    office.interact(payload | {"actions": [action]})
    request = office.desk.requests[0]
    assert request.intent == Changed("open", {"subject": "x severity:critical", "severity": "minor"})
    assert request.place == PlaceRef("slack", "T0001", "C0001", "1.1", PlaceKind.CHANNEL, "laurier")
    office.until(lambda: office.slack.of("views.update"))
    [update] = office.slack.of("views.update")
    assert (update["view_id"], update["hash"]) == ("V0001", "h1")
    assert update["view"]["blocks"][2]["text"]["text"] == "by Thu 2 Jul, 20:00"


FORM_VIEW = {"type": "modal", "callback_id": "guichet.form", "private_metadata": "not json"}


def changing(office, at: str):
    payload = office.view_payload(FORM_VIEW, {}, "block_actions")
    action = {"type": "static_select", "action_id": "severity", "action_ts": at}
    return office.interact(payload | {"actions": [action]})


def test_a_change_made_while_the_form_was_updated_is_still_the_newest(office):
    office.slack.faults["views.update"] = ["hash_conflict"]
    office.desk.says = Reply("", (asks("by Thu"),))
    changing(office, "1")
    office.until(lambda: len(office.slack.of("views.update")) == 2)
    assert ["hash" in update for update in office.slack.of("views.update")] == [True, False]


def test_an_answer_that_a_newer_change_overtook_is_not_shown(office):
    office.desk.reading = lambda _: True
    first, second = threading.Event(), threading.Event()
    holds = {"1": first, "2": second}

    def slowly(request):
        at = request.key.rpartition(":")[2]
        holds[at].wait(5)
        return Reply("", (asks(at),))

    office.desk.says = slowly
    changes = [office.view_payload(FORM_VIEW, {}, "block_actions") for _ in range(2)]
    answers = []
    for count, (at, payload) in enumerate(zip("12", changes, strict=True), 1):
        action = {"type": "static_select", "action_id": "severity", "action_ts": at}
        body = urlencode({"payload": json.dumps(payload | {"actions": [action]})}).encode()
        answers.append(office.begin(office.post(body, office.signed(body))))
        office.until(lambda n=count: len(office.desk.requests) == n)
    second.set()
    office.until(lambda: office.slack.of("views.update"))
    first.set()
    assert [answer.result(5).status for answer in answers] == [200, 200]
    office.run(office.app.stop())
    assert [update["view"]["blocks"][2]["text"]["text"] for update in office.slack.of("views.update")] == [
        "2"
    ]
    office.run(office._start_again())


def test_a_click_in_a_private_answer_is_answered_in_that_view(office):
    view = {
        "type": "modal",
        "callback_id": "guichet.said",
        "title": {"type": "plain_text", "text": "Open a ticket"},
        "private_metadata": '{"command":"","place":["C0001",null,"channel",null]}',
    }
    payload = office.view_payload(view, {}, "block_actions")
    office.interact(payload | {"actions": [{"type": "button", "action_id": "say.0.0", "value": "ask p7 x"}]})
    office.until(lambda: office.slack.of("views.update"))
    [update] = office.slack.of("views.update")
    assert update["view"]["title"]["text"] == "Open a ticket"
    assert "Understood." in str(update["view"]["blocks"])
    assert office.desk.requests[0].place.conversation == "C0001"


def test_a_click_in_the_home_answers_in_a_view_and_draws_the_home_again(office):
    payload = office.view_payload({"type": "home"}, {}, "block_actions")
    office.interact(payload | {"actions": [{"type": "button", "action_id": "say.0.0", "value": "claim 42"}]})
    office.until(lambda: office.slack.of("views.publish"))
    assert "Understood." in str(office.slack.of("views.open")[0]["view"])
    assert [request.via for request in office.desk.requests] == [Via.BUTTON, Via.HOME]
    assert office.desk.requests[0].place == PlaceRef("slack", "T0001", "U0001", None, PlaceKind.HOME)


def test_a_shortcut_on_a_message_is_a_command_in_its_thread(office):
    office.interact(
        {
            "type": "message_action",
            "callback_id": "why",
            "team": {"id": "T0001"},
            "user": {"id": "U0001"},
            "channel": {"id": "C0001", "name": "laurier"},
            "message": {"ts": "5.5"},
            "trigger_id": "tr1",
            "response_url": office.respond,
        }
    )
    request = office.desk.requests[0]
    assert (request.intent, request.place.thread, request.key) == (Typed("why"), "5.5", "trigger:tr1")
    office.until(lambda: office.slack.responses)


def test_a_global_shortcut_opens_its_form(office):
    office.desk.says = Reply("open SUBJECT", (asks("by Thu"),))
    user = {"id": "U0001", "team_id": "T0001"}
    office.interact(
        {
            "type": "shortcut",
            "callback_id": "open",
            "user": user,
            "trigger_id": "tr1",
            "team": {"id": "T0001"},
        }
    )
    assert office.slack.of("views.open")[0]["trigger_id"] == "tr1"
    assert office.desk.requests[0].place.kind is PlaceKind.HOME


def test_nothing_to_say_says_nothing(office):
    office.desk.says = Reply("", audience=Audience.NOBODY)
    office.click("snooze 42")
    office.until(lambda: office.desk.requests)
    assert (office.slack.responses, office.slack.of("chat.postEphemeral")) == ([], [])


def test_an_answer_that_uses_the_button_up_takes_the_place_of_what_only_the_asker_sees(office):
    office.desk.says = Reply("Sent to Nadia.", spent=True)
    for private in (True, False):
        container = {"type": "message", "message_ts": "1.2", "channel_id": "C0001", "is_ephemeral": private}
        office.click("ask p3 Meter blocked", container=container)
        office.until(lambda: office.slack.responses)
        assert office.slack.responses.pop()["replace_original"] is private
