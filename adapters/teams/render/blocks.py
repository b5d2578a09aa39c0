"""Each neutral block as elements of an Adaptive Card."""

from __future__ import annotations

from typing import assert_never

from adapters.teams.limits import CELLS
from adapters.teams.render.buttons import button, row
from adapters.teams.render.forms import opener
from adapters.teams.render.lines import Said, line_of, together
from adapters.teams.wire import Json
from bot.replies import (
    EMPTY_CELL,
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
    told,
)

MARKS = {
    ClockMark.RUNNING: "⏳",
    ClockMark.WARNING: "⚠️",
    ClockMark.PAUSED: "⏸",
    ClockMark.MET: "✅",
    ClockMark.BREACHED: "⛔",
    ClockMark.CANCELLED: "✖",
}


def said_by(block: Block, tenant: str) -> Said:
    """The elements of one neutral block."""
    match block:
        case Prose(line=line):
            return line_of(line, tenant)
        case Facts(rows=rows, between=between):
            return together(
                line_of((f"{label}{between}", *line), tenant) for label, line in rows if plain(line)
            )
        case Because(lines=lines):
            return together(line_of(line, tenant, isSubtle=True, size="Small") for line in lines)
        case Countdown(mark=mark, line=line):
            return line_of((f"{MARKS[mark]} ", *line), tenant)
        case Items():
            return _items(block, tenant)
        case Table():
            return _table(block, tenant)
        case Actions(actions=actions, overflow=overflow):
            return Said(tuple(row(actions, overflow)))
        case Form():
            # A form is a dialog; in a message it is the button that opens it.
            return opener(block)
        case _:
            assert_never(block)


def _items(items: Items, tenant: str) -> Said:
    more = line_of(items.more, tenant, isSubtle=True) if items.more else Said()
    return together(_item(item, tenant) for item in items.items) + more


def _item(item: Item, tenant: str) -> Said:
    line: Line = item.line if item.action is not None else ("• ", *item.line)
    said = line_of(line, tenant)
    if item.action is None or not said.elements:
        return said
    beside: Json = {
        "type": "Column",
        "width": "auto",
        "verticalContentAlignment": "Center",
        "items": [{"type": "ActionSet", "actions": [button(item.action)]}],
    }
    words: Json = {"type": "Column", "width": "stretch", "items": list(said.elements)}
    return Said(({"type": "ColumnSet", "columns": [words, beside]},), said.mentions)


def _table(table: Table, tenant: str) -> Said:
    """Teams' own table, its headings in the first row; a long one would be too large, and is a list."""
    if len(table.rows) * len(table.columns) > CELLS:
        listed = Items(tuple(Item(told(table, row)) for row in table.rows), table.more)
        return line_of((Strong(table.caption),), tenant) + _items(listed, tenant)
    heads: list[Line] = [(Strong(column.heading),) for column in table.columns]
    rows = [heads, *(list(row) for row in table.rows)]
    aligned = ["right" if column.figures else "left" for column in table.columns]
    made: Json = {
        "type": "Table",
        "firstRowAsHeader": True,
        "columns": [{"width": 1 if column.figures else 2} for column in table.columns],
        "rows": [
            {"type": "TableRow", "cells": [_cell(c, tenant, a) for c, a in zip(row, aligned, strict=True)]}
            for row in rows
        ],
    }
    more = line_of(table.more, tenant, isSubtle=True) if table.more else Said()
    return line_of((Strong(table.caption),), tenant) + Said((made,)) + more


def _cell(line: Line, tenant: str, aligned: str) -> Json:
    said = line_of(line, tenant).elements or line_of((EMPTY_CELL,), tenant).elements
    return {"type": "TableCell", "items": [each | {"horizontalAlignment": aligned} for each in said]}


def heading(words: str) -> Said:
    """A title, as what is read first."""
    return line_of((Strong(words),), "", size="Medium")
