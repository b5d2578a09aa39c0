"""Instants in words: "Thu 2 Jul, 20:00", a bare hour on the same day, the city of the contract's zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.replies import Line, Moment
from bot.wording.lines import line, text
from bot.wording.reader import Reader

if TYPE_CHECKING:
    from babel import Locale

NBSP = "\N{NO-BREAK SPACE}"
_MONTHS = {("fr", 7): "juill."}
"""Where Babel's short form is not the usual one in both France and Québec."""
_WEEK = timedelta(days=6)


def _french(hour: int, minute: int) -> str:
    return f"{hour}{NBSP}h{NBSP}{minute:02}" if minute else f"{hour}{NBSP}h"


def _spanish(hour: int, minute: int) -> str:
    return f"{'la' if hour == 1 else 'las'} {hour}:{minute:02}"


HOURS: Mapping[str, Callable[[int, int], str]] = {
    "en": lambda hour, minute: f"{hour:02}:{minute:02}",
    "fr": _french,
    "es": _spanish,
}
"""An hour of the day, with its article where the language wants one."""


@dataclass(frozen=True, slots=True)
class Times:
    """How one reader is told of instants: in the contract's `zone`, short when `now` is the same day.

    `reader_zone` is None where several read it or where it is unknown; `zones` are those of several.
    """

    language: str
    zone: str
    now: datetime | None = None
    reader_zone: str | None = None
    shared: bool = False
    zones: frozenset[str] | None = None

    def bare(self, at: datetime, *, short: bool = True, strong: bool = False) -> Moment:
        """The instant without a word before it: "Thu 2 Jul, 20:00", or "20:00" today."""
        return self._moment(at, self._words(at, short=short), strong=strong)

    def at(self, at: datetime, *, short: bool = True, strong: bool = False) -> Line:
        """As what follows "due" or "expected": "Thu 2 Jul, 20:00", "at 20:00"."""
        return self._phrase("moments.at", at, short=short, strong=strong, limit=True)

    def on(self, at: datetime, *, short: bool = True) -> Line:
        """As when something is seen or happened: "on Thu 2 Jul, 20:00", "at 20:00"."""
        return self._phrase("moments.on", at, short=short)

    def by(self, at: datetime, *, short: bool = True, strong: bool = True) -> Line:
        """As a limit: "by Thu 2 Jul, 20:00", "by 20:00"."""
        return self._phrase("moments.by", at, short=short, strong=strong, limit=True)

    def before(self, at: datetime) -> Line:
        """As a limit, in passing: "by 20:00", "avant 20 h"."""
        return self._phrase("moments.before", at, short=True, strong=True, limit=True)

    def promise(self, at: datetime) -> Line:
        """A limit with the day, its zone named and, privately, the reader's own time where it differs."""
        return line(self.language, "moments.by.day", moment=self.named(at))

    def named(self, at: datetime) -> Moment:
        """The instant in full with the contract's city, and privately the reader's own time too."""
        words = self._words(at, short=False)
        city = city_of(self.zone, self.language)
        told = self._with_yours(at, words) or text(self.language, "moments.zoned", moment=words, city=city)
        return self._moment(at, told, strong=True)

    def since(self, at: datetime) -> Line:
        """As a beginning: "since 14:10", "depuis 14 h 10"."""
        return self._phrase("moments.since", at, short=True)

    def until(self, at: datetime) -> Line:
        """As an end: "until 14:30", "jusqu’à 14 h 30"."""
        return self._phrase("moments.until", at, short=True)

    def opening(self, at: datetime) -> Line:
        """By its weekday within a week: "Thursday 08:00", "jeudi à 8 h"; the hour alone today."""
        if self.is_today(at) or self.now is None or not timedelta() <= at - self.now <= _WEEK:
            return self.on(at)
        hour = HOURS[self.language](self._local(at).hour, self._local(at).minute)
        told = text(
            self.language, "moments.weekday_hour", weekday=self.weekday(self._local(at).date()), hour=hour
        )
        return (self._moment(at, told),)

    def weekday_short(self, at: datetime) -> Line:
        """What happened within a week of now, by its weekday: "Tue 21:10", "mardi à 21 h 10"."""
        if self.now is not None and abs(self.now - at) > _WEEK:
            return (self.bare(at, short=False),)
        local = self._local(at)
        hour = HOURS[self.language](local.hour, local.minute)
        told = text(self.language, "moments.past_hour", weekday=self.short_day(local.date()), hour=hour)
        return (self._moment(at, told),)

    def span(self, since: datetime, until: datetime) -> tuple[Line, Line]:
        """Two instants of one stretch: the second by its hour where it is on the first one's date."""
        short = self.is_today(since) and self.is_today(until)
        ends = self._moment(until, self.hour(until)) if self.day(since) == self.day(until) else None
        return (self.bare(since, short=short),), (ends or self.bare(until, short=False),)

    def hour(self, at: datetime) -> str:
        """The hour alone, on the contract's wall clock."""
        return HOURS[self.language](self._local(at).hour, self._local(at).minute)

    def day(self, at: datetime) -> date:
        """The contract's local date."""
        return self._local(at).date()

    def weekday(self, day: date) -> str:
        """The whole weekday: "Wednesday", "mercredi"."""
        return str(_locale(self.language).days["format"]["wide"][day.weekday()])

    def short_day(self, day: date) -> str:
        """The weekday as it stands in a row of days: "Wed", "mercredi"."""
        width = "abbreviated" if self.language == "en" else "wide"
        return str(_locale(self.language).days["format"][width][day.weekday()])

    def dated(self, day: date, *, year: bool = True) -> str:
        """A date: "11 Feb 2020", or "11 Feb" without its year."""
        if not year:
            return text(self.language, "moments.date", day=_day(self.language, day), month=_month(self, day))
        return text(
            self.language,
            "moments.date_year",
            day=_day(self.language, day),
            month=_month(self, day),
            year=day.year,
        )

    def near_day(self, day: date) -> str:
        """A day by its weekday, with its date where that is not within a week of now."""
        near = self.now is not None and abs(day - self._local(self.now).date()) <= _WEEK
        if near:
            return self.weekday(day)
        return text(
            self.language, "moments.weekday_date", weekday=self.weekday(day), date=self.dated(day, year=False)
        )

    def differs(self, zone: str | None, at: datetime) -> bool:
        """Whether a person of that zone sees another wall clock."""
        return zone is not None and at.astimezone(_zone(zone)).utcoffset() != self._local(at).utcoffset()

    def _phrase(
        self, family: str, at: datetime, *, short: bool, strong: bool = False, limit: bool = False
    ) -> Line:
        form = "hour" if short and self.is_today(at) else "day"
        words = self._words(at, short=short)
        if limit:
            words = self._with_yours(at, words) or words
        moment = self._moment(at, words, strong=strong)
        return line(self.language, f"{family}.{form}", moment=moment)

    def _moment(self, at: datetime, told: str, *, strong: bool = False) -> Moment:
        elsewhere = self.zones is None or any(self.differs(zone, at) for zone in self.zones)
        return Moment(at, told, shared=self.shared and elsewhere, strong=strong)

    def _words(self, at: datetime, *, short: bool) -> str:
        local = self._local(at)
        hour = HOURS[self.language](local.hour, local.minute)
        if short and self.is_today(at):
            return hour
        date = local.date()
        day, month = _day(self.language, date), _month(self, date)
        weekday = _short_weekday(self.language, date.weekday())
        if self.now is None or self._local(self.now).year == local.year:
            return text(self.language, "moments.full", weekday=weekday, day=day, month=month, hour=hour)
        return text(
            self.language,
            "moments.full_year",
            weekday=weekday,
            day=day,
            month=month,
            year=local.year,
            hour=hour,
        )

    def _with_yours(self, at: datetime, words: str) -> str | None:
        """With the contract's city and the reader's own time, where a reader alone sees another clock."""
        if self.shared or self.reader_zone is None or not self.differs(self.reader_zone, at):
            return None
        theirs = Times(self.language, self.reader_zone, at)
        same_day = theirs.day(at) == self.day(at)
        yours = theirs.hour(at) if same_day else theirs.bare(at, short=False).text
        city = city_of(self.zone, self.language)
        return text(self.language, "moments.zoned_yours", moment=words, city=city, yours=yours)

    def is_today(self, at: datetime) -> bool:
        """Whether it is on the same local date as now."""
        return self.now is not None and self._local(at).date() == self._local(self.now).date()

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(_zone(self.zone))


