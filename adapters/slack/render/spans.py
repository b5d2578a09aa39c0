"""A line of spans as rich text (for sentences) or as one text object (where Slack takes nothing else)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TypeGuard, assert_never
from urllib.parse import urlsplit

from adapters.serving.words import clean
from adapters.slack.limits import TEXT_OBJECT
from adapters.slack.render.words import is_inert, plain_text
from adapters.slack.wire import PLATFORM, Json
from bot.replies import Code, Line, Link, Mention, Moment, Span, Strong, plain

OWN_ZONE = "{date_short_pretty} {time}"
"""How a reader's own time is written: Slack fills it in their zone and language."""
AGO = "{ago}"
_USER = re.compile(r"[UW][A-Za-z0-9_]+")


def rich(line: Line, tenant: str, *, own_zone: bool = True) -> list[Json]:
    """The elements of a rich text section. Nothing in them is parsed, so no text can format or mention.

    The first due instant that readers in several zones see is followed by each reader's own time, where
    `own_zone` says so; more of them in one line would be noise, and what has happened carries Slack's own
    time of the message.
    """
    said: list[Json] = []
    for span in line:
        said += _elements(span, tenant)
        if own_zone and is_for_all(span):
            said += [*_text(" ("), date(span.at, OWN_ZONE), *_text(")")]
            own_zone = False
    return said


def _elements(span: Span, tenant: str) -> list[Json]:
    match span:
        case str():
            return _text(span)
        case Strong(text=text):
            return _text(text, bold=True)
        case Code(text=text):
            return _text(text, code=True)
        case Mention(name=name):
            user = user_of(span, tenant)
            return [{"type": "user", "user_id": user}] if user else _text(f"@{name}")
        case Moment(text=text, strong=strong):
            return _text(text, bold=strong)
        case Link(text=text, url=url):
            if not _is_web(url):
                return _text(text)
            return [{"type": "link", "url": url, "text": clean(text) or url}]
        case _:
            assert_never(span)


def is_for_all(span: Span) -> TypeGuard[Moment]:
    """Whether it is an instant that every reader must meet, and readers in several zones see."""
    return isinstance(span, Moment) and span.shared and span.strong


def _text(words: str, **style: bool) -> list[Json]:
    words = clean(words)
    if not words:
        return []
    styles = {name: True for name, on in style.items() if on}
    return [{"type": "text", "text": words, **({"style": styles} if styles else {})}]


def date(at: datetime, form: str) -> Json:
    """Slack's own date element: each reader sees their zone; `form` is Slack's template."""
    return {"type": "date", "timestamp": int(at.timestamp()), "format": form, "fallback": _utc(at)}


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def user_of(mention: Mention, tenant: str) -> str | None:
    """The Slack user to mention: only a real identity of this same workspace."""
    actor = mention.actor
    if actor is None or actor.platform != PLATFORM or actor.tenant != tenant:
        return None
    return actor.user if _USER.fullmatch(actor.user) else None


def text_object(line: Line, tenant: str, most: int = TEXT_OBJECT) -> Json:
    """The line as one text object.

    Markup is used only where every word in it is inert; words that could mean something to Slack are shown
    as plain text, and lose the emphasis rather than gain one.
    """
    words = plain(line)
    if all(isinstance(span, str) for span in line) or not is_inert(words):
        return plain_text(words)
    first = next((at for at, span in enumerate(line) if is_for_all(span)), -1)
    marked = "".join(
        _markup(span, tenant, before, own_zone=at == first)
        for at, (span, before) in enumerate(_with_before(line))
    )
    if len(marked) > most or not clean(words):
        return plain_text(words)
    return {"type": "mrkdwn", "text": clean(marked), "verbatim": True}


def _with_before(line: Line) -> list[tuple[Span, str]]:
    said = ""
    pairs: list[tuple[Span, str]] = []
    for span in line:
        pairs.append((span, said[-1:]))
        said += plain((span,))
    return pairs


def _markup(span: Span, tenant: str, before: str, *, own_zone: bool) -> str:
    match span:
        case str():
            return span
        case Strong(text=text):
            return _wrapped("*", text, before)
        case Code(text=text):
            return _wrapped("`", text, before)
        case Mention(name=name):
            user = user_of(span, tenant)
            return f"<@{user}>" if user else f"@{name}"
        case Moment(at=at, text=text, strong=strong):
            own = f" (<!date^{int(at.timestamp())}^{OWN_ZONE}|{_utc(at)}>)" if own_zone else ""
            return f"{_wrapped('*', text, before) if strong else text}{own}"
        case Link(text=text, url=url):
            safe = _is_web(url) and not re.search(r"[<>|\s]", url)
            return f"<{url}|{text}>" if safe else text
        case _:
            assert_never(span)


def _wrapped(mark: str, text: str, before: str) -> str:
    # Slack reads a mark only at a word's edge: elsewhere it would be printed as such.
    stands = text and text == text.strip() and "\n" not in text and not before.isalnum()
    return f"{mark}{text}{mark}" if stands else text


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https", "mailto"}
    except ValueError:
        return False
