"""What follows a verb, taken apart, and the readers of values that several verbs share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import NotUnderstood
from bot.parsing.words import CHANNELS, SEVERITIES, joined, one_of, plain
from policy.facts import Channel, Severity

DIGITS = 6
"""Of a page's number: beyond it no desk has tickets, nor a database offsets."""


@dataclass(frozen=True, slots=True)
class Words:
    """What follows a verb, taken apart."""

    ticket: int | None
    text: str
    options: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    @property
    def text_or_none(self) -> str | None:
        """The text, None where it says nothing."""
        return self.text or None


def choice(option: str, written: str, index: Mapping[str, str]) -> str:
    """The neutral id of a value; NotUnderstood lists the valid ones."""
    found = index.get(plain(written))
    if found is None:
        raise NotUnderstood("error.bad_value", option=option, value=written, valid=joined(one_of(index)))
    return found


def head(text: str) -> tuple[str, str]:
    """The first word, and the rest."""
    parts = text.strip().split(maxsplit=1)
    return (parts[0], parts[1] if len(parts) > 1 else "") if parts else ("", "")


def severity(words: Words) -> Severity | None:
    """The option `severity`, if given."""
    written = words.options.get("severity")
    return None if written is None else Severity(choice("severity", written, SEVERITIES))


def channel(words: Words) -> Channel | None:
    """The option `channel`, if given."""
    written = words.options.get("channel")
    return None if written is None else Channel(choice("channel", written, CHANNELS))


def page(words: Words) -> int:
    """The option `page`, 1 where not given. Raises NotUnderstood."""
    written = words.options.get("page", "1")
    if not written.isdecimal() or len(written) > DIGITS or int(written) < 1:
        raise NotUnderstood("error.bad_value", option="page", value=written, valid="1, 2, 3")
    return int(written)
