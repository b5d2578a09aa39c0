"""Pieces of a line: what is emphasised, mentioned, dated, linked; a plain `str` is data to be escaped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.requests import Actor


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasis: a ticket's subject, an instant that is due, and the headings of a home."""

    text: str
    tag: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person. `actor` is None where the person has no identity on the platform spoken to."""

    name: str
    actor: Actor | None = None
    tag: Literal["mention"] = "mention"


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant. `text` is it written out in the contract's (or reader's) zone, ready to print.

    `shared` tells a renderer that readers in several zones will see it: where the platform has a date
    element, it may add each reader's own time.
    """

    at: datetime
    text: str
    shared: bool = False
    strong: bool = False
    """To be emphasised: the instant at which something is due."""
    tag: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class Link:
    """A link whose address is ours, an admin's, or the platform's own (of a file): never a requester's.

    Its words may be a person's (a file's name), and are data like any others.
    """

    text: str
    url: str
    tag: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Code:
    """Words to type, shown as such."""

    text: str
    tag: Literal["code"] = "code"


Span = str | Strong | Mention | Moment | Link | Code
Line = tuple[Span, ...]
