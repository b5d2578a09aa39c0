"""A limit broken is a text cut and a warning, never a message refused."""

from __future__ import annotations

import pytest

from adapters.slack.check import fit_message, fit_view
from adapters.slack.render.message import message
from adapters.slack.render.view import modal
from adapters.workspace.validation import check_message_blocks, check_view
from bot.replies import (
    Action,
    Actions,
    ChoiceField,
    Code,
    Facts,
    Form,
    Option,
    Prose,
    Reply,
    Style,
    TextField,
)
from bot.requests import PlaceRef

PLACE = PlaceRef("slack", "T0001", "C0001")


@pytest.mark.parametrize(
    ("reply", "warning"),
    [
        (Reply("x" * 5000), "text: 5000 characters cut to 4000"),
        (Reply("s", (Actions((Action("x" * 80, "a"),)),)), "button: 80 characters cut to 75"),
        (
            Reply("s", (Actions((Action("x", "a" * 2001),)),)),
            "button: its command was too long and is dropped",
        ),
        (
            Reply("s", (Actions((Action("a", "a", Style.PRIMARY), Action("b", "b", Style.PRIMARY))),)),
            "a second primary button was made an ordinary one",
        ),
        (
            Reply("s", (Actions((), tuple(Action(str(n), str(n)) for n in range(20))),)),
            "overflow: 20 cut to 5",
        ),
        (Reply("s", (Prose(("x",)),) * 51), "blocks: 51 cut to 50"),
        (
            Reply("s", (Prose(("x" * 3000,)),) * 5),
            "cut to 12000 characters over all blocks",
        ),
    ],
)
def test_a_message_is_cut_and_said(reply, warning):
    rendered = message(reply, "T0001")
    assert warning in rendered.warnings
    check_message_blocks(rendered.blocks)


FORM = Form("t", "c", (), "s", "c")


@pytest.mark.parametrize(
    ("form", "warning"),
    [
        (Form("x" * 30, "c", (), "s", "c"), "title: 30 characters cut to 24"),
        (Form("t", "c", (), "s" * 30, "c"), "submit: 30 characters cut to 24"),
        (Form("t", "c" * 3000, (), "s", "c"), "private_metadata: dropped, it was too long"),
        (
            Form("t", "c", (TextField("a", "A", "x" * 20, limit=10),), "s", "c"),
            "initial_value: 20 characters cut to 10",
        ),
        (Form("t", "c", (TextField("a", "A"), TextField("a", "A")), "s", "c"), "block_id 'a' stood twice"),
        (
            Form(
                "t", "c", (ChoiceField("a", "A", tuple(Option(str(n), "x") for n in range(101))),), "s", "c"
            ),
            "static_select: 101 cut to 100",
        ),
        (
            Form("t", "c", (ChoiceField("a", "A", (Option("x", "y" * 80, "z" * 80),), "x"),), "s", "c"),
            "description: 80 characters cut to 75",
        ),
        (
            Form(
                "t",
                "c",
                (ChoiceField("a", "A", tuple(Option(str(n), "x") for n in range(101)), "100"),),
                "s",
                "c",
            ),
            "the first choice is not among the options",
        ),
    ],
)
def test_a_form_is_cut_and_said(form, warning):
    rendered = modal(form, PLACE)
    assert warning in rendered.warnings
    check_view(rendered.json, "modal")


def test_a_first_choice_stays_the_option_word_for_word_after_cutting():
    form = Form("t", "c", (ChoiceField("a", "A", (Option("x", "y" * 80),), "x"),), "s", "c")
    element = modal(form, PLACE).json["blocks"][0]["element"]
    assert element["initial_option"] == element["options"][0]


def test_what_was_given_is_not_changed():
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "x" * 4000, "emoji": False}}]
    fit_message("t", blocks)
    view = {"type": "home", "blocks": blocks}
    fit_view(view)
    assert len(view["blocks"][0]["text"]["text"]) == 4000


def test_cutting_never_splits_a_markup():
    reply = Reply("s", (Facts((("Type", ("x" * 2990, Code("show 42"), "y")),)),))
    words = message(reply, "T0001").blocks[0]["text"]
    assert words["type"] == "plain_text"
