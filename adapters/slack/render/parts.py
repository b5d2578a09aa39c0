"""What does not fit into one message or modal, in parts: each says that it is one, and leads to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from adapters.slack import limits
from adapters.slack.wire import Json
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    Facts,
    Item,
    Items,
    Line,
    Prose,
    Rest,
    Span,
    Strong,
    Table,
    plain,
)

PIECE = 2500
"""Characters of one block, where a text must be split: below what a section, and a part, can hold."""
LISTED = 10
"""Items or rows that stay together, where a list must be split."""

T = TypeVar("T")
Render = Callable[[Block, int], list[Json]]


@dataclass(frozen=True, slots=True)
class Room:
    """What one message or view holds: blocks, and characters over all of them."""

    blocks: int
    characters: int


MESSAGE = Room(limits.MESSAGE_BLOCKS, limits.MESSAGE_CHARACTERS)
VIEW = Room(limits.VIEW_BLOCKS, limits.VIEW_CHARACTERS)
_FOOT = Room(2, 500)
"""What the line and the buttons beneath a part take."""


def size_of(block: Json) -> int:
    """The characters that a block shows."""
    return sum(map(len, _texts(block)))


def fits(blocks: list[Json], room: Room) -> bool:
    """Whether all of it can be sent as it is."""
    within = len(blocks) <= room.blocks and sum(map(size_of, blocks)) <= room.characters
    return within and all(_is_whole(block) for block in blocks)


def part_of(blocks: tuple[Block, ...], render: Render, room: Room, rest: Rest | None) -> list[Json]:
    """The part that is asked for, with the way to the others beneath it; all of it where there is no way."""
    pages = list(_pages(blocks, render, room))
    if rest is None:
        return [block for page in pages for block in page]
    at = min(max((rest.part or 1) - 1, 0), len(pages) - 1)
    foot = _foot(rest, at + 1, len(pages)) if len(pages) > 1 else ()
    below = [made for index, block in enumerate(foot, len(pages[at])) for made in render(block, 900 + index)]
    return [*pages[at], *below]


def _foot(rest: Rest, part: int, parts: int) -> tuple[Block, ...]:
    told = rest.told.replace("{parts}", str(parts)).replace("{part}", str(part))
    said = (Because(((told,),)),)
    if not rest.command or len(rest.command) > limits.BUTTON_VALUE - len(" part:999"):
        return said
    if rest.part is None:
        return (*said, Actions((Action(rest.further, rest.command),)))
    back = (Action(rest.back, f"{rest.command} part:{part - 1}"),) if part > 1 else ()
    on = (Action(rest.further, f"{rest.command} part:{part + 1}"),) if part < parts else ()
    return (*said, Actions((*back, *on))) if back or on else said


def _pages(blocks: tuple[Block, ...], render: Render, room: Room) -> Iterator[list[Json]]:
    page: list[Json] = []
    for index, block in enumerate(each for whole in blocks for each in _split(whole)):
        made = render(block, index)
        taken = sum(map(size_of, page)) + sum(map(size_of, made))
        full = len(page) + len(made) > room.blocks - _FOOT.blocks
        twice = any(b["type"] == "table" for b in page) and any(b["type"] == "table" for b in made)
        if page and (full or twice or taken > room.characters - _FOOT.characters):
            yield page
            page = []
        page += made
    yield page


def _split(block: Block) -> Iterator[Block]:
    """The block in pieces that each fit anywhere."""
    match block:
        case Prose(line=line):
            yield from (Prose(piece) for piece in pieces(line))
        case Because(lines=lines):
            yield from (Because((piece,)) for line in lines for piece in pieces(line))
        case Facts(rows=rows):
            for label, line in rows:
                first, *others = pieces(line)
                yield replace(block, rows=((label, first),))
                yield from (Prose(piece) for piece in others)
        case Items(items=items, more=more):
            small = [part for item in items for part in _item(item)]
            groups = list(_grouped(small, lambda item: len(plain(item.line))))
            for group in groups:
                yield Items(tuple(group), more if group is groups[-1] else None)
        case Table(rows=rows, more=more):
            # Cells are not cut apart: a row that is too long for a table reads better as a line.
            split = list(_grouped(rows, lambda row: sum(len(plain(cell)) for cell in row)))
            for rows_ in split:
                yield replace(block, rows=tuple(rows_), more=more if rows_ is split[-1] else None)
        case _:
            yield block


def _grouped(all_: Sequence[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """So many together as fit into one block that can stand anywhere."""
    group: list[T] = []
    for each in all_:
        if group and (len(group) == LISTED or sum(map(size, group)) + size(each) > PIECE):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _item(item: Item) -> list[Item]:
    first, *others = pieces(item.line)
    return [replace(item, line=first), *(Item(piece) for piece in others)]


def pieces(line: Line, most: int = PIECE) -> list[Line]:
    """The line cut where a word ends, each piece of at most so many characters; one that fits stays whole."""
    found: list[Line] = []
    held: list[Span] = []
    room = most
    for span in line:
        words = plain((span,))
        while len(words) > room and isinstance(span, str | Strong):
            head = _head(words, room) if room > most // 4 or not held else ""
            if head:
                held.append(head if isinstance(span, str) else Strong(head))
            found.append(tuple(held))
            held, room = [], most
            words = words[len(head) :]
            span = words if isinstance(span, str) else Strong(words)  # noqa: PLW2901  what is left of it
        if len(words) > room:
            found.append(tuple(held))
            held, room = [], most
        if words:
            held.append(span)
            room -= len(words)
    return [*found, tuple(held)] if held or not found else found


def _head(words: str, most: int) -> str:
    """As much of the words as fits, up to the end of a line or a word where there is one near."""
    for mark in ("\n", " "):
        at = words.rfind(mark, most // 2, most)
        if at > 0:
            return words[: at + 1]
    return words[:most]


def _is_whole(block: Json) -> bool:
    """Whether no text of the block is longer than Slack takes it."""
    if block["type"] == "section":
        whole = len(block.get("text", {}).get("text", "")) <= limits.TEXT_OBJECT
        return whole and all(len(each["text"]) <= limits.FIELD_TEXT for each in block.get("fields", ()))
    if block["type"] == "context":
        return all(len(each["text"]) <= limits.TEXT_OBJECT for each in block["elements"])
    return True


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for inner in node.values():
            yield from _texts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _texts(inner)
