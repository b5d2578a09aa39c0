"""What Slack refuses in blocks and views, each at its limit and one beyond it."""

import pytest

from adapters.workspace.errors import SlackError
from adapters.workspace.validation import check_message_blocks, check_view


def words(length, kind="plain_text"):
    return {"type": kind, "text": "x" * length}


def section(length):
    return {"type": "section", "text": words(length, "mrkdwn")}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def button(text=1, **more):
    return {"type": "button", "text": words(text), **more}


def options(count, text=1, value=1):
    return [{"text": words(text), "value": f"{n:x<{value}}"} for n in range(count)]


def select(**more):
    return {"type": "static_select", "options": options(2), **more}


def rich(*spans):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(spans)}]}


def entry(element, label=1):
    return {"type": "input", "label": words(label), "element": element}


AT_THE_LIMIT = [
    ("section text", [section(3000)], [section(3001)], "/blocks/0/text/text"),
    ("section fields", [{"type": "section", "fields": [words(1)] * 10}], [{"type": "section", "fields": [words(1)] * 11}], "/blocks/0/fields"),
    ("field text", [{"type": "section", "fields": [words(2000)]}], [{"type": "section", "fields": [words(2001)]}], "/blocks/0/fields/0/text"),
    ("header", [{"type": "header", "text": words(150)}], [{"type": "header", "text": words(151)}], "/blocks/0/text/text"),
    ("blocks", [{"type": "divider"}] * 50, [{"type": "divider"}] * 51, "/blocks"),
    ("context", [{"type": "context", "elements": [words(1)] * 10}], [{"type": "context", "elements": [words(1)] * 11}], "/blocks/0/elements"),
    ("actions", [actions(*[button()] * 25)], [actions(*[button()] * 26)], "/blocks/0/elements"),
    ("button text", [actions(button(75))], [actions(button(76))], "/blocks/0/elements/0/text/text"),
    ("button value", [actions(button(value="x" * 2000))], [actions(button(value="x" * 2001))], "/blocks/0/elements/0/value"),
    ("action id", [actions(button(action_id="x" * 255))], [actions(button(action_id="x" * 256))], "/blocks/0/elements/0/action_id"),
    ("block id", [{"type": "divider", "block_id": "x" * 255}], [{"type": "divider", "block_id": "x" * 256}], "/blocks/0/block_id"),
    ("options", [actions(select(options=options(100)))], [actions(select(options=options(101)))], "/blocks/0/elements/0/options"),
    ("option text", [actions(select(options=options(1, text=75)))], [actions(select(options=options(1, text=76)))], "/blocks/0/elements/0/options/0/text/text"),
    ("option value", [actions(select(options=options(1, value=150)))], [actions(select(options=options(1, value=151)))], "/blocks/0/elements/0/options/0/value"),
    ("overflow", [actions({"type": "overflow", "options": options(5)})], [actions({"type": "overflow", "options": options(6)})], "/blocks/0/elements/0/options"),
    ("boxes", [actions({"type": "checkboxes", "options": options(10)})], [actions({"type": "checkboxes", "options": options(11)})], "/blocks/0/elements/0/options"),
    ("placeholder", [actions(select(placeholder=words(150)))], [actions(select(placeholder=words(151)))], "/blocks/0/elements/0/placeholder/text"),
    ("label", [entry({"type": "plain_text_input"}, 2000)], [entry({"type": "plain_text_input"}, 2001)], "/blocks/0/label/text"),
    ("confirm", [actions(button(confirm={"title": words(100), "text": words(300), "confirm": words(30), "deny": words(30)}))], [actions(button(confirm={"title": words(101), "text": words(300), "confirm": words(30), "deny": words(30)}))], "/blocks/0/elements/0/confirm/title/text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fits", "exceeds", "at"), [case[1:] for case in AT_THE_LIMIT], ids=[c[0] for c in AT_THE_LIMIT]
)
def test_what_fits_passes_and_one_more_is_refused_at_its_place(fits, exceeds, at):
    check_message_blocks(fits)
    with pytest.raises(SlackError) as refused:
        check_message_blocks(exceeds)
    assert refused.value.code == "invalid_blocks"
    assert [problem.partition("[json-pointer:")[2] for problem in refused.value.extra["errors"]] == [f"{at}]"]


