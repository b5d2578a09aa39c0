"""The fields of a form, as the desk means them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.requests import Actor
from bot.spans import Line


@dataclass(frozen=True, slots=True)
class TextField:
    """Free text. `limit` in characters. `live`: what is typed asks the desk for the form again."""

    id: str
    label: str
    value: str = ""
    hint: str | None = None
    multiline: bool = False
    required: bool = True
    limit: int = 3000
    live: bool = False
    tag: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: a language-neutral id and its words."""

    id: str
    label: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several. `live`: changing it asks the desk for the form again."""

    id: str
    label: str
    options: tuple[Option, ...]
    value: str | None = None
    hint: str | None = None
    required: bool = True
    live: bool = False
    tag: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class PersonField:
    """A person, by the platform's own picker; the value handed in is the platform's user id.

    `live`: choosing another asks the desk for the form again.
    """

    id: str
    label: str
    value: Actor | None = None
    hint: str | None = None
    required: bool = True
    live: bool = False
    tag: Literal["person"] = "person"


@dataclass(frozen=True, slots=True)
class PlaceField:
    """A conversation, by the platform's own picker; the value handed in is its id."""

    id: str
    label: str
    value: str | None = None
    hint: str | None = None
    required: bool = True
    tag: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class CheckField:
    """One box to tick, `words` beside it: a yes that is asked for. Handed in as "yes", or empty."""

    id: str
    label: str
    words: str
    checked: bool = False
    hint: str | None = None
    required: bool = False
    live: bool = False
    tag: Literal["check"] = "check"


@dataclass(frozen=True, slots=True)
class FileField:
    """Files, at most `most` of them; handed in as `Filled.files`, not as a value.

    `kinds` are endings of names ("png"), none for any. `instead` is said where the platform takes no files
    in a form.
    """

    id: str
    label: str
    hint: str | None = None
    most: int = 10
    kinds: tuple[str, ...] = ()
    instead: str = ""
    required: bool = False
    tag: Literal["file"] = "file"


@dataclass(frozen=True, slots=True)
class Note:
    """A line inside a form that asks nothing: the live promise, who will read it, a refusal."""

    id: str
    line: Line
    quiet: bool = False
    tag: Literal["note"] = "note"


Field = TextField | ChoiceField | CheckField | PersonField | PlaceField | FileField | Note
