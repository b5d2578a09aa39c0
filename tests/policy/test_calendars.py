"""Business time at the edges: openings, closings, holidays, nights and the days clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from policy.calendars import BusinessCalendar, CalendarSpec, Window

TORONTO = ZoneInfo("America/Toronto")


def windows(*texts: str) -> tuple[Window, ...]:
    return tuple(map(Window.parse, texts))


def calendar(
    zone: str = "America/Toronto",
    weekdays: tuple[str, ...] = ("08:00-20:00",),
    weekend: tuple[str, ...] = (),
    closed: dict[date, str] | None = None,
    extra: dict[date, tuple[Window, ...]] | None = None,
) -> BusinessCalendar:
    week = (windows(*weekdays),) * 5 + (windows(*weekend),) * 2
    spec = CalendarSpec("desk", zone, week, closed or {}, extra or {}, date(2031, 12, 31))
    return BusinessCalendar(spec)


def local(text: str, zone: str = "America/Toronto") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


OFFICE = calendar(closed={date(2026, 5, 18): "Victoria Day"})


@pytest.mark.parametrize(
    ("at", "is_open", "opening", "closing"),
    [
        ("2026-03-03T07:59:59", False, "2026-03-03T08:00", "2026-03-03T20:00"),
        ("2026-03-03T08:00", True, "2026-03-03T08:00", "2026-03-03T20:00"),
        ("2026-03-03T12:00", True, "2026-03-03T12:00", "2026-03-03T20:00"),
        ("2026-03-03T19:59:59.999999", True, "2026-03-03T19:59:59.999999", "2026-03-03T20:00"),
        ("2026-03-03T20:00", False, "2026-03-04T08:00", "2026-03-04T20:00"),
        ("2026-03-06T20:00", False, "2026-03-09T08:00", "2026-03-09T20:00"),
        ("2026-05-16T12:00", False, "2026-05-19T08:00", "2026-05-19T20:00"),
        ("2026-05-18T12:00", False, "2026-05-19T08:00", "2026-05-19T20:00"),
    ],
)
def test_a_desk_is_open_from_its_opening_up_to_its_closing(
    at: str, is_open: bool, opening: str, closing: str
):
    asked = local(at)
    answers = (OFFICE.is_open(asked), OFFICE.next_opening(asked), OFFICE.next_closing(asked))
    assert answers == (is_open, local(opening), local(closing))


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        ("2026-03-03T08:00", 4, "2026-03-03T12:00"),
        ("2026-03-03T06:00", 4, "2026-03-03T12:00"),
        ("2026-03-03T16:00", 4, "2026-03-03T20:00"),
        ("2026-03-03T16:00:01", 4, "2026-03-04T08:00:01"),
        ("2026-03-03T20:00", 4, "2026-03-04T12:00"),
        ("2026-03-03T08:00", 12, "2026-03-03T20:00"),
        ("2026-03-03T08:00", 60, "2026-03-09T20:00"),
        ("2026-05-15T19:00", 2, "2026-05-19T09:00"),
        ("2026-03-06T18:00", 4, "2026-03-09T10:00"),
    ],
)
def test_open_time_added_skips_what_is_closed_and_may_end_on_a_closing(start: str, duration: int, due: str):
    assert OFFICE.add(local(start), hours(duration)) == local(due)


@pytest.mark.parametrize(
    ("end", "duration", "start"),
    [
        ("2026-03-03T12:00", 4, "2026-03-03T08:00"),
        ("2026-03-03T12:00", 5, "2026-03-02T19:00"),
        ("2026-03-04T06:00", 12, "2026-03-03T08:00"),
        ("2026-03-03T20:00", 1, "2026-03-03T19:00"),
        ("2026-05-19T08:00", 1, "2026-05-15T19:00"),
    ],
)
def test_open_time_subtracted_is_the_last_instant_that_leads_there(end: str, duration: int, start: str):
    assert OFFICE.subtract(local(end), hours(duration)) == local(start)


def test_no_time_at_all_moves_nothing_even_while_closed():
    night = local("2026-03-03T23:00")
    assert OFFICE.add(night, timedelta(0)) == night
    assert OFFICE.subtract(night, timedelta(0)) == night
    assert OFFICE.between(night, night) == timedelta(0)


def test_a_negative_duration_is_refused():
    noon = local("2026-03-03T12:00")
    with pytest.raises(ValueError, match="never negative"):
        OFFICE.add(noon, -hours(1))
    with pytest.raises(ValueError, match="never negative"):
        OFFICE.subtract(noon, -hours(1))


def test_between_runs_backward_as_the_same_time_negative():
    early, late = local("2026-03-03T18:00"), local("2026-03-04T10:00")
    assert (OFFICE.between(early, late), OFFICE.between(late, early)) == (hours(4), -hours(4))


@pytest.mark.parametrize("zone", [UTC, TORONTO, ZoneInfo("Asia/Kathmandu")])
def test_an_answer_comes_in_the_zone_of_its_question(zone):
    start = local("2026-03-03T12:00").astimezone(zone)
    due = OFFICE.add(start, hours(10))
    began = OFFICE.subtract(due, hours(10))
    assert (due.astimezone(TORONTO), due.tzinfo) == (local("2026-03-04T10:00"), zone)
    assert (began, began.tzinfo) == (start, zone)


def test_openings_and_closings_come_in_the_zone_of_the_calendar():
    opening = OFFICE.next_opening(datetime(2026, 3, 3, 4, tzinfo=UTC))
    closing = OFFICE.next_closing(datetime(2026, 3, 3, 4, tzinfo=UTC))
    assert closing is not None
    assert (opening.tzinfo, closing.tzinfo) == (OFFICE.zone, OFFICE.zone)


def test_a_naive_time_is_refused_by_every_question():
    naive = datetime(2026, 3, 3, 12)  # noqa: DTZ001 - that is the point
    aware = local("2026-03-03T12:00")
    for question in (
        lambda: OFFICE.is_open(naive),
        lambda: OFFICE.next_opening(naive),
        lambda: OFFICE.next_closing(naive),
        lambda: OFFICE.add(naive, hours(1)),
        lambda: OFFICE.subtract(naive, hours(1)),
        lambda: OFFICE.between(naive, aware),
        lambda: OFFICE.between(aware, naive),
        lambda: OFFICE.open_segments(naive, aware),
    ):
        with pytest.raises(ValueError, match="has no time zone"):
            question()


ROUND_THE_CLOCK = ("00:00-24:00",)


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("America/Toronto", date(2026, 3, 8), 23),
        ("America/Toronto", date(2026, 11, 1), 25),
        ("Europe/Paris", date(2026, 3, 29), 23),
        ("Europe/Paris", date(2026, 10, 25), 25),
        ("Europe/London", date(2026, 3, 29), 23),
        ("Europe/London", date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Europe/Paris", date(2026, 6, 1), 24),
    ],
)
def test_a_day_open_round_the_clock_has_the_hours_that_it_has(zone: str, day: date, length: float):
    always = calendar(zone, ROUND_THE_CLOCK, ROUND_THE_CLOCK)
    assert always.closing_of(day) - always.opening_of(day) == timedelta(days=1)  # on the wall
    assert always.between(always.opening_of(day), always.closing_of(day)) == hours(length)


@pytest.mark.parametrize(
    ("zone", "day", "window", "length"),
    [
        ("America/Toronto", "2026-03-08", "01:30-04:00", 1.5),
        ("America/Toronto", "2026-03-08", "02:30-04:00", 1),
        ("America/Toronto", "2026-03-08", "01:00-02:30", 1),
        ("America/Toronto", "2026-03-08", "02:10-02:50", 0),
        ("America/Toronto", "2026-11-01", "01:30-04:00", 3.5),
        ("America/Toronto", "2026-11-01", "00:30-01:30", 1),
        ("America/Toronto", "2026-11-01", "01:10-01:20", 1 / 6),
        ("America/Toronto", "2026-11-01", "00:30-02:00", 2.5),
        ("Europe/London", "2026-03-29", "01:30-03:00", 1),
        ("Europe/London", "2026-10-25", "01:30-03:00", 2.5),
        ("Australia/Lord_Howe", "2026-10-04", "02:15-03:00", 0.5),
        ("Australia/Lord_Howe", "2026-04-05", "01:45-03:00", 1.75),
    ],
)
def test_a_boundary_in_the_odd_hour_is_the_first_instant_that_shows_it(
    zone: str, day: str, window: str, length: float
):
    odd = calendar(zone, (window,), (window,))
    begin, end = local(f"{day}T00:00", zone), local(f"{day}T23:59", zone)
    assert odd.between(begin, end) == timedelta(seconds=round(length * 3600))


def test_a_window_wholly_skipped_makes_no_business_day():
    skipped = calendar(weekdays=(), weekend=("02:10-02:50",))
    assert [skipped.is_business_day(date(2026, 3, day)) for day in (1, 7, 8, 14)] == [
        True,
        True,
        False,
        True,
    ]


def test_a_deadline_counts_real_hours_through_the_change():
    night = calendar(weekdays=("22:00-06:00",), weekend=("22:00-06:00",))
    spring = night.add(local("2026-03-07T22:00"), hours(7))
    autumn = night.add(local("2026-10-31T22:00"), hours(9))
    assert (spring, autumn) == (local("2026-03-08T06:00"), local("2026-11-01T06:00"))


def test_a_holiday_cuts_the_night_before_at_midnight_and_leaves_the_morning_after():
    night = calendar(
        weekdays=("22:00-06:00",), weekend=("22:00-06:00",), closed={date(2026, 7, 1): "Canada Day"}
    )
    segments = list(night.open_segments(local("2026-06-30T12:00"), local("2026-07-02T12:00")))
    assert segments == [
        (local("2026-06-30T22:00"), local("2026-07-01T00:00")),
        (local("2026-07-02T00:00"), local("2026-07-02T06:00")),
    ]
    assert night.closing_of(date(2026, 6, 30)) == local("2026-07-01T00:00")
    assert not night.is_business_day(date(2026, 7, 1))


def test_a_night_ends_on_the_next_date():
    night = calendar(weekdays=("22:00-06:00",))
    assert night.opening_of(date(2026, 3, 3)) == local("2026-03-03T22:00")
    assert night.closing_of(date(2026, 3, 3)) == local("2026-03-04T06:00")
    assert night.next_closing(local("2026-03-04T01:00")) == local("2026-03-04T06:00")
    assert night.is_open(local("2026-03-07T05:59"))  # Friday's night
    assert not night.is_business_day(date(2026, 3, 7))


def test_windows_that_touch_or_overlap_are_one_opening():
    split = calendar(weekdays=("08:00-12:00", "12:00-16:00", "15:00-20:00"))
    day = (local("2026-03-03T08:00"), local("2026-03-03T20:00"))
    assert list(split.open_segments(local("2026-03-03T00:00"), local("2026-03-04T00:00"))) == [day]
    assert split.between(*day) == hours(12)


def test_a_dated_exception_replaces_the_week_and_opens_a_holiday():
    exceptional = calendar(
        closed={date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"},
        extra={
            date(2026, 12, 24): windows("08:00-12:00"),
            date(2026, 12, 26): windows("10:00-14:00"),
            date(2026, 12, 28): windows("09:00-11:00"),
            date(2026, 12, 29): (),
        },
    )
    segments = exceptional.open_segments(local("2026-12-24T00:00"), local("2026-12-31T00:00"))
    assert list(segments) == [
        (local("2026-12-24T08:00"), local("2026-12-24T12:00")),
        (local("2026-12-26T10:00"), local("2026-12-26T14:00")),
        (local("2026-12-28T09:00"), local("2026-12-28T11:00")),
        (local("2026-12-30T08:00"), local("2026-12-30T20:00")),
    ]
    assert exceptional.opening_of(date(2026, 12, 26)) == local("2026-12-26T10:00")
    assert exceptional.closing_of(date(2026, 12, 28)) == local("2026-12-28T11:00")
    assert exceptional.closures(date(2026, 12, 24), date(2026, 12, 31)) == (
        (date(2026, 12, 25), "Christmas Day"),
    )


def test_closures_are_named_where_they_close_what_would_open():
    named = calendar(
        closed={
            date(2026, 7, 1): "Canada Day",
            date(2026, 8, 1): "A Saturday",
            date(2026, 12, 25): "Christmas Day",
        }
    )
    assert named.closures(date(2026, 7, 1), date(2026, 12, 25)) == (
        (date(2026, 7, 1), "Canada Day"),
        (date(2026, 12, 25), "Christmas Day"),
    )
    assert named.closures(date(2026, 7, 2), date(2026, 12, 24)) == ()


def test_open_segments_are_cut_to_what_is_asked():
    segments = OFFICE.open_segments(local("2026-03-03T12:00"), local("2026-03-04T09:00"))
    assert list(segments) == [
        (local("2026-03-03T12:00"), local("2026-03-03T20:00")),
        (local("2026-03-04T08:00"), local("2026-03-04T09:00")),
    ]
    assert list(OFFICE.open_segments(local("2026-03-04T09:00"), local("2026-03-03T12:00"))) == []


@pytest.mark.parametrize(
    ("after", "n", "day"),
    [
        (date(2026, 3, 3), 1, date(2026, 3, 4)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 2, date(2026, 3, 10)),
        (date(2026, 5, 15), 1, date(2026, 5, 19)),
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
        (date(2026, 3, 2), 5000, date(2045, 5, 2)),
    ],
)
def test_business_days_are_counted_after_the_date_of_receipt(after: date, n: int, day: date):
    assert OFFICE.nth_business_day(after, n) == day


def test_business_days_are_counted_from_one():
    with pytest.raises(ValueError, match="counted from 1, not 0"):
        OFFICE.nth_business_day(date(2026, 3, 3), 0)


def test_a_closed_day_has_no_closing():
    with pytest.raises(ValueError, match="2026-05-18 is no business day of calendar desk"):
        OFFICE.closing_of(date(2026, 5, 18))


def test_a_calendar_that_never_closes_has_no_next_closing():
    always = calendar("Europe/London", ROUND_THE_CLOCK, ROUND_THE_CLOCK)
    seamed = calendar("Europe/London", ("06:00-22:00", "22:00-06:00"), ("06:00-06:30",))
    week = (windows("06:00-22:00", "22:00-06:00"),) * 7
    nights = BusinessCalendar(CalendarSpec("nights", "Europe/London", week))
    at = local("2026-03-03T12:00")
    assert (always.next_closing(at), nights.next_closing(at)) == (None, None)
    assert seamed.next_closing(at) == local("2026-03-07T06:30", "Europe/London")


def test_a_calendar_open_all_week_closes_for_its_closures_and_never_after_them():
    christmas = calendar(
        "Europe/London", ROUND_THE_CLOCK, ROUND_THE_CLOCK, {date(2027, 12, 25): "Christmas Day"}
    )
    before, after = local("2020-01-01T00:00"), local("2028-01-01T00:00")
    assert christmas.next_closing(before) == local("2027-12-25T00:00", "Europe/London")
    assert christmas.next_closing(after) is None


def test_a_week_open_but_for_its_end_closes_there():
    nearly = calendar("Europe/London", ROUND_THE_CLOCK, ("00:00-23:59",))
    assert nearly.next_closing(local("2026-03-03T12:00")) == local("2026-03-07T23:59", "Europe/London")
    sunday_short = (windows("00:00-24:00"),) * 6 + (windows("00:00-23:00"),)
    short = BusinessCalendar(CalendarSpec("short", "Europe/London", sunday_short))
    assert short.next_closing(local("2026-03-03T12:00")) == local("2026-03-08T23:00", "Europe/London")


def test_years_are_built_as_they_are_asked_for_in_any_order():
    asked_late, asked_early = calendar(), calendar()
    spans = [(2026, 2027), (2301, 2302), (1950, 1951), (2100, 2400), (1910, 2310)]
    for first, last in spans:
        a, b = datetime(first, 6, 1, 12, tzinfo=UTC), datetime(last, 6, 1, 12, tzinfo=UTC)
        fresh = calendar()
        assert asked_late.between(a, b) == fresh.between(a, b)
        used = fresh.between(a, b)
        assert (asked_late.add(a, used), asked_late.subtract(b, used)) == (
            fresh.add(a, used),
            fresh.subtract(b, used),
        )
        assert asked_late.between(a, asked_late.add(a, used)) == used
    for first, last in reversed(spans):
        a, b = datetime(first, 6, 1, 12, tzinfo=UTC), datetime(last, 6, 1, 12, tzinfo=UTC)
        assert asked_early.between(a, b) == asked_late.between(a, b)


def test_searches_grow_the_years_forward_and_backward():
    rare = BusinessCalendar(
        CalendarSpec(
            "rare",
            "Europe/Paris",
            ((),) * 7,
            extra={
                date(1999, 12, 31): windows("08:00-24:00"),
                date(2060, 1, 1): windows("00:00-08:00"),
            },
        )
    )
    now = datetime(2026, 1, 1, tzinfo=UTC)
    paris = "Europe/Paris"
    assert rare.next_opening(now) == local("2060-01-01T00:00", paris)
    assert rare.next_closing(now) == local("2060-01-01T08:00", paris)
    assert rare.add(now, hours(1)) == local("2060-01-01T01:00", paris)
    assert rare.subtract(now, hours(1)) == local("1999-12-31T23:00", paris)
    assert rare.nth_business_day(date(2026, 1, 1), 1) == date(2060, 1, 1)


def test_a_long_promise_reaches_past_the_years_built_first():
    weeks = 10 * 52
    due = calendar().add(local("2026-03-02T08:00"), hours(60 * weeks))
    start = calendar().subtract(local("2026-03-06T20:00"), hours(60 * weeks))
    assert (due, start) == (local("2036-02-15T20:00"), local("2016-03-21T08:00"))
    assert calendar().nth_business_day(date(2026, 3, 6), 5 * weeks) == date(2036, 2, 22)


def test_what_never_opens_again_says_so():
    once = BusinessCalendar(
        CalendarSpec("once", "Europe/Paris", ((),) * 7, extra={date(2026, 1, 1): windows("08:00-12:00")})
    )
    later, earlier = datetime(2027, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    for question in (
        lambda: once.next_opening(later),
        lambda: once.next_closing(later),
        lambda: once.add(later, hours(1)),
        lambda: once.nth_business_day(date(2026, 1, 1), 1),
    ):
        with pytest.raises(ValueError, match="calendar once has no such open time up to 2500"):
            question()
    with pytest.raises(ValueError, match="calendar once has no such open time since 1900"):
        once.subtract(earlier, hours(1))
    assert once.between(earlier, later) == hours(4)


def test_the_far_future_is_counted_like_today():
    start = local("2380-03-03T16:00")
    assert OFFICE.add(start, hours(6)) == local("2380-03-04T10:00")


@pytest.mark.parametrize("year", [1899, 2501, 9998])
def test_years_that_calendars_do_not_serve_are_refused(year: int):
    with pytest.raises(ValueError, match=f"calendars serve 1900 to 2500, not {year}"):
        OFFICE.is_open(datetime(year, 6, 1, tzinfo=UTC))


def test_an_opening_across_new_year_is_one():
    party = calendar(weekdays=("20:00-04:00",), weekend=("20:00-04:00",))
    for year in range(2023, 2033):
        eve, morning = local(f"{year}-12-31T20:00"), local(f"{year + 1}-01-01T04:00")
        assert party.next_closing(eve) == morning
        assert party.between(eve, morning) == hours(8)
        assert list(party.open_segments(eve, morning)) == [(eve, morning)]


def test_a_night_before_the_first_year_built_runs_into_it():
    tuesdays = ((), windows("22:00-06:00"), (), (), (), (), ())
    regular = BusinessCalendar(CalendarSpec("tuesdays", "America/Toronto", tuesdays))
    once = calendar(extra={date(2024, 12, 31): windows("22:00-06:00")})
    for night in (regular, once):
        assert not night.is_open(local("2026-01-01T02:00"))  # so 2025 is the first year built
        assert night.is_open(local("2025-01-01T02:00"))


def test_years_built_later_leave_no_seam():
    office = calendar()
    assert office.is_open(local("2026-03-03T12:00"))
    assert office.next_opening(local("2024-12-31T21:00")) == local("2025-01-01T08:00")


def test_a_closing_at_the_end_of_the_years_built_is_a_closing():
    week = (windows("00:00-24:00"),) * 6 + ((),)
    sundays_off = BusinessCalendar(CalendarSpec("sundays off", "America/Toronto", week))
    assert sundays_off.is_open(local("2020-06-01T12:00"))  # builds to the end of 2022, a Saturday
    assert sundays_off.next_closing(local("2022-12-30T12:00")) == local("2023-01-01T00:00")


def test_a_night_that_ends_on_a_day_of_changing_clocks_makes_no_business_day():
    saturdays = ((),) * 5 + (windows("22:00-06:00"), ())
    nights = BusinessCalendar(CalendarSpec("saturdays", "America/Toronto", saturdays))
    assert nights.is_open(local("2026-03-08T05:59"))
    assert not nights.is_business_day(date(2026, 3, 8))


def test_the_horizon_of_known_holidays_is_told():
    assert OFFICE.known_until() == date(2031, 12, 31)
