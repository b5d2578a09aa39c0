"""Tables in replies: columns, rows, and what they are called where a platform can only list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.spans import Line

EMPTY_CELL = "–"
"""In a cell of a table that says nothing: some platforms refuse an empty one, and an ear would miss it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and whether it holds figures, which stand to the end of their cells."""

    heading: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns; the first cell says what its row is about.

    `caption` says what the rows are: a platform without tables, or with no room for one, lists them under
    it. `more` says what was left out and how to see it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str
    more: Line | None = None
    between: str = ": "
    """What stands between a heading and its cell where the row is a line of a list."""
    tag: Literal["table"] = "table"
