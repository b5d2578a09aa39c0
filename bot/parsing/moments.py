"""Moments as people write them: "tomorrow 9:00", "demain à 9 h 30", "mañana a las 9:00", "2 Jul 8pm".

Reading words is one thing (`read`), saying which instant is meant another (`instant_of`): that takes the
present, a zone and a language. Nothing is guessed: what is over, what no clock ever shows, and what could
be two days is a mistake that says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.parsing.moment_words import DAYS, FEW, MINUTES, MONTHS, SPANS, WEEKDAYS
from bot.parsing.words import plain


@dataclass(frozen=True, slots=True)
class Written:
    """A moment as its words have it. What is None was not said.

    `ahead` is in days from today, `minutes` from now; `numbers` a date in figures whose order is for the
    language to tell; `offset` in minutes east of UTC.
    """

    words: str
    minutes: int | None = None
    ahead: int | None = None
    weekday: int | None = None
    following: bool = False
    """Next, prochain, próximo: of a weekday."""
    from_now: bool = False
    """So many days from this very hour ("in 2 days"), not a day by its name."""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    numbers: tuple[int, int] | None = None
    hour: int | None = None
    minute: int = 0
    offset: int | None = None


_ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?:(?:t|\s+(?:at\s+|a\s+|a las?\s+)?)(?P<h>\d{1,2})(?::|\s?h\s?)(?P<m>\d\d)"
    r"(?::\d\d)?\s*(?P<offset>z|[+-]\d\d:?\d\d)?)?"
)
_AT = r"(?:\bat\s+|\ba\s+las?\s+|\ba\s+|\bvers\s+|,\s*)?"
_PART = r"(?P<part>manana|madrugada|tarde|noche|matin|soir|apres-midi)\b"
_TIMES = tuple(
    re.compile(_AT + each)
    for each in (
        r"\b(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s*(?P<half>am|pm|a\.\s?m\.|p\.\s?m\.)(?!\w)",
        rf"\b(?P<h>\d{{1,2}})(?::(?P<m>\d\d))?(?:\s*h)?\s+(?:de la|du|de l'|del)\s*{_PART}",
        r"\b(?P<h>\d{1,2}):(?P<m>\d\d)(?:\s*(?:h|hrs?|hours?|horas))?(?!\w)",
        r"\b(?P<h>\d{1,2})\s?(?:h|heures?|horas?|hrs?)\s?(?P<m>\d\d)?(?!\w)",
        r"\b(?P<noon>noon|midi|mediodia)\b",
    )
)
_BARE = re.compile(r"\b(?:at|a las?|a)\s+(?P<h>\d{1,2})(?![\d/.:])(?!\s*\w)")
_AHEAD = re.compile(r"(?:in|dans|en|dentro de|d'ici)\s+(?P<n>\d{1,4}|[a-z]+)\s*(?P<unit>[a-z]+)(?P<rest>.*)")
_CLOCK = re.compile(r"(?:in|dans|en|dentro de|d'ici)\s+(?P<h>\d{1,2})\s?h\s?(?P<m>\d\d)(?:\s?min)?")
_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
"""Without a year it could as well be an hour: "9.30"."""
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_DATES = (
    re.compile(_ORDINAL + r"\s*(?:of\s+|de\s+)?(?P<month>[a-z]+)\.?(?:,?\s*(?:del?\s+)?(?P<year>\d{4}))?"),
    re.compile(r"(?P<month>[a-z]+)\.?\s*(?:the\s+)?" + _ORDINAL + r"(?:,?\s+(?P<year>\d{4}))?"),
)
_LITTLE = re.compile(r"^(?:(?:on|the|le|la|el|de|du|au)\s+|l'\s*)+|[\s,]+$")
_NEXT = re.compile(r"\b(?:next|prochaine?|proximo|que viene|qui vient)\b")
_NOON = 12
_HOURS: Mapping[str, Collection[int]] = {
    "matin": range(12),
    "manana": range(_NOON + 1),
    "madrugada": range(7),
    "apres-midi": range(1, 8),
    "tarde": (*range(1, 10), 12),
    "soir": range(4, 12),
    "noche": range(6, 12),
}
"""Which hours people say of a part of the day: "12 de la noche" is midnight, which belongs to two days."""
_AFTER_NOON = frozenset({"apres-midi", "tarde", "soir", "noche"})


def read(words: str) -> Written | None:
    """What the words say of a moment; None where they are none, or say more than that."""
    said = " ".join(plain(words).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    found = _iso(words, said) or _ahead(words, said)
    if found is not None:
        return found
    timed, rest = _time(Written(words), said)
    if timed is None:
        return None
    rest = _LITTLE.sub("", rest.strip(" ,")).strip(" ,")
    if not rest:
        return timed if timed.hour is not None else None
    return _day(timed, rest)


def _iso(words: str, said: str) -> Written | None:
    match = _ISO.fullmatch(said)
    if match is None:
        return None
    try:
        on = date.fromisoformat(match["date"])
    except ValueError:
        year, month, day = (int(part) for part in match["date"].split("-"))
        return Written(words, day=day, month=month, year=year)
    found = Written(words, day=on.day, month=on.month, year=on.year)
    if match["h"] is None:
        return found
    found = replace(found, hour=int(match["h"]), minute=int(match["m"]))
    offset = match["offset"]
    if offset is None or not _is_hour(found):
        return found if _is_hour(found) else None
    if offset == "z":
        return replace(found, offset=0)
    away = 60 * int(offset[1:3]) + int(offset[-2:])
    return replace(found, offset=-away if offset[0] == "-" else away)


def _ahead(words: str, said: str) -> Written | None:
    if match := _CLOCK.fullmatch(said):
        return Written(words, minutes=60 * int(match["h"]) + int(match["m"]))
    match = _AHEAD.fullmatch(said)
    if match is None:
        return None
    written, unit, rest = match["n"], match["unit"], match["rest"].strip()
    many = int(written) if written.isdecimal() else FEW.get(written)
    if many is None:
        return None
    if unit in MINUTES:
        return None if rest else Written(words, minutes=many * MINUTES[unit])
    if unit not in SPANS:
        return None
    timed, left = _time(Written(words, ahead=many * SPANS[unit], from_now=True), rest)
    return timed if not left.strip(" ,") else None


def _time(found: Written, said: str) -> tuple[Written | None, str]:
    """The hour that the words hold, and the words without it; None for one that no clock has."""
    for pattern in (*_TIMES, _BARE):
        match = pattern.search(said)
        if match is None:
            continue
        held = match.groupdict()
        rest = f"{said[: match.start()]} {said[match.end() :]}"
        if held.get("noon"):
            return replace(found, hour=_NOON), rest
        hour, minute = int(held["h"]), int(held.get("m") or 0)
        if half := held.get("half"):
            if not 1 <= hour <= _NOON:
                return None, rest
            hour = hour % _NOON + (_NOON if half[0] == "p" else 0)
        elif part := held.get("part"):
            if hour not in _HOURS[part] and not (part in _AFTER_NOON and hour > _NOON):
                return None, rest
            hour += _NOON if part in _AFTER_NOON and hour < _NOON else 0
        timed = replace(found, hour=hour, minute=minute)
        return (timed if _is_hour(timed) else None), rest
    return found, said


def _is_hour(found: Written) -> bool:
    return found.hour is None or (found.hour < 24 and found.minute < 60)  # noqa: PLR2004


def _day(found: Written, said: str) -> Written | None:
    if said in DAYS:
        return replace(found, ahead=DAYS[said])
    if match := _NUMBERS.fullmatch(said) or _DOTTED.fullmatch(said):
        first, second, year = match.groups()
        return replace(found, numbers=(int(first), int(second)), year=int(year) if year else None)
    bare = " ".join(_NEXT.sub(" ", said).split())
    if (weekday := WEEKDAYS.get(bare.rstrip("."))) is not None:
        return replace(found, weekday=weekday, following=bare != said)
    first, _, rest = said.partition(" ")
    if (weekday := WEEKDAYS.get(first.rstrip(".,"))) is not None:
        dated = _date(found, _LITTLE.sub("", rest))
        if dated is not None:
            return replace(dated, weekday=weekday)
    return _date(found, said)


def _date(found: Written, said: str) -> Written | None:
    for pattern in _DATES:
        match = pattern.fullmatch(said)
        if match is not None and match["month"] in MONTHS:
            year = int(match["year"]) if match["year"] else None
            return replace(found, day=int(match["day"]), month=MONTHS[match["month"]], year=year)
    return None
