"""The message catalogs: a sentence by its id, from `catalogs/<language>/<topic>.po`, read once.

An id's first word is its topic, and its topic is its file: "cards.claim" stands in `cards.po`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

CATALOGS = Path(__file__).parent / "catalogs"

PLURALS: Mapping[str, Callable[[int], int]] = {
    "en": lambda n: 0 if n == 1 else 1,
    "fr": lambda n: 0 if n < 2 else 1,  # noqa: PLR2004 - French counts 0 and 1 as one
    "es": lambda n: 0 if n == 1 else 1,
}
"""Which form a number takes, by language; each has two."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

Piece = tuple[str, bool]
"""A part of a template: words as they stand (False), or the name of a placeholder (True)."""


def read(language: str, topic: str) -> Catalog:
    """One catalog as Babel reads it; FileNotFoundError where there is none."""
    # Loaded here, so that what never speaks starts without it.
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with (CATALOGS / language / f"{topic}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def pieces(language: str, msgid: str, n: int | None = None) -> tuple[Piece, ...]:
    """A template, taken apart at its placeholders, in the form for `n` where it counts something.

    Raises:
        KeyError: no catalog of the language has the id.
    """
    forms = _forms(language, msgid)
    return forms[0] if n is None else forms[min(PLURALS[language](n), len(forms) - 1)]


def has(language: str, msgid: str) -> bool:
    """Whether there is such a sentence: for names that a policy gives and we may not know."""
    try:
        return msgid in _topic(language, msgid.partition(".")[0])
    except FileNotFoundError:
        return False


def placeholders(template: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(_PLACEHOLDER.findall(template))


@cache
def _forms(language: str, msgid: str) -> tuple[tuple[Piece, ...], ...]:
    return _topic(language, msgid.partition(".")[0])[msgid]


@cache
def _topic(language: str, topic: str) -> Mapping[str, tuple[tuple[Piece, ...], ...]]:
    found: dict[str, tuple[tuple[Piece, ...], ...]] = {}
    for message in read(language, topic):
        msgid = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if msgid:
            found[msgid] = tuple(_taken_apart(form) for form in forms)
    return found


def _taken_apart(template: str) -> tuple[Piece, ...]:
    parts = _PLACEHOLDER.split(template)
    return tuple((part, index % 2 == 1) for index, part in enumerate(parts) if part)
