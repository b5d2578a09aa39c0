"""Words and the form about putting reminders off, to a typed command."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.moments import read
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words
from bot.parsing.words import plain

EXAMPLE = "30m, 2h, 14:30, tomorrow 9:00, 2026-07-02T09:00"
LONGEST = 14 * 24 * 60
"""Minutes: whoever is silent for longer has forgotten."""
_DURATION = re.compile(
    r"(?:(\d{1,3})\s?(?:h|hours?|heures?|horas?))?(?:(\d{1,4})\s?(?:m|min|minutes?|minutos?)?)?"
)
_UNTIL = frozenset(map(plain, ["until", "till", "jusqu’à", "jusqu'à", "jusque", "hasta"]))
_FOR = frozenset(map(plain, ["for", "pendant", "por", "durante"]))
_STOPS = frozenset(map(plain, ["off", "stop", "end", "fin", "arrêter", "terminar"]))
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(?=\s|$)|(\d{1,2})(?::|\s?h\s?)(\d{2})?(?=\s|$|:\s)"
)
_TO = re.compile(r"^(?:à|a|au|al|el|las?|le)\s+(?:las?\s+)?", re.IGNORECASE)
"""What may stand between "until" and the moment."""
MOST_WORDS = 9
"""A moment has fewer."""


def _snooze(words: Words) -> c.Command:
    text = words.text.strip()
    first, rest = first_word(text)
    if not first:
        return c.Snooze(words.ticket)
    if plain(first) in _STOPS:
        return c.Snooze(words.ticket, stop=True)
    if plain(first) in _UNTIL or plain(first).startswith(("jusqu'a", "jusqu’a")):
        return _until(words, rest)
    if plain(first) in _FOR:
        text = rest
    minutes, reason = _duration(text)
    if minutes is None and _MOMENT.match(text) and ":" in first:
        return _until(words, text)
    if minutes is None:
        if first[0].isdecimal():
            raise NotUnderstood("error.bad_value", option="snooze", value=first, valid=EXAMPLE)
        return c.Snooze(words.ticket, reason=text)
    return c.Snooze(words.ticket, minutes, reason=reason or None)


def _duration(text: str) -> tuple[int | None, str]:
    """Minutes, and what follows them: "30m waiting", "1h30", "2 h", "45"."""
    found = re.match(_DURATION.pattern + r"(?=\s|$|[,:])", text, re.IGNORECASE)
    if found is None or not (found[1] or found[2]):
        return None, text
    minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
    if not 1 <= minutes <= LONGEST:
        raise NotUnderstood("error.bad_value", option="snooze", value=found[0], valid=EXAMPLE)
    return minutes, text[found.end() :].lstrip(" ,:")


def _until(words: Words, text: str) -> c.Snooze:
    found = _written(text)
    return replace(found, ticket=words.ticket) if found is not None else _at(words, text)


def _written(text: str) -> c.Snooze | None:
    """A moment in words ("tomorrow 9:00", "lundi à 9 h") and the reason after it; None for an hour or ISO.

    The longest beginning that is a moment is meant: a reason that begins with a day is a rare one.
    """
    plainly = _MOMENT.match(_TO.sub("", text))
    ends = [match.end() for match in re.finditer(r"\S+", text)][:MOST_WORDS]
    for end in reversed(ends):
        moment = _TO.sub("", text[:end].rstrip(",:;"))
        if read(moment) is not None:
            if plainly is not None and len(moment) <= plainly.end():
                return None
            return c.Snooze(None, until=moment, reason=text[end:].lstrip(" ,:") or None)
    return None


def _at(words: Words, text: str) -> c.Snooze:
    found = _MOMENT.match(_TO.sub("", text))
    try:
        if found is None:
            raise ValueError(text)  # noqa: TRY301 - told as any other that is no moment
        until: time | datetime
        if found[1]:
            until = datetime.fromisoformat(f"{found[1]}T{found[2]:0>5}")
        else:
            until = time(int(found[3]), int(found[4] or 0))
    except ValueError:
        written = first_word(text)[0]
        raise NotUnderstood("error.bad_value", option="until", value=written, valid=EXAMPLE) from None
    reason = text[text.index(found[0]) + len(found[0]) :].lstrip(" ,:")
    return c.Snooze(words.ticket, until=until, reason=reason or None)


READERS: Mapping[str, Callable[[Words], c.Command]] = {"snooze": _snooze}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only opens a form."""
    return isinstance(command, c.Snooze) and not command.is_whole


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """The command with a form's fields laid over it; None for another's.

    Field ids: `for` (minutes, or "until"), `until` (as typed), `text` (the reason).
    """
    if not isinstance(command, c.Snooze):
        return None
    chosen = given.get("for", "")
    if chosen.isdecimal():
        command = replace(command, minutes=_duration(f"{chosen}m")[0], until=None)
    if given.get("until"):
        end = _until(Words(command.ticket, ""), given["until"])
        command = replace(command, minutes=None, until=end.until)
    return replace(command, reason=given.get("text") or command.reason)
