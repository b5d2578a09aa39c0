"""What is too long for one message or modal comes in parts: whole, in order, each within Slack's limits.

Documented: 50 blocks a message, 100 a view, 3,000 characters a text, 2,000 a field; about 13,200 over a message
(undocumented, `msg_blocks_too_long`). The workspace's own validator judges, written from the documentation.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.slack.render.message import message
from adapters.slack.render.parts import pieces
from adapters.slack.render.view import notice
from adapters.workspace.texts import texts_of
from adapters.workspace.validation import check_message_blocks, check_view
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    Column,
    Facts,
    Item,
    Items,
    Line,
    Moment,
    Prose,
    Reply,
    Rest,
    Strong,
    Table,
    plain,
)
from bot.requests import PlaceRef

from .corpus import DUE

WORDS = " ".join(f"word{n}" for n in range(2000))
PLACE = PlaceRef("slack", "T0001", "C0001")


def rest(part: int | None = 1, command: str = "why 42 every") -> Rest:
    return Rest(command, part, "Part {part} of {parts}", "Next part", "Previous part")


def said(blocks: list[dict]) -> str:
    return "".join(texts_of(blocks))


def buttons(blocks: list[dict]) -> list[str]:
    return [e["value"] for b in blocks if b["type"] == "actions" for e in b["elements"]]


def shown(reply: Reply, part: int) -> list[dict]:
    rendered = message(Reply(reply.summary, reply.blocks, rest=rest(part)), "T0001")
    assert rendered.warnings == ()
    check_message_blocks(rendered.blocks)
    return rendered.blocks


def lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Prose(line=line):
                yield line
            case Because(lines=several):
                yield from several
            case Facts(rows=rows):
                yield from (line for _, line in rows)
            case Items(items=items):
                yield from (item.line for item in items)
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row)


@pytest.mark.parametrize(
    "blocks",
    [
        (Prose((WORDS,)),),
        (Prose((Strong(WORDS), " and ", Moment(DUE, "Thu 2 Jul, 20:00"))),),
        (Because((("why",), (WORDS,))),),
        (Facts((("Short", ("x",)), ("Long", (WORDS,)))),),
        (Items(tuple(Item((f"{WORDS[:400]} {n}",)) for n in range(60))),),
        (Items(tuple(Item((WORDS[:3100],), Action("Show", f"show {n}")) for n in range(8))),),
        (Items(tuple(Item((f"#{n}",), Action("Show", f"show {n}")) for n in range(70))),),
        tuple(Prose((f"line {n}",)) for n in range(120)),
        (Table((Column("a"), Column("b")), tuple(((WORDS[:90],), (str(n),)) for n in range(250)), "Rows"),),
    ],
    ids=[
        "prose",
        "spans",
        "because",
        "facts",
        "long list",
        "long items",
        "many items",
        "many blocks",
        "table",
    ],
)
def test_every_part_is_taken_by_slack_and_together_they_say_everything(blocks: tuple[Block, ...]) -> None:
    reply = Reply("s", blocks)
    first = shown(reply, 1)
    parts = int(next(t for t in texts_of(first[-2]) if t.startswith("Part ")).rpartition(" ")[2])
    assert parts > 1
    assert buttons(first)[-1] == "why 42 every part:2"
    every = [shown(reply, part) for part in range(1, parts + 1)]
    assert buttons(every[-1])[-1] == f"why 42 every part:{parts - 1}"
    heard = " ".join(said(part[:-2]) for part in every)
    for line in lines(blocks):
        for word in plain(line).split():
            assert word in heard, word
    assert shown(reply, parts + 7) == every[-1]


def test_ten_thousand_characters_of_a_requester_stand_whole_in_one_post() -> None:
    text = WORDS[:10_000]
    rendered = message(Reply("Nadia wrote", (Prose(("Nadia wrote: ", text)),), rest=rest(None)), "T0001")
    assert rendered.warnings == ()
    assert text in said(rendered.blocks).replace("\n", "")
    check_message_blocks(rendered.blocks)


def test_a_post_that_cannot_hold_it_says_so_and_leads_to_all_of_it() -> None:
    reply = Reply(
        "Nadia wrote", (Prose((WORDS,)),), rest=Rest("show 42 full", None, "Only a start.", "See all")
    )
    rendered = message(reply, "T0001")
    assert rendered.warnings == ()
    assert buttons(rendered.blocks) == ["show 42 full"]
    assert "Only a start." in said(rendered.blocks)
    check_message_blocks(rendered.blocks)


def test_a_modal_shows_a_part_of_its_own_size() -> None:
    view = notice(Reply("s", (Prose((WORDS * 2,)),), rest=rest(2)), "Guichet", PLACE)
    assert view.warnings == ()
    check_view(view.json, "modal")
    assert buttons(view.json["blocks"]) == ["why 42 every part:1"]


def test_without_a_way_to_the_rest_the_cut_is_at_least_logged() -> None:
    assert message(Reply("s", (Prose((WORDS,)),)), "T0001").warnings == (
        "cut to 12000 characters over all blocks",
    )


def test_a_command_too_long_for_a_button_leaves_the_words() -> None:
    long = Reply("s", (Prose((WORDS,)),), rest=rest(1, "x" * 1995))
    blocks = message(long, "T0001").blocks
    assert buttons(blocks) == []
    assert "Part 1 of" in said(blocks)


def test_what_fits_is_left_alone() -> None:
    reply = Reply("s", (Prose(("short",)), Actions((Action("Why", "why 42"),))), rest=rest())
    assert said(message(reply, "T0001").blocks) == "shortWhy"


@pytest.mark.parametrize("most", [40, 99, 2500])
def test_a_line_in_pieces_says_the_same(most: int) -> None:
    line = ("before ", Strong("x" * 300), " ", WORDS[:700], Moment(DUE, "Thu 2 Jul, 20:00"), " after")
    found = pieces(line, most)
    assert "".join(plain(piece) for piece in found) == plain(line)
    assert max(len(plain(piece)) for piece in found) <= most


def test_words_without_any_space_are_cut_all_the_same() -> None:
    assert [len(plain(piece)) for piece in pieces(("x" * 6000,))] == [2500, 2500, 1000]


def test_a_line_of_nothing_is_one_piece() -> None:
    assert pieces(()) == [()]
