"""Articles of self-help: a title, a link and keywords, and which of them a topic matches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from bot.domain.ids import DeskId

ArticleId = NewType("ArticleId", int)

MOST_TOKENS = 12
"""Words of a topic that are looked for: the first ones, however much was pasted."""
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_STEM = 3
_TELL_NOTHING = """
a after again an and are at before by can do does for from have how i if in is it my no not of on or our
since that the this to was we what when where which why with you your apres au aux avant avec ce ces cette
comment dans de depuis des du elle en est et il j je l la le les leur ma mes mon n ne nos notre nous on ou
par pas plus pour pourquoi qu quand que qui sa se ses son sont sur un une vos votre vous y al antes como con
cual cuando del desde despues donde el ella es esta este lo los me mi mis nuestro o para porque si sin su
sus una
"""
_COMMON = frozenset(_TELL_NOTHING.split())
"""Words that say nothing about a topic, folded."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a desk. `url` is an https address that the desk's own people gave."""

    id: ArticleId
    desk_id: DeskId
    title: str
    url: str
    keywords: str = ""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are searched: small letters without accents, and digits."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return tuple(_WORD.findall(plain))


def topic_of(text: str) -> tuple[str, ...]:
    """What is looked for in a topic: its telling words, once each, without the s of a plural."""
    telling = (word for word in words_of(text) if word not in _COMMON and (len(word) > 1 or word.isdigit()))
    stems = (w[:-1] if len(w) > _SHORTEST_STEM and w.endswith("s") else w for w in telling)
    return tuple(dict.fromkeys(stems))[:MOST_TOKENS]


def begins(token: str) -> bool:
    """Whether a word looked for may be the beginning of a longer one."""
    return len(token) >= _SHORTEST_STEM


def best(topic: tuple[str, ...], articles: Iterable[Article], most: int) -> tuple[Article, ...]:
    """Those that match the most words of a topic, titles before keywords; on every database the same."""
    scored = []
    for article in articles:
        title, more = words_of(article.title), words_of(article.keywords)
        inside = sum(_matches(token, title) for token in topic)
        found = sum(_matches(token, (*title, *more)) for token in topic)
        if found:
            scored.append((-found, -inside, article.id, article))
    return tuple(article for *_, article in sorted(scored, key=lambda row: row[:3]))[:most]


def _matches(token: str, words: tuple[str, ...]) -> bool:
    if begins(token):
        return any(word.startswith(token) for word in words)
    return token in words
