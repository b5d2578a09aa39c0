"""Opening windows and calendar specifications: what a calendar version is made of, as data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DAY = 1440  # minutes of a day on the wall clock
_WINDOW = re.compile(r"(\d\d):(\d\d)\s*[-\N{EN DASH}]\s*(\d\d):(\d\d)")
_WEEKDAYS = 7
_HOUR = 60


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """One opening, in minutes after local midnight of its day; half-open.

    `closes` past 1440 means that it runs into the next day; midnight at the end of the day is 1440.
    """

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < DAY:
            raise ValueError(f"a window opens between 00:00 and 23:59, not at {self.opens} minutes")
        if not self.opens < self.closes <= self.opens + DAY:
            raise ValueError(
                f"a window closes after it opens and within 24 hours of it; "
                f"it opens at {self.opens} minutes and closes at {self.closes}"
            )

    @classmethod
    def parse(cls, text: str) -> "Window":
        """Read `08:00-20:00`, `00:00-24:00` or, overnight, `22:00-06:00`.

        Raises:
            ValueError: it is not two times of day, or they are the same time.
        """
        found = _WINDOW.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text!r} is not a window; write it as 08:00-20:00")
        opens, closes = _minute(found[1], found[2], text), _minute(found[3], found[4], text)
        if opens == DAY:
            raise ValueError(f"{text!r} opens at 24:00; only a closing may be 24:00")
        if closes == opens:
            raise ValueError(f"{text!r} never opens; for a whole day write 00:00-24:00")
        return cls(opens, closes if closes > opens else closes + DAY)

    def __str__(self) -> str:
        closes = self.closes if self.closes <= DAY else self.closes - DAY
        return "-".join(f"{m // _HOUR:02d}:{m % _HOUR:02d}" for m in (self.opens, closes))


def _minute(hour: str, minute: str, text: str) -> int:
    minutes = int(hour) * _HOUR + int(minute)
    if int(minute) >= _HOUR or minutes > DAY:
        raise ValueError(f"{text!r} holds {hour}:{minute}, which is no time of day")
    return minutes


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """A week of windows, the closed dates by name, and dated exceptions; hashable, plain data.

    `extra` replaces the week's windows on its dates, and opens them even where `closed` names
    them. A closed date is closed from local midnight to midnight, no less and no more: it cuts short
    the window that the evening before began, and of its own evening's window the hours after
    midnight stay open. `horizon` is the last date for which holidays are known.
    """

    id: str
    zone: str
    week: tuple[tuple[Window, ...], ...]
    closed: Mapping[date, str] = field(default_factory=dict)
    extra: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    horizon: date | None = None

    def __post_init__(self) -> None:
        if len(self.week) != _WEEKDAYS:
            raise ValueError(f"a week has 7 days, Monday first; {self.id} lists {len(self.week)}")
        # Sorted copies, so that equal calendars are written, hashed and compared alike.
        object.__setattr__(self, "closed", dict(sorted(self.closed.items())))
        object.__setattr__(self, "extra", dict(sorted(self.extra.items())))

    def __hash__(self) -> int:
        closed, extra = tuple(self.closed.items()), tuple(self.extra.items())
        return hash((self.id, self.zone, self.week, closed, extra, self.horizon))

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """The windows that begin on a date, exceptions and closures applied."""
        extra = self.extra.get(day)
        if extra is not None:
            return extra
        return () if day in self.closed else self.week[day.weekday()]


def days_alike(week: Sequence[Sequence[Window]]) -> Iterator[tuple[str, str]]:
    """Days that open alike, together, Monday first: ("mon-fri", "08:00-20:00"); closed ones are left out."""
    days = zip(_DAYS, week, strict=True)
    for windows, alike in groupby(days, key=lambda day: tuple(day[1])):
        names = [name for name, _ in alike]
        if windows:
            span = names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
            yield span, ", ".join(str(window) for window in windows)
