"""Replies as Adaptive Cards: valid, complete, within the limits, and deaf to what people wrote."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.serving.words import clean
from adapters.teams.limits import MESSAGE
from adapters.teams.render.message import activity, card, dialog, size
from bot.replies import (
    Action,
    Actions,
    Because,
    CheckField,
    ChoiceField,
    Facts,
    Form,
    Item,
    Items,
    Link,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    Prose,
    Reply,
    Strong,
    Table,
    TextField,
    plain,
)
from bot.requests import Actor
from tests.wording.test_every_reply import replies

SCHEMA = Path(__file__).parents[4] / "shared" / "schemas" / "adaptive-card-1.5.schema.json"
DUE = datetime(2026, 7, 3, 0, 0, tzinfo=UTC)
INES = Mention("Inès Caron", Actor("teams", "T1", "aad-ines"))
REPLIES = {
    f"{language} {n}: {reply.summary}": reply
    for language in ("en", "fr", "es")
    for n, reply in enumerate(replies(language))
}
HOSTILE = (
    "*bold* _it_ [pay](http://evil.example) <at>everyone</at> {{DATE(2026-01-01T00:00:00Z)}} # x\n- a\n1. b",
    "![](http://evil.example/x.png) `code` ~~no~~ &lt;b&gt; \u202etxet",
)
TEAMS = {"msteams", "choices.data"}
"""Teams' own, which the schema of Adaptive Cards 1.5 does not know: mentions, and its people picker."""
HOSTILE_LETTERS = "*_~`[]()<>\\|{}&#-+1. \n\u202e\u200f\u200bat/é"
OURS = re.compile(r" \(\{\{DATE\([^)]*\)\}\} \{\{TIME\([^)]*\)\}\}\)")
ELEMENTS = {
    "TextBlock",
    "RichTextBlock",
    "ActionSet",
    "ColumnSet",
    "Column",
    "TextRun",
    "Table",
    "TableRow",
    "TableCell",
    "Action.Submit",
    "Action.OpenUrl",
    "Input.Text",
    "Input.ChoiceSet",
    "Input.Toggle",
    "AdaptiveCard",
}


def _types(held: object) -> set[str]:
    match held:
        case dict():
            own = {held["type"]} if isinstance(held.get("type"), str) else set()
            return own.union(
                *(_types(v) for k, v in held.items() if k not in {"data", "msteams", "choices.data"})
            )
        case list():
            return set().union(*map(_types, held))
    return set()


def _words(held: object) -> str:
    match held:
        case dict():
            own = held.get("text", "") if held.get("type") in {"TextRun", "TextBlock"} else ""
            return own + "".join(_words(v) for v in held.values() if isinstance(v, dict | list))
        case list():
            return "".join(map(_words, held))
    return ""


def test_everything_that_the_desk_says_is_a_card_within_the_limits():
    for name, reply in REPLIES.items():
        made = activity(reply, "T1")
        # A statement of dozens of lines, each as long as a person may write it, is cut at its end.
        many = any(len(block.rows) > 40 for block in reply.blocks if isinstance(block, Table))
        assert (made.warnings == () or many, bool(made.json["summary"])) == (True, True), name
        [attached] = made.json["attachments"]
        assert _types(attached["content"]) <= ELEMENTS, name
        assert attached["content"]["body"], name
        assert size(made.json) < MESSAGE, name


def _shape(held: object) -> object:
    """A card without what is in it: many have one shape, and a schema looks at no words."""
    match held:
        case dict():
            kept = {
                "type",
                "url",
                "version",
                "style",
                "size",
                "weight",
                "width",
                "mode",
                "color",
                "fontType",
                "associatedInputs",
                "horizontalAlignment",
                "verticalContentAlignment",
            }
            return {n: v if n in kept or not isinstance(v, str) else "x" for n, v in _inside(held)}
        case list():
            return [_shape(each) for each in held]
    return held


def _inside(held: dict) -> list[tuple[str, object]]:
    return [(n, v if isinstance(v, str) else _shape(v)) for n, v in held.items() if n not in TEAMS]


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schema is not at hand")
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_cards_are_valid_against_the_published_schema(language):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    shapes = {}
    for reply in replies(language):
        made = [card(reply, "T1")]
        made += [dialog(form, "T1", {"conversation": "x"}, "Again") for form in (reply.form,) if form]
        made += [card(Reply(each.summary, each.blocks), "T1") for each in reply.offers]
        for each in made:
            shapes.setdefault(json.dumps(_shape(each.json), sort_keys=True), reply.summary)
    assert len(shapes) > 100
    for shape, summary in shapes.items():
        held = json.loads(shape) | {"$schema": "http://adaptivecards.io/schemas/adaptive-card.json"}
        assert [e.message for e in validator.iter_errors(held)] == [], summary


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_person_wrote_is_only_ever_text(words):
    reply = Reply(
        words,
        (
            Prose((words, INES)),
            Prose((Strong(words), Moment(DUE, "Thu 20:00", shared=True, strong=True))),
            Facts(((words, (words,)),)),
            Because(((words, Link(words, "javascript:alert(1)")),)),
            Items((Item((words,), Action(words, "show 42")),)),
        ),
    )
    made = card(reply, "T1").json
    blocks = _each(made, "TextBlock")
    assert {each["text"] for each in blocks} == {
        "<at>Inès Caron</at>",
        "**Thu 20:00** ({{DATE(2026-07-03T00:00:00Z,SHORT)}} {{TIME(2026-07-03T00:00:00Z)}})",
    }
    assert "Action.OpenUrl" not in _types(made)
    assert "\u202e" not in json.dumps(made, ensure_ascii=False)


