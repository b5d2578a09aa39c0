"""Open time summed along a calendar, so that any span is answered by two bisections."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from policy.openings import Openings, openings
from policy.walls import midnight
from policy.windows import CalendarSpec

FIRST_YEAR = 1900
LAST_YEAR = 2500
_STEP = 4
_LARGEST_STEP = 32


@dataclass(frozen=True, slots=True)
class Sums:
    """Some years of a calendar, ready to be searched; replaced whole, never changed.

    Interval `i` is open from `opens[i]` to `closes[i]`. `used[i]` is the open time from `first` to
    `closes[i]`, and `base[i]` is `opens[i]` less the open time before it, so that `at - base[i]` is
    the open time up to `at`, and `base[i] + time` its inverse. Interval 0 is empty and stands at
    `first`, so that each covered instant has an interval that begins at or before it.
    """

    first_year: int
    end_year: int
    first: datetime
    until: datetime
    opens: list[datetime]
    closes: list[datetime]
    base: list[datetime]
    used: list[timedelta]
    days: list[int]


class YearSums:
    """Grows `Sums` over whatever years are asked about, in either direction."""

    def __init__(self, spec: CalendarSpec, zone: ZoneInfo) -> None:
        self._spec = spec
        self._zone = zone
        self.built: Sums | None = None

    def covering(self, *instants: datetime) -> Sums:
        """Sums that cover every one of some UTC instants.

        Raises:
            ValueError: one lies outside the years that calendars serve.
        """
        years = [at.year for at in instants]
        for year in years:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise ValueError(f"calendars serve {FIRST_YEAR} to {LAST_YEAR}, not {year}")
        # One year more on each side, since a local year may begin in another UTC year.
        first = min(years) - 1
        return self._build(first, max(first + _STEP, max(years) + 2))

    def later(self, sums: Sums) -> Sums:
        """Sums that reach further ahead than `sums`.

        Raises:
            ValueError: the last year is reached: the calendar holds no such open time.
        """
        last = LAST_YEAR + 2
        if sums.end_year >= last:
            raise ValueError(f"calendar {self._spec.id} has no such open time up to {LAST_YEAR}")
        return self._build(sums.first_year, min(sums.end_year + _growth(sums), last))

    def earlier(self, sums: Sums) -> Sums:
        """Sums that reach further back than `sums`.

        Raises:
            ValueError: the first year is reached: the calendar holds no such open time.
        """
        first = FIRST_YEAR - 1
        if sums.first_year <= first:
            raise ValueError(f"calendar {self._spec.id} has no such open time since {FIRST_YEAR}")
        return self._build(max(sums.first_year - _growth(sums), first), sums.end_year)

    def _build(self, first_year: int, end_year: int) -> Sums:
        built = self.built
        if built is None:
            found = openings(self._spec, self._zone, first_year, end_year)
        else:
            first_year = min(first_year, built.first_year)
            end_year = max(end_year, built.end_year)
            found = openings(self._spec, self._zone, first_year, built.first_year)
            found.extend(Openings(built.opens[1:], built.closes[1:], built.days))
            found.extend(openings(self._spec, self._zone, built.end_year, end_year))
        first = midnight(date(first_year, 1, 1), self._zone)
        until = midnight(date(end_year, 1, 1), self._zone)
        # One assignment: another thread sees the old sums or the new ones, both whole.
        self.built = _summed(found, first_year, end_year, first, until)
        return self.built


def _growth(sums: Sums) -> int:
    """Years to add: as many as there are, so that a long search stays cheap, within reason."""
    return min(max(sums.end_year - sums.first_year, _STEP), _LARGEST_STEP)


def _summed(found: Openings, first_year: int, end_year: int, first: datetime, until: datetime) -> Sums:
    opens, closes = [first, *found.opens], [first, *found.closes]
    base: list[datetime] = []
    used: list[timedelta] = []
    total = timedelta(0)
    for opening, closing in zip(opens, closes, strict=True):
        base.append(opening - total)
        total += closing - opening
        used.append(total)
    return Sums(first_year, end_year, first, until, opens, closes, base, used, found.days)
