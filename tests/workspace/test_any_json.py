"""Whatever JSON an app sends is either shown or refused in Slack's form; nothing breaks the workspace."""

import copy
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.workspace.blocks import first_values, with_ids
from adapters.workspace.errors import SlackError
from adapters.workspace.filling import faults_of
from adapters.workspace.readable import read
from adapters.workspace.validation import check_message_blocks, check_view


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def option(value="a"):
    return {"text": plain(), "value": value, "description": plain()}


def entry(**element):
    return {
        "type": "input",
        "block_id": element["type"],
        "label": plain(),
        "hint": plain(),
        "element": element,
    }


CONFIRM = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}
GROUPS = [{"label": plain(), "options": [option("a")]}, {"label": plain(), "options": [option("b")]}]
SPANS = [
    {"type": "text", "text": "x", "style": {"bold": True}},
    {"type": "link", "url": "https://x.org", "text": "x"},
    {"type": "user", "user_id": "U1"},
    {"type": "date", "timestamp": 5, "format": "{time}"},
]
LINE = {"type": "rich_text_section", "elements": SPANS}
LIST = {"type": "rich_text_list", "style": "bullet", "elements": [LINE]}
ACTIONS = [
    {
        "type": "button",
        "text": plain(),
        "action_id": "b",
        "value": "v",
        "style": "danger",
        "confirm": CONFIRM,
    },
    {"type": "overflow", "action_id": "o", "options": [option()]},
    {"type": "static_select", "option_groups": GROUPS, "initial_option": option("b"), "placeholder": plain()},
    {"type": "checkboxes", "options": [option()], "initial_options": [option()]},
    {"type": "datepicker", "initial_date": "2026-07-02"},
]
BLOCKS = [
    {"type": "header", "block_id": "h", "text": plain()},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "<@U1>"},
        "fields": [plain()],
        "accessory": ACTIONS[0],
    },
    {
        "type": "context",
        "elements": [plain(), {"type": "image", "image_url": "https://x.org", "alt_text": "x"}],
    },
    {"type": "actions", "block_id": "do", "elements": ACTIONS},
    {"type": "rich_text", "elements": [LINE, LIST]},
    entry(type="plain_text_input", min_length=1, max_length=9, initial_value="x"),
    entry(type="number_input", is_decimal_allowed=False, min_value="1", max_value="9", initial_value="5"),
    entry(type="radio_buttons", options=[option()]),
    entry(type="rich_text_input", initial_value={"type": "rich_text", "elements": [LINE]}),
    entry(type="multi_users_select", initial_users=["U1"]),
]
TABLE = {
    "type": "table",
    "rows": [[{"type": "raw_text", "text": "x"}, {"type": "rich_text", "elements": [LINE]}]],
}
VIEW = {"type": "modal", "title": plain(), "submit": plain(), "private_metadata": "x", "blocks": BLOCKS}

LEAVES = st.sampled_from(
    [None, True, -1, 4000, 10**400, 1.5, "", "x", "x" * 3001, [], [1], {}, {"type": "x"}, "image"]
)


def places(document, at=()):
    """The way to every node of a document."""
    yield at
    inner = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for key, value in inner:
        yield from places(value, (*at, key))


@st.composite
def spoilt(draw, document):
    """The document with one to three nodes replaced or taken away."""
    document = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from([at for at in places(document) if at]))
        parent = document
        for key in way:
            parent = parent[key]
        if draw(st.booleans()):
            parent[last] = copy.deepcopy(draw(LEAVES))
        else:
            del parent[last]
    return document


def show(blocks):
    shown = with_ids(blocks)
    faults_of(shown, first_values(shown))
    read({"text": "", "blocks": shown}, {})


def test_the_samples_themselves_are_valid():
    check_message_blocks([*BLOCKS, TABLE])
    check_view(VIEW, "modal")
    show([*BLOCKS, TABLE])


@settings(max_examples=600, deadline=None)
@given(spoilt([*BLOCKS, TABLE]))
def test_spoilt_blocks_are_refused_in_slacks_form_or_can_be_shown(blocks):
    with suppress(SlackError):
        check_message_blocks(blocks)
        show(blocks)


@settings(max_examples=300, deadline=None)
@given(spoilt(VIEW))
def test_spoilt_views_are_refused_in_slacks_form_or_can_be_shown(view):
    with suppress(SlackError):
        check_view(view, "modal")
        show(view["blocks"])


@given(LEAVES)
def test_anything_else_is_no_view_and_no_blocks(value):
    for check in (lambda: check_message_blocks(value), lambda: check_view(value, "modal")):
        with suppress(SlackError):
            check()