def times(reader: Reader, zone: str, now: datetime | None = None) -> Times:
    """How this reader is told of instants under a contract of that zone."""
    theirs = None if reader.shared else reader.zone
    return Times(reader.language, zone, now or reader.now, theirs, reader.shared, reader.zones)


@lru_cache(maxsize=1024)
def city_of(zone: str, language: str) -> str:
    """The city by which a zone is known: "Toronto", "Londres"."""
    from babel.dates import get_timezone_location  # noqa: PLC0415

    if zone in {"UTC", "Etc/UTC"}:
        return "UTC"
    return str(get_timezone_location(zone, locale=_locale(language), return_city=True))


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return UTC


@cache
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(language)


@cache
def _short_weekday(language: str, day: int) -> str:
    word = str(_locale(language).days["format"]["abbreviated"][day])
    return word if language == "en" or word.endswith(".") else f"{word}."


def _month(times_: Times, day: date) -> str:
    return _month_word(times_.language, day.month)


@cache
def _month_word(language: str, month: int) -> str:
    if (own := _MONTHS.get((language, month))) is not None:
        return own
    months = _locale(language).months["format"]
    word, whole = str(months["abbreviated"][month]), str(months["wide"][month])
    return word if language == "en" or word.endswith(".") or word == whole else f"{word}."


def _day(language: str, day: date) -> str:
    return "1er" if language == "fr" and day.day == 1 else str(day.day)