MALFORMED = [
    ("no type", [{}], "unsupported type: None [json-pointer:/blocks/0/type]"),
    ("unknown", [{"type": "carousel3"}], "unsupported type: carousel3 [json-pointer:/blocks/0/type]"),
    ("empty section", [{"type": "section"}], "missing required field: text or fields [json-pointer:/blocks/0]"),
    ("empty text", [section(0)], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ("mrkdwn header", [{"type": "header", "text": words(1, "mrkdwn")}], "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
    ("no actions", [actions()], "no fewer than 1 items required [json-pointer:/blocks/0/elements]"),
    ("style", [actions(button(style="warning"))], "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]"),
    ("twice a block id", [{"type": "divider", "block_id": "a"}] * 2, "`block_id` a already exists [json-pointer:/blocks/1/block_id]"),
    ("twice an action id", [actions(button(action_id="a"), button(action_id="a"))], "`action_id` a already exists [json-pointer:/blocks/0]"),
    ("input in actions", [actions({"type": "plain_text_input"})], "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]"),
    ("button in input", [entry(button())], "unsupported type: button [json-pointer:/blocks/0/element/type]"),
    ("foreign choice", [actions(select(initial_option={"text": words(1), "value": "z"}))], "must match one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]"),
    ("a text, not a block", ["hello"], "must provide an object [json-pointer:/blocks/0]"),
    ("date without time", [rich({"type": "date", "format": "{date}"})], "must provide an integer [json-pointer:/blocks/0/elements/0/elements/0/timestamp]"),
    ("cell", [{"type": "table", "rows": [[{"type": "text"}]]}], "must be a raw_text or rich_text cell [json-pointer:/blocks/0/rows/0/0]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("blocks", "problem"), [case[1:] for case in MALFORMED], ids=[case[0] for case in MALFORMED]
)
def test_malformed_blocks_are_refused_in_slacks_words(blocks, problem):
    with pytest.raises(SlackError) as refused:
        check_message_blocks(blocks)
    assert refused.value.extra == {
        "errors": [problem],
        "response_metadata": {"messages": [f"[ERROR] {problem}"]},
    }


def test_all_blocks_of_a_message_together_hold_13200_characters():
    check_message_blocks([section(2640)] * 5)
    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        check_message_blocks([section(2640)] * 5 + [section(1)])


def modal(**more):
    return {"type": "modal", "title": words(24), "blocks": [], **more}


@pytest.mark.parametrize(
    ("fits", "exceeds", "at"),
    [
        (modal(), modal(title=words(25)), "/view/title/text"),
        (modal(submit=words(24)), modal(submit=words(25)), "/view/submit/text"),
        (modal(close=words(24)), modal(close=words(25)), "/view/close/text"),
        (modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001), "/view/private_metadata"),
        (modal(callback_id="x" * 255), modal(callback_id="x" * 256), "/view/callback_id"),
        (
            modal(blocks=[{"type": "divider"}] * 100),
            modal(blocks=[{"type": "divider"}] * 101),
            "/view/blocks",
        ),
        (
            modal(blocks=[entry({"type": "plain_text_input"})], submit=words(1)),
            modal(blocks=[entry({"type": "plain_text_input"})]),
            "/view",
        ),
        (modal(), modal(colour="red"), "/view"),
    ],
    ids=[
        "title",
        "submit",
        "close",
        "private metadata",
        "callback id",
        "blocks",
        "submit needed",
        "unknown key",
    ],
)
def test_a_form_at_its_limit_opens_and_beyond_it_is_refused(fits, exceeds, at):
    check_view(fits, "modal")
    with pytest.raises(SlackError) as refused:
        check_view(exceeds, "modal")
    assert refused.value.code == "invalid_arguments"
    (message,) = refused.value.extra["response_metadata"]["messages"]
    assert message.endswith(f"[json-pointer:{at}]")


def test_a_home_has_no_title_and_is_no_form():
    check_view({"type": "home", "blocks": []}, "home")
    with pytest.raises(SlackError):
        check_view(modal(), "home")
    with pytest.raises(SlackError):
        check_view({"type": "home", "blocks": [], "title": words(1)}, "home")
