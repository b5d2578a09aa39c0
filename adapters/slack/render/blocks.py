"""Each neutral block as Block Kit blocks."""

from __future__ import annotations

from typing import assert_never

from adapters.slack.limits import FIELD_TEXT, FIELDS, TEXT_OBJECT
from adapters.slack.render.buttons import button, row
from adapters.slack.render.spans import AGO, date, rich, text_object
from adapters.slack.wire import Json
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    ClockMark,
    Countdown,
    Facts,
    Form,
    Item,
    Items,
    Line,
    Prose,
    plain,
)

MARKS = {
    ClockMark.RUNNING: "⏳",
    ClockMark.WARNING: "⚠️",
    ClockMark.PAUSED: "⏸",
    ClockMark.MET: "✅",
    ClockMark.BREACHED: "⛔",
    ClockMark.CANCELLED: "✖",
}
_LIVE = {ClockMark.RUNNING, ClockMark.WARNING, ClockMark.BREACHED}
"""The states in which how far away the due instant is still matters."""


def blocks_of(block: Block, tenant: str, index: int) -> list[Json]:
    """Block Kit for one neutral block; `index` makes the ids of its buttons unique in the message."""
    match block:
        case Prose(line=line):
            return rich_block([section(rich(line, tenant))])
        case Facts():
            return _facts(block, tenant)
        case Because(lines=lines):
            return _because(lines, tenant)
        case Countdown():
            return _countdown(block, tenant)
        case Items():
            return _items(block, tenant, index)
        case Actions(actions=actions, overflow=overflow):
            return row(actions, overflow, index)
        case Form(title=title, command=command):
            # A form is a view; inside a message it is the button that opens it.
            return row((Action(title, command),), (), index)
        case _:
            assert_never(block)


def section(elements: list[Json]) -> Json:
    """One paragraph of rich text."""
    return {"type": "rich_text_section", "elements": elements}


def rich_block(parts: list[Json]) -> list[Json]:
    """A rich text block of the parts that say anything; none where none does."""
    said = [part for part in parts if part["elements"]]
    return [{"type": "rich_text", "elements": said}] if said else []


def _facts(facts: Facts, tenant: str) -> list[Json]:
    fields = [
        text_object((label, "\n", *line), tenant, FIELD_TEXT) for label, line in facts.rows if plain(line)
    ]
    return [
        {"type": "section", "fields": fields[start : start + FIELDS]}
        for start in range(0, len(fields), FIELDS)
    ]


def _because(lines: tuple[Line, ...], tenant: str) -> list[Json]:
    said = [line for line in lines if plain(line).strip()]
    if not said:
        return []
    together: Line = said[0]
    for line in said[1:]:
        together = (*together, "\n", *line)
    if len(plain(together)) <= TEXT_OBJECT:
        return [context(text_object(together, tenant))]
    return [context(text_object(line, tenant)) for line in said]


def context(words: Json) -> Json:
    """Words said quietly."""
    return {"type": "context", "elements": [words]}


def _countdown(clock: Countdown, tenant: str) -> list[Json]:
    elements: list[Json] = [{"type": "text", "text": f"{MARKS[clock.mark]} "}, *rich(clock.line, tenant)]
    if clock.due_at is not None and clock.mark in _LIVE:
        elements += [{"type": "text", "text": " · "}, date(clock.due_at, AGO)]
    return rich_block([section(elements)])


def _items(items: Items, tenant: str, index: int) -> list[Json]:
    more = rich_block([section(rich(items.more, tenant))]) if items.more else []
    if all(item.action is None for item in items.items):
        entries = [section(rich(item.line, tenant)) for item in items.items]
        kept = [entry for entry in entries if entry["elements"]]
        listed = [{"type": "rich_text_list", "style": "bullet", "elements": kept}] if kept else []
        return [*rich_block(listed), *more]
    return [*(_item(item, tenant, index, at) for at, item in enumerate(items.items)), *more]


def _item(item: Item, tenant: str, index: int, at: int) -> Json:
    block: Json = {"type": "section", "text": text_object(item.line, tenant)}
    if item.action is not None:
        block["accessory"] = button(item.action, f"item.{index}.{at}")
    return block
