"""Ten calendars chosen to be hard: lunch, night, no night, skipped and repeated hours, lost days."""

from dataclasses import dataclass
from datetime import date, timedelta

from policy.calendars import CalendarSpec, Window
from policy.holidays import HolidaySource, closed_dates

ALWAYS = ("00:00-24:00",)
NEVER: tuple[str, ...] = ()


def week(*days: tuple[str, ...]) -> tuple[tuple[Window, ...], ...]:
    """Windows of seven days, Monday first, from their texts."""
    return tuple(tuple(map(Window.parse, day)) for day in days)


def weekdays(*windows: str) -> tuple[tuple[Window, ...], ...]:
    """The same windows Monday to Friday."""
    return week(*[windows] * 5, NEVER, NEVER)


def every_day(*windows: str) -> tuple[tuple[Window, ...], ...]:
    """The same windows all week."""
    return week(*[windows] * 7)


def toronto() -> CalendarSpec:
    """Monday to Friday 08:00-20:00 in Toronto, less Canada's federal holidays."""
    source = HolidaySource("CA", None, ("government",))
    closed = closed_dates(source, 2018, 2040)
    return CalendarSpec("toronto", "America/Toronto", weekdays("08:00-20:00"), closed)


@dataclass(frozen=True, slots=True)
class Sample:
    """A calendar and days around which its clocks change."""

    spec: CalendarSpec
    changes: tuple[date, ...]


def samples() -> tuple[Sample, ...]:
    """The ten."""
    toronto_2026 = (date(2026, 3, 8), date(2026, 11, 1))
    europe_2026 = (date(2026, 3, 29), date(2026, 10, 25))
    howe_2026 = (date(2026, 4, 5), date(2026, 10, 4))
    france = closed_dates(HolidaySource("FR", None, ("public",)), 2015, 2035)
    england = closed_dates(HolidaySource("GB", "ENG", ("public",)), 2015, 2035)
    night = {date(2026, 3, 9): "Flood", date(2026, 11, 1): "Move"}
    extra = {
        date(2026, 3, 8): (Window.parse("01:15-02:45"),),
        date(2026, 3, 9): (Window.parse("10:00-12:00"),),
        date(2026, 10, 31): (Window.parse("20:00-03:30"),),
        date(2026, 11, 3): (),
    }
    odd = week(("02:30-04:00",), ("01:30-05:00",), NEVER, NEVER, NEVER, NEVER, ("02:30-04:00",))
    return (
        Sample(toronto(), toronto_2026),
        Sample(
            CalendarSpec("paris-lunch", "Europe/Paris", weekdays("09:00-12:00", "14:00-18:00"), france),
            europe_2026,
        ),
        Sample(
            CalendarSpec("london-weekdays", "Europe/London", weekdays(*ALWAYS), england),
            europe_2026,
        ),
        Sample(CalendarSpec("london-always", "Europe/London", every_day(*ALWAYS)), europe_2026),
        Sample(
            CalendarSpec("toronto-night", "America/Toronto", every_day("22:00-06:00"), night, extra),
            toronto_2026,
        ),
        Sample(CalendarSpec("toronto-odd-hours", "America/Toronto", odd), toronto_2026),
        Sample(
            CalendarSpec(
                "lord-howe",
                "Australia/Lord_Howe",
                every_day("00:30-01:45", "02:10-02:20", "02:25-17:00"),
            ),
            howe_2026,
        ),
        Sample(
            CalendarSpec(
                "sao-paulo-midnight",
                "America/Sao_Paulo",
                every_day("00:45-07:00", "20:00-22:00", "23:15-23:45"),
            ),
            (date(2017, 10, 15), date(2018, 2, 18)),
        ),
        Sample(
            CalendarSpec(
                "apia-lost-day",
                "Pacific/Apia",
                week(*[("08:00-16:30", "20:00-02:00")] * 4, ALWAYS, ALWAYS, ("10:00-11:00",)),
            ),
            (date(2011, 9, 24), date(2011, 12, 30)),
        ),
        Sample(
            CalendarSpec(
                "st-johns-one-past-midnight",
                "America/St_Johns",
                week(*[("00:00-08:15", "23:15-24:00")] * 6, ("18:00-04:00",)),
            ),
            (date(2010, 3, 14), date(2010, 11, 7)),
        ),
    )


def around(day: date, days: int) -> tuple[date, date]:
    """The dates from some days before to some days after."""
    return day - timedelta(days=days), day + timedelta(days=days)
