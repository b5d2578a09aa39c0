"""Numbers of tickets and the like, as people write them: 42, #42, nº 42, n° 42, no. 42."""

from __future__ import annotations

import re

MARK = r"(?:\#|n[º°]\.?|n\.[º°]|(?:no|nro|num|núm)\.)[ \xa0\u202f]*"
"""What may stand before a number; a plain "no" may not: it is an answer, too."""
_LEADING = re.compile(rf"(?P<mark>{MARK})?(?P<n>\d{{1,9}})(?![^\s,.:;!?])[,.:;]?\s*", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{MARK})?(\d{{1,9}})", re.IGNORECASE)


def leading(text: str) -> tuple[int | None, str, bool]:
    """The number that a text begins with, what follows it, and whether it was marked as one."""
    match = _LEADING.match(text)
    if match is None:
        return None, text, False
    return int(match["n"]), text[match.end() :], match["mark"] is not None


def whole(text: str) -> int | None:
    """The number that a text is and nothing else; None for any other."""
    match = _WHOLE.fullmatch(text.strip())
    return None if match is None else int(match[1])
