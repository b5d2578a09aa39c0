"""Windows are read, refused and written back as a policy writes them."""

from datetime import date

import pytest

from policy.calendars import BusinessCalendar, CalendarSpec, Window

NINE_TO_FIVE = ((Window.parse("09:00-17:00"),),) * 5 + ((), ())


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("08:00-20:00", Window(480, 1200)),
        ("00:00-24:00", Window(0, 1440)),
        ("22:00-06:00", Window(1320, 1800)),
        ("23:59-23:58", Window(1439, 2878)),
        ("18:00-00:00", Window(1080, 1440)),
    ],
)
def test_a_window_is_read_in_minutes_of_its_day(text: str, window: Window):
    assert Window.parse(text) == window


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (Window(480, 1200), "08:00-20:00"),
        (Window(0, 1440), "00:00-24:00"),
        (Window(1320, 1800), "22:00-06:00"),
        (Window(1080, 1440), "18:00-24:00"),
    ],
)
def test_a_window_is_written_as_it_is_read(window: Window, text: str):
    assert str(window) == text
    assert Window.parse(str(window)) == window


def test_a_window_may_be_written_with_spaces_and_a_dash():
    assert Window.parse(" 08:00 – 20:00 ") == Window(480, 1200)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("8-20", "'8-20' is not a window; write it as 08:00-20:00"),
        ("", "'' is not a window; write it as 08:00-20:00"),
        ("08:60-20:00", "'08:60-20:00' holds 08:60, which is no time of day"),
        ("08:00-24:01", "'08:00-24:01' holds 24:01, which is no time of day"),
        ("24:00-06:00", "'24:00-06:00' opens at 24:00; only a closing may be 24:00"),
        ("08:00-08:00", "'08:00-08:00' never opens; for a whole day write 00:00-24:00"),
    ],
)
def test_what_is_no_window_is_refused_with_the_reason(text: str, says: str):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the whole message is compared
        Window.parse(text)
    assert str(refusal.value) == says


@pytest.mark.parametrize(("opens", "closes"), [(-1, 60), (1440, 1500), (60, 60), (60, 1501)])
def test_minutes_that_make_no_window_are_refused(opens: int, closes: int):
    with pytest.raises(ValueError, match="a window"):
        Window(opens, closes)


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="a week has 7 days, Monday first; desk lists 5"):
        CalendarSpec("desk", "Europe/Paris", NINE_TO_FIVE[:5])


def test_equal_specifications_are_hashed_and_listed_alike_whatever_their_order():
    noel, new_year = date(2026, 12, 25), date(2026, 1, 1)
    closed = {noel: "Noël", new_year: "Jour de l'An"}
    one = CalendarSpec("desk", "Europe/Paris", NINE_TO_FIVE, closed)
    other = CalendarSpec("desk", "Europe/Paris", NINE_TO_FIVE, dict(reversed(closed.items())))
    assert (one, hash(one)) == (other, hash(other))
    assert list(one.closed) == [new_year, noel]


def test_a_specification_keeps_its_own_copy_of_the_closures():
    closed = {date(2026, 12, 25): "Noël"}
    spec = CalendarSpec("desk", "Europe/Paris", NINE_TO_FIVE, closed)
    closed.clear()
    assert spec.closed == {date(2026, 12, 25): "Noël"}


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "America", "../etc/passwd"])
def test_a_calendar_of_an_unknown_zone_is_refused(zone: str):
    with pytest.raises(ValueError, match="calendar desk: no time zone"):
        BusinessCalendar(CalendarSpec("desk", zone, NINE_TO_FIVE))


def test_a_calendar_that_never_opens_is_refused():
    never = CalendarSpec("desk", "Europe/Paris", ((),) * 7, extra={date(2026, 1, 1): ()})
    with pytest.raises(ValueError, match="calendar desk never opens"):
        BusinessCalendar(never)
