"""Tables as Slack's `table` block, and as a list wherever that block cannot stand.

Slack takes a table in messages only, one a message, of 100 rows, 20 columns, and 10,000 characters over
all its cells.
"""

from __future__ import annotations

from adapters.slack.limits import TABLE_CHARACTERS, TABLE_COLUMNS, TABLE_ROWS
from adapters.slack.render.spans import rich
from adapters.slack.wire import Json
from bot.replies import EMPTY_CELL, Item, Items, Line, Prose, Strong, Table, plain, told


def fits(table: Table) -> bool:
    """Whether Slack's block can hold it."""
    cells = [cell for row in table.rows for cell in row]
    said = sum(len(column.heading) for column in table.columns) + sum(len(plain(cell)) or 1 for cell in cells)
    many = len(table.rows) < TABLE_ROWS and 0 < len(table.columns) <= TABLE_COLUMNS
    return many and bool(table.rows) and said <= TABLE_CHARACTERS


def native(table: Table, tenant: str) -> Json:
    """The block: its first row is the headings; figures stand to the end of their cells."""
    heads: list[Line] = [(Strong(column.heading),) for column in table.columns]
    rows = [heads, *(list(row) for row in table.rows)]
    return {
        "type": "table",
        "column_settings": [
            {"align": "right" if column.figures else "left", "is_wrapped": not column.figures}
            for column in table.columns
        ],
        "rows": [[_cell(cell, tenant) for cell in row] for row in rows],
    }


def as_items(table: Table) -> tuple[Prose, Items]:
    """The same as a caption and a list, each line saying what its figures are."""
    return Prose((Strong(table.caption),)), Items(
        tuple(Item(told(table, row)) for row in table.rows), table.more
    )


def _cell(line: Line, tenant: str) -> Json:
    said = rich(line, tenant, own_zone=False) or [{"type": "text", "text": EMPTY_CELL}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": said}]}
