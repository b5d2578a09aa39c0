"""What a reply is made of: a small closed set of blocks that say what the desk means.

A plain `str` span is data: a renderer escapes it, so it can never mention, link or format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.fields import Field
from bot.requests import Attachment
from bot.spans import Line
from bot.tables import Table


class Style(StrEnum):
    """At most one primary button a message; danger only for the irreversible."""

    DEFAULT = "default"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Action:
    """A button. `command` takes the same parser and the same authorization as typed words."""

    label: str
    command: str
    style: Style = Style.DEFAULT
    aloud: str | None = None
    """What a screen reader says instead where the label alone does not tell of what: "Show: #42"."""


@dataclass(frozen=True, slots=True)
class Menu:
    """One choice of several, each a command; `chosen` is the place of the one that holds now."""

    label: str
    options: tuple[Action, ...]
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A sentence or paragraph."""

    line: Line
    tag: Literal["prose"] = "prose"


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value rows."""

    rows: tuple[tuple[str, Line], ...]
    between: str = ": "
    """What stands between a label and its value on one line: French sets a space before the colon."""
    tag: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Because:
    """Reasons with their citations, and other context: said quietly, under what matters."""

    lines: tuple[Line, ...]
    tag: Literal["because"] = "because"


class ClockMark(StrEnum):
    """The state of a clock; every platform shows a mark and the word stands in the line anyway."""

    RUNNING = "running"
    WARNING = "warning"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Countdown:
    """One clock of a ticket. `due_at` lets a platform show its own relative date."""

    mark: ClockMark
    line: Line
    due_at: datetime | None = None
    tag: Literal["countdown"] = "countdown"


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list, with what one can do with it."""

    line: Line
    action: Action | None = None
    menu: Menu | None = None
    """Instead of a button, where several things can be done with it."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `more` says what was left out and how to see it."""

    items: tuple[Item, ...]
    more: Line | None = None
    tag: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class Actions:
    """Buttons: at most four, the rest in an overflow of at most five."""

    actions: tuple[Action, ...]
    overflow: tuple[Action, ...] = ()
    menus: tuple[Menu, ...] = ()
    tag: Literal["actions"] = "actions"


@dataclass(frozen=True, slots=True)
class Form:
    """A question with typed fields. Submitted as `Filled(command, fields)`.

    `errors` (field id to sentence) makes it the answer to a submission that cannot be taken: the platform
    shows each at its field and keeps what was typed.
    """

    title: str
    command: str
    fields: tuple[Field, ...]
    submit: str
    cancel: str
    errors: Mapping[str, str] = field(default_factory=dict)
    again: str | None = None
    """The command of a button that opens it later, with what was typed already; None: `command`."""
    refresh: str = ""
    """The label of a button that asks for it anew, where a platform tells of no changed field; or empty."""
    brings: tuple[Attachment, ...] = ()
    """Files of the message that it began with: it comes back with them, changed or filled in."""
    tag: Literal["form"] = "form"


Block = Prose | Facts | Because | Countdown | Items | Table | Actions | Form
