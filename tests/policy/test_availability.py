"""The share of a month that was up, to the minute, on the policy's clocks (SI-11.uptime)."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from policy.availability import availability, months_before

LONDON = ZoneInfo("Europe/London")
LATER = datetime(2027, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("outages", "down"),
    [
        ([], 0),
        ([(at(10, 9), at(10, 9, 43))], 43),
        ([(at(10, 9), at(10, 10)), (at(10, 9, 30), at(10, 10, 30))], 90),
        ([(at(10, 9), at(10, 10)), (at(10, 9, 15), at(10, 9, 45))], 60),
        ([(at(10, 9), at(10, 10)), (at(10, 10), at(10, 11))], 120),
        ([(at(31, 23, month=5), at(1, 1))], 60),
        ([(at(30, 23), at(1, 1, month=7))], 60),
        ([(at(1, 0, month=7), at(1, 1, month=7))], 0),
        ([(at(30, 23), None)], 60),
    ],
)
def test_minutes_down_of_a_month_count_once(outages, down):
    found = availability(outages, date(2026, 6, 15), LONDON, LATER)

    assert (found.month, found.whole, found.down, found.so_far) == (
        date(2026, 6, 1),
        43200 * MINUTE,
        down * MINUTE,
        False,
    )
    assert found.share == 1 - Fraction(down, 43200)


@pytest.mark.parametrize(("month", "hours"), [(3, 743), (10, 745), (2, 672)])
def test_a_month_with_a_changed_clock_has_the_hours_it_has(month, hours):
    assert availability([], date(2026, month, 1), LONDON, LATER).whole == timedelta(hours=hours)


def test_a_month_that_runs_is_measured_so_far():
    found = availability([(at(1, 0), None)], date(2026, 6, 1), LONDON, at(1, 10))

    assert (found.whole, found.down, found.share, found.so_far) == (10 * 60 * MINUTE, 600 * MINUTE, 0, True)


def test_a_month_that_has_not_begun_was_never_down():
    found = availability([(at(1, 0), None)], date(2026, 7, 1), LONDON, at(1, 10))

    assert (found.share, found.so_far) == (1, True)


def test_months_are_counted_back_over_the_year():
    assert months_before(date(2026, 2, 28), 3) == (date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1))
