"""Words and forms about what is supported, what is billed and what is let through, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.numbers import MARK, whole
from bot.parsing.options import first_word
from bot.parsing.taken_apart import DIGITS, Words
from bot.parsing.words import plain

_HOURS = re.compile(r"(\d{1,3})\s*(?:h|hrs?|hours?|heures?|horas?)(?!\w)[.,:]?\s*", re.IGNORECASE)
_MINUTES = re.compile(r"\d+\s*(?:m|min\w*)(?!\w)|\d+\s*h\s*\d+", re.IGNORECASE)
_REFUSAL = re.compile(r"[rR](\d{1,9})(?!\w)[.,:]?\s*")
_OF = re.compile(rf"(?:(?:of|de|du|del|à|a)\s+)?(?:{MARK})?(\d{{1,9}})(?!\w)", re.IGNORECASE)
_WITHDRAW = frozenset({"withdraw", "retirer", "retirar"})
MOST_HOURS = 200


def _hours(text: str) -> tuple[int | None, str]:
    """The whole hours that lead a text, and the rest. Billed work is offered by the hour."""
    if _MINUTES.match(text):
        raise NotUnderstood("error.whole_hours", value=text.split(maxsplit=1)[0])
    match = _HOURS.match(text)
    if match is None:
        return None, text
    return _bounded(match[1]), text[match.end() :].strip()


def _bounded(digits: str) -> int:
    if not digits.isdecimal() or not 1 <= int(digits[:DIGITS]) <= MOST_HOURS:
        raise NotUnderstood("error.whole_hours", value=digits)
    return int(digits)


def _offer(words: Words) -> c.Command:
    if plain(words.text.strip()) in _WITHDRAW:
        return c.Offer(words.ticket, withdraw=True)
    hours, text = _hours(words.text)
    return c.Offer(words.ticket, hours, text or None)


def _exclude(words: Words) -> c.Command:
    named, rest = first_word(words.text)
    hours, reason = _hours(rest)
    return c.Exclude(words.ticket, named or None, hours, reason or None)


def _duplicate(words: Words) -> c.Command:
    match = _OF.fullmatch(words.text.strip())
    if words.text.strip() and match is None:
        raise NotUnderstood("error.bad_number", value=words.text.strip(), example="41")
    return c.MarkDuplicate(words.ticket, int(match[1]) if match else None)


def _override(words: Words) -> c.Command:
    match = _REFUSAL.match(words.text) if words.ticket is None else None
    if match is None:
        return c.Override(words.ticket, reason=words.text_or_none)
    return c.Override(None, int(match[1]), words.text[match.end() :].strip() or None)


def _numbered(words: Words) -> int | None:
    """The number of a proposal, as its button carries it."""
    text = words.text.strip()
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "offer": _offer,
    "accept": lambda words: c.Accept(words.ticket, _numbered(words)),
    "decline": lambda words: c.Decline(words.ticket, _numbered(words)),
    "exclude": _exclude,
    "duplicate": _duplicate,
    "override": _override,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.Exclude(exclusion=None) | c.MarkDuplicate(of=None):
            return True
        case c.Offer(hours=None, text=None, withdraw=False):
            return True
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """The command with a form's fields laid over it; None for another's."""
    match command:
        case c.Offer():
            written = given.get("hours", "")
            hours = _bounded(written) if written else command.hours
            return replace(command, hours=hours, text=given.get("text") or command.text)
        case c.Exclude():
            written = given.get("hours", "")
            return replace(
                command,
                exclusion=given.get("exclusion") or command.exclusion,
                hours=_bounded(written) if written else command.hours,
                reason=given.get("reason") or command.reason,
            )
        case c.MarkDuplicate():
            written = given.get("of", "")
            of = whole(written)
            if written and of is None:
                raise NotUnderstood("error.bad_number", value=written, example="41").at("of")
            return replace(command, of=of or command.of)
        case c.Override():
            return replace(command, reason=given.get("reason") or command.reason)
        case _:
            return None
