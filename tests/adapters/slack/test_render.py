"""Replies as Block Kit: whole values, accepted by a validator written from Slack's documentation elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.slack.render.message import message
from adapters.slack.render.view import home, modal
from adapters.workspace.validation import check_message_blocks, check_view
from bot.replies import (
    Action,
    Actions,
    Because,
    ChoiceField,
    ClockMark,
    Code,
    Countdown,
    Facts,
    Form,
    Link,
    Mention,
    Moment,
    Prose,
    Reply,
    Strong,
)
from bot.requests import Actor, PlaceKind, PlaceRef

from .corpus import DUE, OPEN, REPLIES

GOLDEN = Path(__file__).parent / "golden"
PLACE = PlaceRef("slack", "T0001", "C0001", "1.1", PlaceKind.CHANNEL, "laurier")


@pytest.mark.parametrize("name", REPLIES)
def test_each_reply_is_rendered_whole_without_a_warning(name):
    rendered = message(REPLIES[name], "T0001")
    expected = json.loads((GOLDEN / f"{name}.json").read_text())
    assert {"text": rendered.text, "blocks": rendered.blocks} == expected
    assert rendered.warnings == ()
    check_message_blocks(rendered.blocks)


@pytest.mark.parametrize("name", REPLIES)
def test_each_reply_can_be_a_home(name):
    rendered = home(REPLIES[name], "T0001")
    assert rendered.warnings == ()
    check_view(rendered.json, "home")


def test_a_form_is_a_modal_that_remembers_where_it_was_asked_for():
    rendered = modal(OPEN, PLACE)
    assert rendered.json == json.loads((GOLDEN / "form.json").read_text())
    assert rendered.warnings == ()
    check_view(rendered.json, "modal")


def elements(line, tenant="T0001"):
    [block] = message(Reply("s", (Prose(line),)), tenant).blocks
    return block["elements"][0]["elements"]


def test_a_person_is_mentioned_only_in_their_own_workspace():
    span = Mention("Inès", Actor("slack", "T0001", "U0INES"))
    assert elements((span,)) == [{"type": "user", "user_id": "U0INES"}]
    for other in (Mention("Inès"), Mention("Inès", Actor("teams", "T0001", "U0INES"))):
        assert elements((other,)) == [{"type": "text", "text": "@Inès"}]
    assert elements((span,), "T0002") == [{"type": "text", "text": "@Inès"}]
    assert elements((Mention("x", Actor("slack", "T0001", "U1> <!channel")),))[0]["type"] == "text"


def test_a_shared_due_instant_is_in_the_contracts_zone_and_in_each_readers():
    assert elements((Moment(DUE, "Thu 2 Jul, 20:00 (Toronto)", shared=True, strong=True),)) == [
        {"type": "text", "text": "Thu 2 Jul, 20:00 (Toronto)", "style": {"bold": True}},
        {"type": "text", "text": " ("},
        {
            "type": "date",
            "timestamp": int(DUE.timestamp()),
            "format": "{date_short_pretty} {time}",
            "fallback": "2026-07-03 00:00 UTC",
        },
        {"type": "text", "text": ")"},
    ]


def test_what_has_happened_is_said_on_the_contracts_clock_alone():
    assert elements((Moment(DUE, "Thu 2 Jul, 20:00", shared=True),)) == [
        {"type": "text", "text": "Thu 2 Jul, 20:00"}
    ]


def test_of_several_shared_instants_in_a_line_the_first_is_in_the_readers_zone():
    moment = Moment(DUE, "Thu", shared=True, strong=True)
    assert [each["type"] for each in elements((moment, " to ", moment))].count("date") == 1
    [block] = message(Reply("s", (Because(((moment, " to ", moment),)),)), "T0001").blocks
    assert block["elements"][0]["text"].count("<!date^") == 1
    assert block["elements"][0]["text"].startswith("*Thu* (<!date^")


def test_a_clock_tells_each_reader_their_own_time_after_how_far_away_it_is():
    due = Moment(DUE, "Thu 2 Jul, 20:00", shared=True, strong=True)
    line = ("Due ", due, "; on ", Moment(DUE, "Tue", shared=True))
    [block] = message(Reply("s", (Countdown(ClockMark.RUNNING, line, DUE),)), "T0001").blocks
    shown = [each.get("text") or each["format"] for each in block["elements"][0]["elements"]]
    assert shown == [
        "⏳ ",
        "Due ",
        "Thu 2 Jul, 20:00",
        "; on ",
        "Tue",
        " · ",
        "{ago}",
        " (",
        "{date_short_pretty} {time}",
        ")",
    ]


def test_a_fact_is_one_line_unless_its_value_is_a_list_of_its_own():
    rows = (("État", ("ouvert",)), ("Severity", ("first response: 4 h",)))
    [block] = message(Reply("s", (Facts(rows, " : "),)), "T0001").blocks
    assert [field["text"] for field in block["fields"]] == ["État : ouvert", "Severity\nfirst response: 4 h"]


def test_a_long_fact_takes_the_whole_width_and_short_ones_stand_side_by_side():
    rows = (("Status", ("open",)), ("Promise", ("x" * 90,)), ("Rank", ("1",)), ("Nothing", ("",)))
    blocks = message(Reply("s", (Facts(rows),)), "T0001").blocks
    assert [list(block)[1] for block in blocks] == ["fields", "text", "fields"]
    assert [len(block.get("fields", ())) for block in blocks] == [1, 0, 1]


def test_a_private_instant_stands_as_it_was_written():
    assert elements((Moment(DUE, "20:00"),)) == [{"type": "text", "text": "20:00"}]


def test_emphasis_and_words_to_type():
    assert elements((Strong("#42"), Code("/ticket why 42"))) == [
        {"type": "text", "text": "#42", "style": {"bold": True}},
        {"type": "text", "text": "/ticket why 42", "style": {"code": True}},
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "x"])
def test_only_web_addresses_are_linked(url):
    assert elements((Link("here", url),)) == [{"type": "text", "text": "here"}]


@pytest.mark.parametrize(
    ("mark", "sign", "counts"),
    [
        (ClockMark.RUNNING, "⏳", True),
        (ClockMark.WARNING, "⚠️", True),
        (ClockMark.PAUSED, "⏸", False),
        (ClockMark.MET, "✅", False),
        (ClockMark.BREACHED, "⛔", True),
        (ClockMark.CANCELLED, "✖", False),
    ],
)
def test_a_clock_shows_its_state_and_counts_only_while_it_matters(mark, sign, counts):
    [block] = message(Reply("s", (Countdown(mark, ("Due",), DUE),)), "T0001").blocks
    first, *_, last = block["elements"][0]["elements"]
    assert first["text"] == f"{sign} "
    assert (last.get("format") == "{ago}") is counts


def test_five_actions_and_more_fold_into_the_overflow():
    shown = Actions(tuple(Action(f"A{n}", f"a {n}") for n in range(5)), (Action("B", "b"),))
    [row] = message(Reply("s", (Prose(("x",)), shown)), "T0001").blocks[1:]
    assert [e["type"] for e in row["elements"]] == ["button"] * 4 + ["overflow"]
    assert [o["value"] for o in row["elements"][-1]["options"]] == ["a 4", "b"]


def test_an_overflow_of_one_and_a_long_command_are_buttons():
    for folded in (Action("B", "b"), Action("B", "ask p7 " + "x" * 200)):
        [row] = message(Reply("s", (Prose(("x",)), Actions((Action("A", "a"),), (folded,)))), "T0001").blocks[
            1:
        ]
        assert [e["value"] for e in row["elements"]] == ["a", folded.command]


def test_a_form_within_a_message_is_the_button_that_opens_it():
    rendered = message(Reply("Type: open SUBJECT", (OPEN,)), "T0001")
    assert [block["type"] for block in rendered.blocks] == ["rich_text", "actions"]
    assert rendered.blocks[1]["elements"][0]["value"] == "open"


def test_reasons_keep_their_links_where_nothing_in_them_could_format():
    line = ("PB-b.ii: ", Link("policy", "https://x.test/p"))
    [block] = message(Reply("s", (Because((line,)),)), "T0001").blocks
    assert block["elements"] == [
        {"type": "mrkdwn", "text": "PB-b.ii: <https://x.test/p|policy>", "verbatim": True}
    ]


def test_a_mark_is_never_printed_where_it_could_not_be_read():
    [block] = message(Reply("s", (Because((("pre", Strong("fix"), " ", Strong("word")),)),)), "T0001").blocks
    assert block["elements"][0]["text"] == "prefix *word*"


def test_an_empty_reply_is_still_a_message():
    rendered = message(Reply(""), "T0001")
    assert (rendered.text, rendered.blocks) == ("…", [])


def test_a_form_of_nothing_to_choose_says_so():
    rendered = modal(Form("t", "c", (ChoiceField("p", "Product", ()),), "s", "c"), PLACE)
    assert rendered.json["blocks"] == []
    assert rendered.warnings == ("fields with nothing to choose from: 1",)
