"""What the desk says, before any platform decides how it looks.

Blocks say what the desk means; renderers are native, pure and total. A plain `str` span is data: a
renderer escapes it, so it can never mention, link or format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.blocks import (
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
    Menu,
    Prose,
    Style,
)
from bot.fields import (
    CheckField,
    ChoiceField,
    Field,
    FileField,
    Note,
    Option,
    PersonField,
    PlaceField,
    TextField,
)
from bot.requests import Attachment
from bot.spans import Code, Line, Link, Mention, Moment, Span, Strong
from bot.tables import EMPTY_CELL, Column, Table

__all__ = [
    "EMPTY_CELL",
    "Action",
    "Actions",
    "Audience",
    "Because",
    "Block",
    "CheckField",
    "ChoiceField",
    "ClockMark",
    "Code",
    "Column",
    "Countdown",
    "Enclosed",
    "Facts",
    "Field",
    "FileField",
    "Form",
    "Item",
    "Items",
    "Line",
    "Link",
    "Mention",
    "Menu",
    "Moment",
    "Note",
    "Offer",
    "Option",
    "PersonField",
    "PlaceField",
    "Prose",
    "Reply",
    "Rest",
    "Span",
    "Strong",
    "Style",
    "Table",
    "TextField",
    "plain",
    "told",
]


@dataclass(frozen=True, slots=True)
class Rest:
    """How to see what one message of a platform cannot hold.

    `command` says the same again; the platform adds ` part:2` for its second part. Where `part` is None the
    command tells everything anew, by parts of its own. `told` is the line beneath ("Part {part} of {parts}"),
    `further` and `back` are the labels of the buttons.
    """

    command: str
    part: int | None
    told: str
    further: str
    back: str = ""


class Audience(StrEnum):
    """Who is meant to read it."""

    ASKER = "asker"
    """Only the person who asked."""
    PLACE = "place"
    """Everyone in the place."""
    NOBODY = "nobody"
    """Nothing to say: a message that joined its ticket, a form that closes silently."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes along with a reply: which one, in whose hands it is, and what is said without it.

    A platform that can fetch it there and keep it here copies it; any other says `instead`.
    """

    file: Attachment
    platform: str
    tenant: str
    instead: Line


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose from a list: how it reads there, and what stands in a message once it is chosen.

    The list is for the asker alone; what is chosen is for everybody who reads the message.
    """

    title: str
    line: str
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `summary` stands alone: notification, screen reader, console."""

    summary: str
    blocks: tuple[Block, ...] = ()
    audience: Audience = Audience.ASKER
    refused: bool = False
    """The desk said no (by policy, by role, or for a mistake): nothing changed."""
    spent: bool = False
    """It uses up the private message whose button asked for it, and may take its place."""
    files: tuple[Enclosed, ...] = ()
    """What came with the words that it carries; only posts of the outbox bring files along."""
    home: str | None = None
    """It is a person's home: it takes the place of the home that stands, and this command shows it again."""
    rest: Rest | None = None
    """Where it is too long for one message: how to see the rest, and which part of it was asked for."""
    mistake: str | None = None
    """To a submitted form that holds a mistake: the id of the field it stands in, empty where in none alone.

    The form stays as it was filled in, and `summary` is said at that field."""
    unkept: bool = False
    """It holds a secret of a few minutes: it is not kept for a request that comes again."""
    offers: tuple[Offer, ...] = ()
    """What was found, to choose from; its words say what to do where there is nothing."""
    goes_on: bool = False
    """It ends with what to do next: answering a form, it takes the form's place instead of closing it."""

    @property
    def form(self) -> Form | None:
        """The form that it opens, if any."""
        return next((block for block in self.blocks if isinstance(block, Form)), None)

    def without(self, files: Iterable[Enclosed]) -> Reply:
        """The same, saying of these files where they are instead of bringing them along."""
        left = tuple(each for each in self.files if each in set(files))
        if not left:
            return self
        told = (Prose(each.instead) for each in left)  # a name would not be inert in small print
        said = " ".join((self.summary, *(plain(each.instead) for each in left)))
        return replace(self, summary=said, blocks=(*self.blocks, *told))


def plain(line: Line) -> str:
    """The line as unformatted text."""
    return "".join([span if isinstance(span, str) else _plain_span(span) for span in line])


def told(table: Table, row: tuple[Line, ...]) -> Line:
    """A row of a table as one line of a list: its first cell, then each other one after its heading."""
    spans: list[Span] = [*row[0]]
    for column, cell in zip(table.columns[1:], row[1:], strict=True):
        if plain(cell).strip():
            spans += [", ", f"{column.heading}{table.between}", *cell]
    return tuple(spans)


def _plain_span(span: Span) -> str:
    match span:
        case str():
            return span
        case Mention(name=name):
            return f"@{name}"
        case Strong(text=text) | Moment(text=text) | Link(text=text) | Code(text=text):
            return text
