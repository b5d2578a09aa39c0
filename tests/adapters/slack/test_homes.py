"""The app's home: what it shows is kept, filters act in it, and nothing that stands there is published anew."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from adapters.slack.limits import VIEW_BLOCKS
from adapters.slack.render.view import home, shown_in
from adapters.workspace.validation import check_view
from bot.replies import Action, Actions, Column, Form, Prose, Reply, Table, TextField
from bot.requests import PlaceKind, PlaceRef, Request, Typed, Via, Visited
from bot.wording import word
from tests.wording import home_samples
from tests.wording.samples import on, reader, ticket


def told(text: str, command: str) -> Reply:
    return Reply(text, (Prose((text,)),), home=command)


def says(request: Request) -> Reply:
    """A home for `home ...` and for a visit; anything else is done."""
    if isinstance(request.intent, Visited):
        return told("The start.", "home")
    text = request.intent.text if isinstance(request.intent, Typed) else ""
    return told(f"Shown: {text}.", text) if text.startswith("home") else Reply("Understood.")


def standing(reply: Reply) -> dict[str, Any]:
    return home(reply, "T0001").json


def pressed(office, command: str, view: dict[str, Any]) -> None:
    payload = office.view_payload(view, {}, "block_actions")
    office.interact(
        payload
        | {
            "actions": [
                {"type": "button", "action_id": "a", "value": command, "action_ts": office.next("9.")}
            ]
        }
    )


@pytest.fixture
def front(office):
    office.desk.says = says
    office.desk.reading = lambda r: (
        isinstance(r.intent, Visited)
        or (isinstance(r.intent, Typed) and r.intent.text.startswith(("home", "show")))
    )
    return office


def asked(office) -> list[object]:
    return [getattr(r.intent, "text", "visit") for r in office.desk.requests]


def published(office) -> list[str]:
    return [json.dumps(call["view"]["blocks"]) for call in office.slack.of("views.publish")]


def test_a_filter_acts_in_the_home_and_opens_nothing(front):
    pressed(front, "home queue unassigned", standing(told("The start.", "home")))
    front.until(lambda: front.slack.of("views.publish"))
    assert "Shown: home queue unassigned." in published(front)[0]
    assert front.slack.of("views.open") == []
    assert shown_in(front.slack.of("views.publish")[0]["view"])[0] == "home queue unassigned"


def test_a_choice_of_a_menu_is_a_command_like_a_button(front):
    payload = front.view_payload(standing(told("The start.", "home")), {}, "block_actions")
    chosen = {"text": {"type": "plain_text", "text": "Severe"}, "value": "home queue severity:severe"}
    front.interact(
        payload
        | {"actions": [{"type": "static_select", "action_id": "choose.1.0", "selected_option": chosen}]}
    )
    front.until(lambda: front.slack.of("views.publish"))
    assert asked(front) == ["home queue severity:severe"]


def test_an_act_is_answered_in_a_view_and_the_home_keeps_what_it_shows(front):
    pressed(front, "claim 42", standing(told("Old.", "home queue unassigned page:2")))
    front.until(lambda: front.slack.of("views.publish"))
    assert "Understood." in str(front.slack.of("views.open")[0]["view"])
    assert asked(front) == ["claim 42", "home queue unassigned page:2"]
    assert [r.via for r in front.desk.requests] == [Via.BUTTON, Via.HOME]
    assert front.desk.requests[1].place == PlaceRef("slack", "T0001", "U0001", None, PlaceKind.HOME)


def test_reading_a_ticket_from_the_home_leaves_the_home_alone(front):
    pressed(front, "show 42", standing(told("The start.", "home")))
    front.until(lambda: front.slack.of("views.open"))
    time.sleep(0.05)
    assert (asked(front), published(front)) == (["show 42"], [])


def test_a_home_that_shows_the_same_is_not_published_again(front):
    same = told("Shown: home queue.", "home queue")
    pressed(front, "home queue", standing(same))
    front.until(lambda: front.desk.requests)
    time.sleep(0.05)
    assert published(front) == []


def visit(office, view: dict[str, Any] | None) -> None:
    event = {"type": "app_home_opened", "user": "U0001", "channel": "D0001", "tab": "home"}
    office.event(event | ({"view": view} if view else {}))


def test_a_visit_shows_again_what_was_last_looked_at(front):
    visit(front, standing(told("Old.", "home queue mine page:3")))
    front.until(lambda: front.slack.of("views.publish"))
    assert asked(front) == ["home queue mine page:3"]


def test_a_first_visit_shows_the_start(front):
    visit(front, None)
    front.until(lambda: front.slack.of("views.publish"))
    assert asked(front) == ["visit"]


def test_a_part_that_is_theirs_no_more_gives_way_to_the_start(front):
    def demoted(request: Request) -> Reply:
        if isinstance(request.intent, Typed):
            return Reply("Not yours.", refused=True)
        return says(request)

    front.desk.says = demoted
    visit(front, standing(told("Old.", "home people")))
    front.until(lambda: front.slack.of("views.publish"))
    assert "The start." in published(front)[0]


def test_a_form_that_was_opened_from_the_home_changes_what_the_home_shows(front):
    pressed(front, "home queue mine", standing(told("The start.", "home")))
    front.until(lambda: front.slack.of("views.publish"))
    form = Form("Add facts", "facts 42", (TextField("text", "Facts"),), "Send", "Cancel")
    front.desk.says = lambda request: Reply("form", (form,)) if request.via is Via.BUTTON else says(request)
    pressed(front, "facts 42", standing(told("Old.", "home queue mine")))
    front.until(lambda: front.slack.of("views.open"))
    view = front.slack.of("views.open")[-1]["view"]
    front.submit(view, {"text": {"text": {"type": "plain_text_input", "value": "E4"}}})
    front.until(lambda: "home queue mine" in asked(front)[2:])


def test_an_older_answer_does_not_cover_a_newer_one(front):
    gate = threading.Event()

    def slow_first(request: Request) -> Reply:
        if isinstance(request.intent, Typed) and request.intent.text == "home queue mine":
            gate.wait(5)
        return says(request)

    front.desk.says = slow_first
    view = standing(told("The start.", "home"))
    worker = threading.Thread(target=pressed, args=(front, "home queue mine", view))
    worker.start()
    front.until(lambda: front.desk.requests)
    pressed(front, "home queue breached", view)
    front.until(lambda: front.slack.of("views.publish"))
    gate.set()
    worker.join(5)
    time.sleep(0.1)
    assert ["breached" in each for each in published(front)] == [True]


def test_in_a_private_message_the_parts_take_each_others_place(front):
    container = {"type": "message", "message_ts": "1.2", "channel_id": "C0001", "is_ephemeral": True}
    front.click("home queue mine", container=container)
    front.until(lambda: front.slack.responses)
    assert front.slack.responses[0]["replace_original"] is True
    front.click("show 42", container=container)
    front.until(lambda: len(front.slack.responses) == 2)
    assert front.slack.responses[1]["replace_original"] is False


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_fullest_home_of_every_role_is_taken_by_slack_whole(language):
    """Documented: 100 blocks in a home; no table in a view; 25 elements in a row; options of 75 and 150."""
    for told_ in home_samples.full(ticket(on(3, 9))):
        shown = home(word(told_, reader(language, told_.person.role)), "T0001")
        assert shown.warnings == ()
        check_view(shown.json, "home")
        assert len(shown.json["blocks"]) <= VIEW_BLOCKS
        assert all(block["type"] != "table" for block in shown.json["blocks"])


def test_a_table_in_a_home_is_a_list_that_says_what_its_figures_are():
    table = Table((Column("Agent"), Column("Tickets", figures=True)), ((("Inès",), ("3",)),), "Load")
    blocks = home(Reply("Load", (table, Actions((Action("Why", "why 42"),))), home="home"), "T0001").json[
        "blocks"
    ]
    assert [block["type"] for block in blocks] == ["rich_text", "rich_text", "actions"]
    assert "Inès, Tickets: 3" in "".join(
        e["text"] for e in blocks[1]["elements"][0]["elements"][0]["elements"]
    )
