"""A line of spans as an element: rich text, of which Teams parses nothing; a TextBlock where it must."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, assert_never
from urllib.parse import urlsplit

from adapters.serving.words import clean
from adapters.teams.render.words import is_inert
from adapters.teams.wire import PLATFORM, Json
from bot.replies import Code, Line, Link, Mention, Moment, Span, Strong, plain


@dataclass(frozen=True, slots=True)
class Said:
    """Elements, and the people whom they mention (Teams wants them named beside the card)."""

    elements: tuple[Json, ...] = ()
    mentions: tuple[Json, ...] = ()

    def __add__(self, other: Said) -> Said:
        return Said(self.elements + other.elements, self.mentions + other.mentions)


def together(said: Iterable[Said]) -> Said:
    """One after the other."""
    whole = Said()
    for each in said:
        whole += each
    return whole


def line_of(line: Line, tenant: str, **style: Any) -> Said:
    """The line as one paragraph; `style` holds properties such as `isSubtle` of its words.

    Only a TextBlock can mention people and show an instant in each reader's zone, and it reads Markdown. So
    it is used where every other word in it is inert; else the words stay as they were written, and those
    mentioned and the reader's own time follow beneath.
    """
    if not clean(plain(line)).strip():
        return Said()
    special = [span for span in line if _needs_block(span, tenant)]
    if not special:
        return Said((_rich(line, style),))
    if is_inert(plain(line)):
        return _block(line, tenant, style)
    beneath: list[Span] = []
    for span in special:
        beneath += [" ", span] if beneath else [span]
    return Said((_rich(line, style),)) + _block(tuple(beneath), tenant, style | {"isSubtle": True})


def _needs_block(span: Span, tenant: str) -> bool:
    return _is_for_all(span) or (isinstance(span, Mention) and user_of(span, tenant) is not None)


def _is_for_all(span: Span) -> bool:
    """Whether it is an instant that every reader must meet, and readers in several zones see."""
    return isinstance(span, Moment) and span.shared and span.strong


def user_of(mention: Mention, tenant: str) -> str | None:
    """The user to mention: only a real identity of this same tenant."""
    actor = mention.actor
    if actor is None or actor.platform != PLATFORM or actor.tenant != tenant:
        return None
    return actor.user


def _rich(line: Line, style: Json) -> Json:
    return {"type": "RichTextBlock", "inlines": [run for span in line for run in _run(span, style)]}


def _run(span: Span, style: Json) -> list[Json]:
    words = clean(plain((span,)))
    if not words:
        return []
    run: Json = {"type": "TextRun", "text": words, **style}
    match span:
        case str() | Mention():
            return [run]
        case Strong():
            return [run | {"weight": "Bolder"}]
        case Moment(strong=strong):
            return [run | {"weight": "Bolder"} if strong else run]
        case Code():
            return [run | {"fontType": "Monospace"}]
        case Link(url=url):
            opens = {"selectAction": {"type": "Action.OpenUrl", "url": url}} if is_web(url) else {}
            return [run | opens]
        case _:
            assert_never(span)


def _block(line: Line, tenant: str, style: Json) -> Said:
    """One TextBlock; mentions are `<at>` marks with an entity beside, emphasis is Markdown's."""
    parts: list[str] = []
    mentions: list[Json] = []
    own_zone = True
    for span in line:
        words = clean(plain((span,)))
        match span:
            case Mention(name=name) if (user := user_of(span, tenant)) is not None:
                mark = f"<at>{clean(name) if is_inert(name) else user}</at>"
                parts.append(mark)
                mentions.append(
                    {"type": "mention", "text": mark, "mentioned": {"id": user, "name": clean(name)}}
                )
            case Moment(at=at, strong=strong):
                parts.append(_strong(words) if strong else words)
                if own_zone and _is_for_all(span):
                    parts.append(f" ({in_own_zone(at)})")
                    own_zone = False
            case Strong():
                parts.append(_strong(words))
            case Link(url=url) if is_web(url) and not set(url) & set("()<> \n"):
                parts.append(f"[{words}]({url})")
            case _:
                parts.append(words)
    return Said(({"type": "TextBlock", "text": "".join(parts), "wrap": True, **style},), tuple(mentions))


def in_own_zone(at: datetime) -> str:
    """Teams' own functions: each reader's zone and language."""
    stamp = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{{{{DATE({stamp},SHORT)}}}} {{{{TIME({stamp})}}}}"


def _strong(words: str) -> str:
    stands = words and words == words.strip() and "\n" not in words
    return f"**{words}**" if stands else words


def is_web(url: str) -> bool:
    """Whether it is an address that a person may be led to."""
    try:
        return urlsplit(url).scheme in {"http", "https", "mailto"}
    except ValueError:
        return False
