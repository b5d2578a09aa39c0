"""Where a form can only be offered by a button, what was typed already is in it."""

from adapters.slack.limits import BUTTON_VALUE
from adapters.slack.render.message import message
from bot.replies import Form, Reply, TextField


def value(again: str | None) -> str:
    form = Form("Answer", "reply 42", (TextField("text", "Answer"),), "Send", "Cancel", again=again)
    [row] = [block for block in message(Reply("Answer.", (form,)), "T1").blocks if block["type"] == "actions"]
    [button] = row["elements"]
    return button["value"]


def test_the_button_opens_the_form_with_what_was_typed():
    assert value("reply 42 On my way") == "reply 42 On my way"
    assert value(None) == "reply 42"


def test_what_no_button_can_hold_is_left_out_rather_than_cut():
    assert value("reply 42 " + "x" * BUTTON_VALUE) == "reply 42"
