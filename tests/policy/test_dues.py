"""When each unit falls due, where its clock starts, and when a share of it is used."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from policy.calendars import BusinessCalendar, CalendarSpec, Window
from policy.durations import CalendarTime, at_share, due, parse, starts
from policy.segments import as_utc


def calendar(zone: str, *windows: str, weekend: tuple[str, ...] = ()) -> BusinessCalendar:
    days, ends = (tuple(map(Window.parse, texts)) for texts in (windows, weekend))
    closed = {date(2026, 5, 18): "Victoria Day", date(2026, 5, 25): "Spring bank holiday"}
    return BusinessCalendar(CalendarSpec("desk", zone, (days,) * 5 + (ends,) * 2, closed))


OFFICE = calendar("America/Toronto", "08:00-20:00")
LUNCH = calendar("America/Toronto", "09:00-12:00", "13:00-17:00")
NIGHT = calendar("America/Toronto", "22:00-06:00")
ALWAYS = calendar("America/Toronto", "00:00-24:00", weekend=("00:00-24:00",))


def local(text: str, zone: str = "America/Toronto") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


# Tuesday 3 March 2026, before opening, at opening, inside, at closing, outside; then a Saturday.
@pytest.mark.parametrize(
    ("text", "received", "start", "owed"),
    [
        ("4 business hours", "2026-03-03T06:00", "2026-03-03T08:00", "2026-03-03T12:00"),
        ("4 business hours", "2026-03-03T08:00", "2026-03-03T08:00", "2026-03-03T12:00"),
        ("4 business hours", "2026-03-03T19:00", "2026-03-03T19:00", "2026-03-04T11:00"),
        ("4 business hours", "2026-03-03T20:00", "2026-03-04T08:00", "2026-03-04T12:00"),
        ("same business day", "2026-03-03T06:00", "2026-03-03T08:00", "2026-03-03T20:00"),
        ("same business day", "2026-03-03T19:59", "2026-03-03T19:59", "2026-03-03T20:00"),
        ("same business day", "2026-03-03T20:00", "2026-03-04T08:00", "2026-03-04T20:00"),
        ("same business day", "2026-03-07T12:00", "2026-03-09T08:00", "2026-03-09T20:00"),
        ("same business day", "2026-05-18T12:00", "2026-05-19T08:00", "2026-05-19T20:00"),
        ("1 business day", "2026-03-03T06:00", "2026-03-03T08:00", "2026-03-04T20:00"),
        ("1 business day", "2026-03-03T12:00", "2026-03-03T12:00", "2026-03-04T20:00"),
        ("1 business day", "2026-03-03T23:00", "2026-03-04T08:00", "2026-03-04T20:00"),
        ("1 business day", "2026-03-07T12:00", "2026-03-09T08:00", "2026-03-09T20:00"),
        ("2 business days", "2026-05-15T12:00", "2026-05-15T12:00", "2026-05-20T20:00"),
        ("10 business days", "2026-03-03T12:00", "2026-03-03T12:00", "2026-03-17T20:00"),
        ("next opening day", "2026-03-03T06:00", "2026-03-03T08:00", "2026-03-03T20:00"),
        ("next opening day", "2026-03-03T20:00", "2026-03-04T08:00", "2026-03-04T20:00"),
        ("next opening day", "2026-03-06T22:00", "2026-03-09T08:00", "2026-03-09T20:00"),
        ("next opening day", "2026-03-03T08:00", "2026-03-03T08:00", "2026-03-04T20:00"),
        ("next opening day", "2026-03-03T12:00", "2026-03-03T12:00", "2026-03-04T20:00"),
        ("7 calendar days", "2026-03-03T12:00", "2026-03-03T12:00", "2026-03-10T12:00"),
        ("7 calendar days", "2026-03-01T02:30", "2026-03-01T02:30", "2026-03-08T03:00"),
        ("7 calendar days", "2026-10-25T01:30", "2026-10-25T01:30", "2026-11-01T01:30"),
        ("24 calendar hours", "2026-03-07T12:00", "2026-03-07T12:00", "2026-03-08T13:00"),
        ("24 calendar hours", "2026-10-31T12:00", "2026-10-31T12:00", "2026-11-01T11:00"),
        ("3 months", "2026-11-30T12:00", "2026-11-30T12:00", "2027-03-01T00:00"),
        ("6 months", "2026-03-03T12:00", "2026-03-03T12:00", "2026-09-04T00:00"),
        ("12 months", "2026-12-31T12:00", "2026-12-31T12:00", "2028-01-01T00:00"),
        ("1 year", "2028-02-29T12:00", "2028-02-29T12:00", "2029-03-01T00:00"),
        ("end of month", "2026-02-01T00:00", "2026-02-01T00:00", "2026-03-01T00:00"),
        ("end of month", "2026-12-31T23:59", "2026-12-31T23:59", "2027-01-01T00:00"),
    ],
)
def test_a_duration_starts_and_falls_due(text: str, received: str, start: str, owed: str):
    duration, at = parse(text), local(received).astimezone(UTC)
    answer = (starts(duration, at, OFFICE), due(duration, at, OFFICE))
    assert answer == (local(start), local(owed))
    assert {moment.tzinfo for moment in answer} == {OFFICE.zone}


@pytest.mark.parametrize(
    ("text", "received", "owed"),
    [
        ("same business day", "2026-03-03T12:30", "2026-03-03T17:00"),
        ("next opening day", "2026-03-03T12:30", "2026-03-03T17:00"),
        ("next opening day", "2026-03-03T10:00", "2026-03-04T17:00"),
        ("4 business hours", "2026-03-03T11:00", "2026-03-03T16:00"),
        ("1 business hour", "2026-03-03T11:00", "2026-03-03T12:00"),
    ],
)
def test_lunch_is_closed_and_the_afternoon_is_the_same_day(text: str, received: str, owed: str):
    assert due(parse(text), local(received), LUNCH) == local(owed)


@pytest.mark.parametrize(
    ("text", "received", "owed"),
    [
        ("same business day", "2026-03-03T12:00", "2026-03-04T06:00"),
        ("same business day", "2026-03-04T02:00", "2026-03-05T06:00"),
        ("1 business day", "2026-03-06T23:00", "2026-03-10T06:00"),
        ("next opening day", "2026-03-03T12:00", "2026-03-04T06:00"),
        ("next opening day", "2026-03-04T02:00", "2026-03-05T06:00"),
        ("next opening day", "2026-03-07T12:00", "2026-03-10T06:00"),
        ("next opening day", "2026-05-18T12:00", "2026-05-20T06:00"),
    ],
)
def test_a_night_belongs_to_the_date_on_which_it_opens(text: str, received: str, owed: str):
    assert due(parse(text), local(received), NIGHT) == local(owed)


def test_a_desk_that_is_always_open_takes_up_requests_at_the_next_midnight():
    assert due(parse("next opening day"), local("2026-03-03T12:00"), ALWAYS) == local("2026-03-05T00:00")


def test_a_repeated_hour_is_told_apart_by_its_instant():
    first, second = datetime(2026, 11, 1, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert {due(parse("1 calendar day"), at, OFFICE) for at in (first, second)} == {local("2026-11-02T01:30")}
    owed = [due(parse("1 calendar hour"), at, OFFICE) for at in (first, second)]
    assert [as_utc(at) - start for at, start in zip(owed, (first, second), strict=True)] == [
        timedelta(hours=1)
    ] * 2


@pytest.mark.parametrize(
    ("share", "reached"),
    [
        (0.5, "2026-03-03T18:00"),
        (0.75, "2026-03-04T09:00"),
        (0.9, "2026-03-04T10:48"),
        (Fraction(9, 10), "2026-03-04T10:48"),
        (Decimal("0.9"), "2026-03-04T10:48"),
        (1, "2026-03-04T12:00"),
        (1.0, "2026-03-04T12:00"),
        (1.1, "2026-03-04T13:12"),
        (Fraction(5, 3), "2026-03-04T20:00"),
    ],
)
def test_a_share_of_business_time_is_counted_in_open_time(share, reached: str):
    start, owed = local("2026-03-03T12:00"), local("2026-03-04T12:00")
    assert at_share(parse("12 business hours"), share, start, owed, OFFICE) == local(reached)


def test_a_share_of_a_closing_is_counted_in_open_time():
    duration, received = parse("2 business days"), local("2026-03-06T20:00")
    start, owed = starts(duration, received, OFFICE), due(duration, received, OFFICE)
    assert (start, owed) == (local("2026-03-09T08:00"), local("2026-03-10T20:00"))
    assert at_share(duration, 0.5, start, owed, OFFICE) == local("2026-03-09T20:00")


def test_a_share_of_calendar_time_is_counted_in_real_time():
    duration, start = parse("2 calendar days"), local("2026-03-07T12:00")
    owed = due(duration, start, OFFICE)
    half = at_share(duration, 0.5, start, owed, OFFICE)
    assert half == local("2026-03-08T12:30")
    assert as_utc(half) - as_utc(start) == as_utc(owed) - as_utc(half) == timedelta(hours=23.5)


def test_the_whole_share_is_the_due_time_itself_even_while_closed():
    start, owed = local("2026-03-03T12:00"), local("2026-03-03T23:00")
    duration = parse("8 business hours")
    assert at_share(duration, 1, start, owed, OFFICE) == owed
    assert at_share(duration, 1.5, start, owed, OFFICE) == local("2026-03-04T12:00")


def test_a_due_time_before_its_start_is_used_up_from_the_outset():
    late, early = local("2026-03-03T12:00"), local("2026-03-03T11:00")
    for text in ("8 business hours", "8 calendar hours"):
        assert at_share(parse(text), 0.5, late, early, OFFICE) == late
        assert at_share(parse(text), 1.1, late, early, OFFICE) == early


def test_a_naive_receipt_is_refused():
    for text in ("4 business hours", "7 calendar days"):
        with pytest.raises(ValueError, match="has no time zone"):
            due(parse(text), datetime(2026, 3, 3, 12), OFFICE)  # noqa: DTZ001
        with pytest.raises(ValueError, match="has no time zone"):
            starts(parse(text), datetime(2026, 3, 3, 12), OFFICE)  # noqa: DTZ001


def test_a_date_past_the_last_year_is_refused():
    with pytest.raises(ValueError, match="108000 months after 2026-03-03 is past the year 9999"):
        due(parse("9000 years"), local("2026-03-03T12:00"), OFFICE)


def test_elapsed_time_may_be_given_as_a_value():
    assert due(CalendarTime(timedelta(seconds=90)), local("2026-03-03T12:00"), OFFICE) == local(
        "2026-03-03T12:01:30"
    )