@given(st.text(alphabet=HOSTILE_LETTERS, max_size=60) | st.text(max_size=30))
def test_a_reader_sees_exactly_what_was_written(words):
    """Whatever stands beside it: rich text is not parsed, and a TextBlock holds only what it cannot parse."""
    line = (INES, " ", words, " ", Moment(DUE, "Thu 20:00", shared=True, strong=True))
    made = card(Reply("x", (Prose(line), Facts((("a", (words,)),)), Prose((words,)))), "T1").json
    seen = "".join(run["text"] for each in _each(made, "RichTextBlock") for run in each["inlines"])
    blocks = [each["text"] for each in _each(made, "TextBlock")]
    for text in blocks:
        ours = text.replace("<at>Inès Caron</at>", "").replace("**Thu 20:00**", "")
        assert not set(OURS.sub("", ours)) & set("*_~`[]<>\\|{}&\n"), text
    told = clean(words)
    assert not told.strip() or told in seen
    assert any(told in text for text in (seen, *blocks))


def _each(held: object, kind: str) -> list[dict]:
    match held:
        case dict():
            own = [held] if held.get("type") == kind else []
            return own + [found for v in held.values() for found in _each(v, kind)]
        case list():
            return [found for v in held for found in _each(v, kind)]
    return []


def test_people_of_the_tenant_are_mentioned_and_others_named():
    stranger = Mention("Tom", Actor("slack", "T1", "U1"))
    made = card(Reply("x", (Prose((INES, ", #42 is due; ", stranger, " waits.")),)), "T1").json
    assert made["body"] == [
        {"type": "TextBlock", "text": "<at>Inès Caron</at>, #42 is due; @Tom waits.", "wrap": True}
    ]
    assert made["msteams"]["entities"] == [
        {
            "type": "mention",
            "text": "<at>Inès Caron</at>",
            "mentioned": {"id": "aad-ines", "name": "Inès Caron"},
        }
    ]


def test_a_button_carries_its_command_and_opens_a_dialog():
    [row] = card(Reply("x", (Actions((Action("Why", "why 42"),)),)), "T1").json["body"][-1:]
    assert row["actions"][0] | {} == {
        "type": "Action.Submit",
        "title": "Why",
        "associatedInputs": "none",
        "data": {"msteams": {"type": "task/fetch"}, "guichet": "why 42"},
    }


def test_a_form_asks_for_each_field_and_shows_each_error_at_its_field():
    form = Form(
        "Open a ticket",
        "open",
        (
            TextField("subject", "Subject", "Meter", "One subject"),
            ChoiceField("severity", "Severity", (Option("minor", "Minor", "Small"),), "minor", live=True),
            CheckField("agree", "Fee", "I accept the fee"),
            PersonField("requester", "Requester", Actor("teams", "T1", "aad-tom")),
            Note("promise", ("By Thu 20:00",)),
        ),
        "Open ticket",
        "Cancel",
        {"subject": "Say a little more."},
    )
    made = dialog(form, "T1", {"conversation": "a:1"}, "Show the promise").json
    assert _types(made) <= ELEMENTS
    inputs = {each["id"]: each for each in made["body"] if each["type"].startswith("Input")}
    assert list(inputs) == ["subject", "severity", "agree", "requester"]
    # A colon would want its own space in French: a dash is written alike in each language.
    assert inputs["severity"]["choices"] == [{"title": "Minor – Small", "value": "minor"}]
    assert (inputs["subject"]["value"], inputs["severity"]["value"], inputs["agree"]["value"]) == (
        "Meter",
        "minor",
        "",
    )
    assert [_words(each) for each in made["body"][:1]] == ["Say a little more."]
    submit, again = made["body"][-1]["actions"]
    assert submit["data"] == {"guichet": "open", "guichet.place": {"conversation": "a:1"}}
    assert again["data"]["guichet.live"] is True


def test_too_much_is_cut_with_its_buttons_kept():
    long = tuple(Prose(("x" * 3000,)) for _ in range(40))
    made = activity(Reply("x", (*long, Actions((Action("Show", "show 42"),)))), "T1")
    assert len(made.warnings) == 1
    assert size(made.json) < MESSAGE + 2000
    assert made.json["attachments"][0]["content"]["body"][-1]["type"] == "ActionSet"


def test_every_word_of_a_reply_stands_on_its_card():
    for name, reply in REPLIES.items():
        words = _words(card(reply, "T1").json).replace("**", "")
        for block in reply.blocks:
            if isinstance(block, Prose) and not any(
                isinstance(s, Mention | Link | Moment) for s in block.line
            ):
                assert plain(block.line).split("\n")[0].strip() in words, name
