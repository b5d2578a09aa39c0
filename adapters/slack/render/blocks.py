"""Each neutral block as Block Kit blocks."""

from __future__ import annotations

from typing import assert_never

from adapters.slack.limits import BUTTON_VALUE, FIELD_TEXT, FIELDS, TEXT_OBJECT
from adapters.slack.render.buttons import button, menu, row
from adapters.slack.render.spans import AGO, OWN_ZONE, date, is_for_all, rich, text_object
from adapters.slack.render.tables import as_items, fits, native
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
    Strong,
    Table,
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
BESIDE = 48
"""Characters of a row that can stand in half the width."""
ONE_LINE = 80
"""Characters of a value that can stand behind its label."""
_LIVE = {ClockMark.RUNNING, ClockMark.WARNING, ClockMark.BREACHED}
"""The states in which how far away the due instant is still matters."""


def blocks_of(block: Block, tenant: str, index: int, *, table: bool = False) -> list[Json]:
    """Block Kit for one neutral block; `index` makes the ids of its buttons unique in the message.

    `table`: a table may stand here as one.
    """
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
        case Table():
            return _table(block, tenant, index, native_too=table)
        case Actions(actions=actions, overflow=overflow, menus=menus):
            return row(actions, overflow, index, menus)
        case Form(title=title, command=command, again=again):
            # A form is a view; inside a message it is the button that opens it, with what was typed already.
            fits = again is not None and len(again) <= BUTTON_VALUE
            return row((Action(title, again if again is not None and fits else command),), (), index)
        case _:
            assert_never(block)


def _table(table: Table, tenant: str, index: int, *, native_too: bool) -> list[Json]:
    if not (native_too and fits(table)):
        return [made for part in as_items(table) for made in blocks_of(part, tenant, index)]
    caption = rich_block([section(rich((Strong(table.caption),), tenant))])
    more = rich_block([section(rich(table.more, tenant))]) if table.more else []
    return [*caption, native(table, tenant), *more]


def section(elements: list[Json]) -> Json:
    """One paragraph of rich text."""
    return {"type": "rich_text_section", "elements": elements}


def rich_block(parts: list[Json]) -> list[Json]:
    """A rich text block of the parts that say anything; none where none does."""
    said = [part for part in parts if part["elements"]]
    return [{"type": "rich_text", "elements": said}] if said else []


def _facts(facts: Facts, tenant: str) -> list[Json]:
    """Short rows side by side; a long one would be a narrow column there, and stands alone."""
    blocks: list[Json] = []
    beside: list[Json] = []
    for label, line in facts.rows:
        if not (told := plain(line)):
            continue
        # A list of its own under the label, or the two on one line.
        words: Line = (label, "\n" if ": " in told or len(told) > ONE_LINE else facts.between, *line)
        if len(label) + len(told) > BESIDE:
            blocks += [*_fields(beside), {"type": "section", "text": text_object(words, tenant)}]
            beside = []
        else:
            beside.append(text_object(words, tenant, FIELD_TEXT))
    return [*blocks, *_fields(beside)]


def _fields(fields: list[Json]) -> list[Json]:
    starts = range(0, len(fields), FIELDS)
    return [{"type": "section", "fields": fields[start : start + FIELDS]} for start in starts]


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
    """The mark, the line, how far away the due instant is and, for several zones, each reader's time."""
    elements: list[Json] = [
        {"type": "text", "text": f"{MARKS[clock.mark]} "},
        *rich(clock.line, tenant, own_zone=False),
    ]
    if clock.due_at is not None and clock.mark in _LIVE:
        elements += [{"type": "text", "text": " · "}, date(clock.due_at, AGO)]
        if any(is_for_all(span) for span in clock.line):
            own = date(clock.due_at, OWN_ZONE)
            elements += [{"type": "text", "text": " ("}, own, {"type": "text", "text": ")"}]
    return rich_block([section(elements)])


def _items(items: Items, tenant: str, index: int) -> list[Json]:
    more = rich_block([section(rich(items.more, tenant))]) if items.more else []
    if all(item.action is None and item.menu is None for item in items.items):
        entries = [section(rich(item.line, tenant)) for item in items.items]
        kept = [entry for entry in entries if entry["elements"]]
        listed = [{"type": "rich_text_list", "style": "bullet", "elements": kept}] if kept else []
        return [*rich_block(listed), *more]
    return [*(_item(item, tenant, index, at) for at, item in enumerate(items.items)), *more]


def _item(item: Item, tenant: str, index: int, at: int) -> Json:
    block: Json = {"type": "section", "text": text_object(item.line, tenant)}
    if item.action is not None:
        block["accessory"] = button(item.action, f"item.{index}.{at}")
    elif item.menu is not None and (choice := menu(item.menu, f"choose.{index}.{at}")) is not None:
        block["accessory"] = choice
    return block
