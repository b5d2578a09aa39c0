"""Tables as Slack takes them. Documented: 100 rows, 20 columns, cells of raw or rich text, in messages only.

By its error `only_one_table_allowed`, one a message; 10,000 characters over all cells.
"""

from __future__ import annotations

import pytest

from adapters.slack.render.message import message
from adapters.slack.render.view import home, notice
from adapters.workspace.errors import SlackError
from adapters.workspace.validation import check_message_blocks, check_view
from bot.replies import Action, Actions, Column, Line, Menu, Prose, Reply, Strong, Table
from bot.requests import PlaceRef

COLUMNS = (Column("Month"), Column("Opened", figures=True), Column("Rating"))
ROWS: tuple[tuple[Line, ...], ...] = (
    (("June 2026",), ("12",), ("4.5",)),
    ((Strong("July 2026"),), ("3",), ()),
)
TABLE = Table(COLUMNS, ROWS, "Month by month")
PLACE = PlaceRef("slack", "T0001", "C0001")


def kinds(blocks: list[dict]) -> list[str]:
    return [block["type"] for block in blocks]


def words(cell: dict) -> str:
    return "".join(each["text"] for each in cell["elements"][0]["elements"])


def test_a_table_stands_under_its_caption_with_its_headings_first():
    rendered = message(Reply("Figures", (TABLE,)), "T0001")
    assert (kinds(rendered.blocks), rendered.warnings) == (["rich_text", "table"], ())
    check_message_blocks(rendered.blocks)
    table = rendered.blocks[1]
    assert [[words(cell) for cell in row] for row in table["rows"]] == [
        ["Month", "Opened", "Rating"],
        ["June 2026", "12", "4.5"],
        ["July 2026", "3", "–"],
    ]
    assert [column["align"] for column in table["column_settings"]] == ["left", "right", "left"]


def test_a_cell_that_says_nothing_holds_a_dash():
    check_message_blocks(message(Reply("Figures", (TABLE,)), "T0001").blocks)
    assert words(message(Reply("Figures", (TABLE,)), "T0001").blocks[1]["rows"][2][2]) == "–"


def test_a_second_table_in_a_message_is_a_list():
    rendered = message(Reply("Figures", (TABLE, TABLE)), "T0001")
    assert kinds(rendered.blocks) == ["rich_text", "table", "rich_text", "rich_text"]
    check_message_blocks(rendered.blocks)
    listed = rendered.blocks[3]["elements"][0]["elements"]
    assert "".join(e["text"] for e in listed[0]["elements"]) == "June 2026, Opened: 12, Rating: 4.5"
    assert "".join(e["text"] for e in listed[1]["elements"]) == "July 2026, Opened: 3"


def test_a_modal_and_a_home_hold_a_list_instead():
    view = notice(Reply("Figures", (TABLE,)), "Figures", PLACE)
    check_view(view.json, "modal")
    front = home(Reply("Figures", (TABLE,), home="home"), "T0001")
    check_view(front.json, "home")
    assert kinds(view.json["blocks"]) == kinds(front.json["blocks"]) == ["rich_text", "rich_text"]


@pytest.mark.parametrize(
    "rows",
    [
        tuple(((f"row {n}",), ("1",), ("2",)) for n in range(100)),
        tuple((("x" * 4000,), ("1",), ("2",)) for _ in range(3)),
    ],
    ids=["101 rows with the headings", "12,000 characters"],
)
def test_a_table_that_is_too_large_is_a_list(rows):
    rendered = message(Reply("Figures", (Table(COLUMNS, rows, "Much"),)), "T0001")
    assert "table" not in kinds(rendered.blocks)


def test_what_a_person_typed_stays_words_in_a_cell():
    hostile: tuple[tuple[Line, ...], ...] = ((("<!channel> *hi* <@U1>",), ("1",), ("2",)),)
    [_, table] = message(Reply("Figures", (Table(COLUMNS, hostile, "Much"),)), "T0001").blocks
    assert table["rows"][1][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "<!channel> *hi* <@U1>"}
    ]


def test_a_choice_too_long_to_come_back_whole_is_left_out():
    options = (Action("Short", "home queue"), Action("Long", "home queue account:" + "x" * 150))
    reply = Reply("Queue", (Prose(("Queue",)), Actions((), (), (Menu("Account", options, 1),))))
    rendered = message(reply, "T0001")
    assert rendered.warnings == ()
    check_message_blocks(rendered.blocks)
    select = rendered.blocks[1]["elements"][0]
    assert [option["value"] for option in select["options"]] == ["home queue"]
    assert "initial_option" not in select


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}] * 2, "invalid_attachments"),
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}], "invalid_blocks"),
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]] * 101}], "invalid_blocks"),
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]}], "invalid_blocks"),
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": "a" * 10_001}]]}], "invalid_blocks"),
        ([{"type": "table", "rows": []}], "invalid_blocks"),
        (
            [
                {
                    "type": "table",
                    "rows": [[{"type": "raw_text", "text": "a"}]],
                    "column_settings": [{"align": "justified"}],
                }
            ],
            "invalid_blocks",
        ),
    ],
)
def test_the_workspace_refuses_what_slack_documents_that_it_refuses(blocks, error):
    with pytest.raises(SlackError) as refused:
        check_message_blocks(blocks)
    assert refused.value.code == error
