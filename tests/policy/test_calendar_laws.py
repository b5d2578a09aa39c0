"""The laws of business time, held by odd calendars at arbitrary instants."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.samples import samples
from policy.calendars import BusinessCalendar
from policy.segments import as_utc

INSTANT = timedelta(microseconds=1)
CHANGES = [
    (BusinessCalendar(sample.spec), datetime(day.year, day.month, day.day, tzinfo=UTC))
    for sample in samples()
    for day in sample.changes
]
ZONES = [UTC, ZoneInfo("America/Toronto"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Tokyo")]


@st.composite
def moments(draw: st.DrawFn, count: int = 1) -> tuple[BusinessCalendar, tuple[datetime, ...]]:
    """A calendar and instants near a change of its clocks, round or to the microsecond."""
    calendar, change = draw(st.sampled_from(CHANGES))
    units = st.sampled_from([timedelta(minutes=5), timedelta(seconds=1), INSTANT])
    found = []
    for _ in range(count):
        unit = draw(units)
        reach = timedelta(days=draw(st.sampled_from([2, 20, 400]))) // unit
        at = change + draw(st.integers(-reach, reach)) * unit
        found.append(at.astimezone(draw(st.sampled_from(ZONES))))
    return calendar, tuple(found)


DURATIONS = st.one_of(
    st.integers(1, 30).map(lambda n: timedelta(hours=n)),
    st.integers(1, 10_000).map(lambda n: timedelta(minutes=n)),
    st.integers(1, 10**12).map(lambda n: timedelta(microseconds=n)),
)
laws = settings(deadline=None, max_examples=150)


@laws
@given(moments(3))
def test_open_time_adds_up(drawn):
    calendar, (a, b, c) = drawn
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)


@laws
@given(moments(2))
def test_open_time_never_exceeds_real_time(drawn):
    calendar, instants = drawn
    a, b = sorted(map(as_utc, instants))
    assert timedelta(0) <= calendar.between(a, b) <= b - a
    assert calendar.between(b, a) == -calendar.between(a, b)


@laws
@given(moments(), DURATIONS)
def test_adding_gives_the_first_instant_by_which_it_has_passed(drawn, duration):
    calendar, (start,) = drawn
    due = as_utc(calendar.add(start, duration))
    assert calendar.between(start, due) == duration
    assert calendar.between(start, due - INSTANT) < duration


@laws
@given(moments(), DURATIONS)
def test_subtracting_gives_the_last_instant_that_leads_there(drawn, duration):
    calendar, (end,) = drawn
    start = as_utc(calendar.subtract(end, duration))
    assert calendar.between(start, end) == duration
    assert calendar.between(start + INSTANT, end) < duration


@laws
@given(moments(), DURATIONS, DURATIONS)
def test_two_durations_one_after_the_other_are_their_sum(drawn, one, other):
    calendar, (start,) = drawn
    both = calendar.add(start, one + other)
    assert as_utc(calendar.add(calendar.add(start, one), other)) == as_utc(both)


@laws
@given(moments())
def test_a_desk_is_open_where_the_next_instant_counts(drawn):
    calendar, (at,) = drawn
    counted = calendar.between(at, as_utc(at) + INSTANT)
    assert calendar.is_open(at) == (counted == INSTANT)


@laws
@given(moments())
def test_nothing_counts_before_the_next_opening_and_all_until_the_next_closing(drawn):
    calendar, (at,) = drawn
    opening = as_utc(calendar.next_opening(at))
    closing = calendar.next_closing(at)
    assert calendar.between(at, opening) == timedelta(0)
    assert calendar.is_open(opening)
    if closing is not None:
        assert calendar.between(opening, closing) == as_utc(closing) - opening
        assert not calendar.is_open(closing)


@laws
@given(moments(2))
def test_open_segments_add_up_to_the_open_time_between(drawn):
    calendar, instants = drawn
    a, b = sorted(map(as_utc, instants))
    segments = [(as_utc(x), as_utc(y)) for x, y in calendar.open_segments(a, b)]
    assert sum((y - x for x, y in segments), timedelta(0)) == calendar.between(a, b)
    assert [edge for pair in segments for edge in pair] == sorted(
        {edge for pair in segments for edge in pair}
    )


@laws
@given(moments(), st.integers(1, 40))
def test_the_nth_business_day_has_n_of_them_up_to_it(drawn, n):
    calendar, (at,) = drawn
    after = at.date()
    day = calendar.nth_business_day(after, n)
    days = [after + timedelta(days=count) for count in range(1, (day - after).days + 1)]
    assert sum(map(calendar.is_business_day, days)) == n
    assert calendar.is_business_day(day)
    assert as_utc(calendar.opening_of(day)) < as_utc(calendar.closing_of(day))
