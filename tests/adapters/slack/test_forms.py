"""Submitted forms: errors at their fields, refusals in their place, and values that no parser meets."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from adapters.slack.render.view import field_errors, modal, recall
from bot.replies import (
    Action,
    Actions,
    Form,
    Note,
    PersonField,
    PlaceField,
    Prose,
    Reply,
    TextField,
)
from bot.requests import Filled, PlaceKind, PlaceRef, Via

from .office import Office

PLACE = PlaceRef("slack", "T0001", "C0001", "1.1", PlaceKind.CHANNEL, "laurier")
FORM = Form(
    "Open a ticket",
    "open",
    (
        TextField("subject", "Subject"),
        TextField("facts", "Facts", required=False),
        Note("promise", ("by Thu",)),
    ),
    "Open ticket",
    "Cancel",
)
VALUES = {
    "subject": {"subject": {"type": "plain_text_input", "value": "Printer severity:critical"}},
    "facts": {"facts": {"type": "plain_text_input", "value": None}},
}


def test_a_submitted_form_holds_values_and_its_place(office):
    office.submit(modal(FORM, PLACE).json, VALUES)
    request = office.desk.requests[0]
    assert request.intent == Filled("open", {"subject": "Printer severity:critical", "facts": ""})
    assert (request.place, request.via, request.key) == (PLACE, Via.FORM, "view:V0001:h1")


@pytest.mark.parametrize(
    ("state", "value"),
    [
        ({"type": "static_select", "selected_option": {"value": "minor"}}, "minor"),
        ({"type": "static_select", "selected_option": None}, ""),
        ({"type": "users_select", "selected_user": "U7"}, "U7"),
        ({"type": "conversations_select", "selected_conversation": "C7"}, "C7"),
        ({"type": "plain_text_input", "value": "a\nb"}, "a\nb"),
        ({"type": "something_new"}, ""),
    ],
)
def test_each_kind_of_field_hands_in_its_value(office, state, value):
    office.submit(modal(FORM, PLACE).json, {"f": {"f": state}})
    assert office.desk.requests[0].intent == Filled("open", {"f": value})


def test_a_field_that_comes_with_the_answer_is_shown_rather_than_blamed_on_another(office):
    grown = replace(
        FORM, fields=(*FORM.fields, TextField("agree", "Your yes")), errors={"agree": "Say yes first."}
    )
    office.desk.says = Reply("open", (grown,), refused=True)
    answer = office.submit(modal(FORM, PLACE).json, VALUES).json
    assert answer["response_action"] == "update"
    blocks = [block["block_id"] for block in answer["view"]["blocks"]]
    assert blocks == ["error.agree", "subject", "facts", "promise", "agree"]


def test_done_closes_the_form_and_the_confirmation_is_not_ours(office):
    answer = office.submit(modal(FORM, PLACE).json, VALUES)
    assert answer.json == {"response_action": "clear"}
    assert office.slack.of("chat.postEphemeral") == []


def test_what_goes_on_takes_the_place_of_the_form(office):
    office.desk.says = Reply("The desk is there. Next: its channel.", goes_on=True)
    answer = office.submit(modal(FORM, PLACE).json, VALUES).json
    assert answer["response_action"] == "update"
    assert "submit" not in answer["view"]
    assert "Next: its channel." in str(answer["view"]["blocks"])


def test_errors_stand_at_their_fields(office):
    errors = {"subject": "Say what it is about.", "promise": "It is now Fri.", "gone": "And more."}
    office.desk.says = Reply(
        "No.", (Form("Open", "open", FORM.fields, "Open", "Cancel", errors),), refused=True
    )
    answer = office.submit(modal(FORM, PLACE).json, VALUES)
    assert answer.json == {
        "response_action": "errors",
        "errors": {"subject": "Say what it is about. It is now Fri. And more."},
    }


def test_errors_without_an_input_on_the_screen_stand_above_the_form(office):
    office.desk.says = Reply(
        "No.", (Form("Open", "open", FORM.fields, "Open", "Cancel", {"subject": "Short."}),)
    )
    answer = office.submit(modal(FORM, PLACE).json, {})
    assert answer.json["response_action"] == "update"
    assert answer.json["view"]["blocks"][0]["text"]["text"] == "Short."


def test_a_question_asked_again_takes_the_place_of_the_form(office):
    again = Form("Open a ticket", "open", (*FORM.fields, TextField("consent", "Yes?")), "Open", "Cancel")
    office.desk.says = Reply("It worsened.", (again,))
    answer = office.submit(modal(FORM, PLACE).json, VALUES)
    assert answer.json["response_action"] == "update"
    assert [block["block_id"] for block in answer.json["view"]["blocks"]] == [
        "subject",
        "facts",
        "promise",
        "consent",
    ]


def test_a_refusal_is_shown_where_the_form_was_with_its_button(office):
    button = Actions((Action("Send to Nadia", "ask p7 Printer"),))
    office.desk.says = Reply("I can't.", (Prose(("I can't.",)), button), refused=True)
    answer = office.submit(modal(FORM, PLACE).json, VALUES)
    view = answer.json["view"]
    assert answer.json["response_action"] == "update"
    assert (view["title"]["text"], view["callback_id"], "submit" in view) == (
        "Open a ticket",
        "guichet.said",
        False,
    )
    assert view["blocks"][1]["elements"][0]["value"] == "ask p7 Printer"
    assert recall(view, "T0001", "U1") == ("", PLACE)


def test_slow_work_is_said_in_the_form_and_its_refusal_follows_there():
    with Office(patience=0.2) as office:
        office.desk.holds = threading.Event()
        office.desk.says = Reply("I can't.", refused=True)
        answer = office.submit(modal(FORM, PLACE).json, VALUES)
        assert "Working on it" in str(answer.json["view"]["blocks"])
        office.desk.holds.set()
        office.until(lambda: office.slack.of("views.update"))
        [update] = office.slack.of("views.update")
        assert update["view_id"] == "V0001"
        assert "I can't." in str(update["view"]["blocks"])


def test_a_full_desk_refuses_before_anything_starts():
    with Office(waiting=0, patience=0.2) as office:
        office.desk.holds = threading.Event()
        office.submit(modal(FORM, PLACE).json, VALUES)
        answer = office.submit(modal(FORM, PLACE).json, VALUES)
        assert "Busy (fr-CA)." in str(answer.json["view"]["blocks"])
        assert len(office.desk.requests) == 1
        office.desk.holds.set()


def test_a_closed_form_is_nothing(office):
    answer = office.interact(office.view_payload(modal(FORM, PLACE).json, {}, "view_closed"))
    assert (answer.status, answer.text, office.desk.requests) == (200, "", [])


def test_a_view_remembers_its_command_and_place():
    view = modal(FORM, PLACE).json
    assert recall(view, "T0001", "U1") == ("open", PLACE)


@pytest.mark.parametrize(
    "held", ["", "not json", "[]", "{}", '{"place": [1, 2]}', '{"place": ["", 1, 2, 3]}', "null"]
)
def test_a_view_without_a_memory_belongs_to_the_persons_own_chat(held):
    assert recall({"private_metadata": held}, "T0001", "U1") == (
        "",
        PlaceRef("slack", "T0001", "U1", None, PlaceKind.HOME),
    )


def test_errors_go_to_inputs_only():
    form = Form(
        "t", "c", (PersonField("who", "Who"), PlaceField("where", "Where")), "s", "c", {"note": "Hm."}
    )
    assert field_errors(form, {"where": "", "who": ""}) == {"who": "Hm."}


@pytest.mark.parametrize(
    ("mistake", "values", "at"),
    [
        ("facts", VALUES, "facts"),
        ("", VALUES, "subject"),
        ("gone", VALUES, "subject"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_the_form_keeps_what_was_typed(office, mistake, values, at):
    office.desk.says = Reply("There is no ticket #7.", refused=True, mistake=mistake)
    answer = office.submit(modal(FORM, PLACE).json, values)
    assert answer.json == {"response_action": "errors", "errors": {at: "There is no ticket #7."}}


def test_a_mistake_about_a_form_without_any_words_takes_its_place_with_its_buttons(office):
    chosen = {"to": {"to": {"type": "static_select", "selected_option": {"value": "p7"}}}}
    shows = Actions((Action("Show", "show 7"),))
    office.desk.says = Reply("#7 is closed.", (Prose(("#7 is closed.",)), shows), refused=True, mistake="")
    answer = office.submit(modal(FORM, PLACE).json, chosen)
    assert answer.json["response_action"] == "update"
    assert answer.json["view"]["blocks"][1]["elements"][0]["value"] == "show 7"
