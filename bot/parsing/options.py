"""Options such as `severity:severe` inside a text, and what is left of it, word for word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from bot.errors import NotUnderstood
from bot.parsing.words import OPTIONS, plain

_QUOTED = re.compile(r'"[^"]*"')
_OPTION = re.compile(
    r'(?<!\S)(?P<name>[^\W\d_]+):[ \t]*(?P<value>"[^"]*"|[^\s"]\S*)(?P<after>[ \t]+|(?=\s|$))'
)

_STRAY = re.compile(r"(?<!\S)[^\W\d_]+:\S+")
"""What is written as an option."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was found, by option id, and the text without it."""

    rest: str
    found: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """The value as written, without its quotes."""
        return self.found.get(name)


def split(text: str, known: Collection[str]) -> Options:
    """Take the `known` options out of a text. Anything else stays as it is written, quotes included.

    What stands in double quotes is never an option. Of an option given twice the last one holds.
    """
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    starts = [start for start, _ in quoted]
    found: dict[str, str] = {}
    kept: list[str] = []
    at = 0
    for match in _OPTION.finditer(text):
        name = OPTIONS.get(plain(match["name"]))
        # Found by halves: a message may be all quotes and colons.
        before = bisect_right(starts, match.start())
        inside = before > 0 and match.start() < quoted[before - 1][1]
        if name is None or name not in known or inside or match.start() < at:
            continue
        kept.append(text[at : match.start()])
        found[name] = match["value"].strip('"')
        at = match.end()
    kept.append(text[at:])
    return Options("".join(kept).strip(), found)


def first_word(text: str) -> tuple[str, str]:
    """The first word and the rest; one in double quotes may hold spaces, and loses its quotes."""
    match = re.match(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))\s*', text)
    if match is None:
        return "", ""
    word = match["quoted"] if match["quoted"] is not None else match["bare"]
    return word, text[match.end() :].rstrip()


def check_is_name(text: str, option: str, valid: Iterable[str]) -> None:
    """An option that there is not must never become part of a name. Raises NotUnderstood."""
    stray = _STRAY.search(_QUOTED.sub("", text))
    if stray is not None:
        raise NotUnderstood("error.bad_value", option=option, value=stray[0], valid=", ".join(valid))
