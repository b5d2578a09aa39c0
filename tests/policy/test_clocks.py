"""Clocks read from their ticks: pauses in business time, breaches for good, and why a deadline is that."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from policy import clocks
from policy.calendars import BusinessCalendar, CalendarSpec, Window
from policy.clocks import (
    Breached,
    Cancelled,
    CancelledClock,
    Counted,
    Explanation,
    Met,
    Pause,
    Paused,
    PausedClock,
    Resumed,
    Running,
    Started,
    Stopped,
)
from policy.durations import at_share, due, parse, starts
from policy.steps import default_steps
from policy.targets import Kind, Milestone, Promise, Threshold, last_open_hour

TORONTO = ZoneInfo("America/Toronto")
HOURS = (Window.parse("09:00-17:00"),)
OFFICE = BusinessCalendar(
    CalendarSpec(
        "office",
        "America/Toronto",
        (HOURS,) * 5 + ((), ()),
        closed={date(2026, 6, 24): "Saint-Jean-Baptiste"},
        horizon=date(2026, 12, 31),
    )
)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def at(text):
    """An instant of June 2026 in Toronto: "12 16:30". The 12th is a Friday."""
    return datetime.fromisoformat(f"2026-06-{text}").replace(tzinfo=TORONTO)


def promise(target, received, *, pauses=True):
    duration = parse(target)
    received_at = at(received)
    starts_at = starts(duration, received_at, OFFICE)
    due_at = due(duration, received_at, OFFICE)
    steps = tuple(
        Threshold(step.share, at_share(duration, step.share, starts_at, due_at, OFFICE), step.tell)
        for step in default_steps(Kind.GUARANTEE)
    )
    return Promise(
        milestone=Milestone.RESOLUTION,
        kind=Kind.GUARANTEE,
        target=duration,
        calendar="office",
        received_at=received_at,
        starts_at=starts_at,
        due_at=due_at,
        clauses=("A", "B"),
        thresholds=steps,
        pauses=pauses,
    )


FOUR_HOURS = promise("4 business hours", "12 16:00")
OVER_THE_WEEKEND = (
    Started(at("12 16:00")),
    Paused(at("12 16:30"), "waiting"),
    Resumed(at("15 09:30"), "waiting"),
)


def read(owed, ticks, now):
    return clocks.read(owed, ticks, OFFICE, at(now))


def test_a_pause_over_a_weekend_moves_the_deadline_by_its_business_time_only():
    assert FOUR_HOURS.due_at == at("15 12:00")
    assert clocks.due(FOUR_HOURS, OVER_THE_WEEKEND, OFFICE, at("15 10:00")) == at("15 13:00")


def test_a_running_clock_says_what_is_left_in_business_and_in_calendar_time():
    assert read(FOUR_HOURS, (Started(at("12 16:00")),), "12 16:30") == Running(
        due_at=at("15 12:00"), left=3.5 * HOUR, elapsed_left=67.5 * HOUR, share=0.125
    )
    assert read(FOUR_HOURS, OVER_THE_WEEKEND, "15 10:00") == Running(
        due_at=at("15 13:00"), left=3 * HOUR, elapsed_left=3 * HOUR, share=0.25
    )


def test_a_clock_has_used_nothing_before_it_starts():
    early = promise("4 business hours", "12 18:00")

    assert read(early, (), "13 12:00") == Running(
        due_at=at("15 13:00"), left=4 * HOUR, elapsed_left=49 * HOUR, share=0.0
    )


def test_a_paused_clock_keeps_what_is_left():
    paused = OVER_THE_WEEKEND[:2]

    assert read(FOUR_HOURS, paused, "15 09:15") == PausedClock(
        since=at("12 16:30"), reason="waiting", left=3.5 * HOUR
    )
    assert clocks.due(FOUR_HOURS, paused, OFFICE, at("15 09:15")) == at("15 12:45")


def test_two_reasons_hold_together_until_both_are_over():
    ticks = (
        Paused(at("12 16:15"), "waiting"),
        Paused(at("12 16:30"), "third party"),
        Resumed(at("12 16:45"), "waiting"),
    )

    assert read(FOUR_HOURS, ticks, "12 16:50") == PausedClock(
        since=at("12 16:15"), reason="waiting, third party", left=3.75 * HOUR
    )
    over = (*ticks, Resumed(at("12 16:50"), "third party"), Resumed(at("12 16:55"), "never held"))
    assert clocks.due(FOUR_HOURS, over, OFFICE, at("12 17:00")) == at("15 12:35")


def test_each_of_two_pauses_is_counted_once():
    ticks = (
        *OVER_THE_WEEKEND,
        Paused(at("15 10:00"), "waiting"),
        Resumed(at("15 11:00"), "waiting"),
    )

    assert clocks.due(FOUR_HOURS, ticks, OFFICE, at("15 12:00")) == at("15 14:00")


def test_done_exactly_at_due_is_done_in_time():
    assert read(FOUR_HOURS, (Stopped(at("15 12:00")),), "15 15:00") == Met(
        at=at("15 12:00"), took=4 * HOUR, calendar_took=68 * HOUR
    )


def test_what_it_took_leaves_pauses_out():
    ticks = (*OVER_THE_WEEKEND, Stopped(at("15 10:30")))

    assert read(FOUR_HOURS, ticks, "15 15:00") == Met(
        at=at("15 10:30"), took=1.5 * HOUR, calendar_took=66.5 * HOUR
    )


def test_done_while_paused_counts_the_pause_up_to_then():
    ticks = (Paused(at("12 16:30"), "waiting"), Stopped(at("15 09:30")))

    assert read(FOUR_HOURS, ticks, "15 15:00") == Met(
        at=at("15 09:30"), took=0.5 * HOUR, calendar_took=65.5 * HOUR
    )


def test_done_before_opening_took_no_business_time():
    early = promise("4 business hours", "12 18:00")

    assert read(early, (Stopped(at("13 12:00")),), "15 15:00") == Met(
        at=at("13 12:00"), took=0 * HOUR, calendar_took=18 * HOUR
    )


def test_a_breach_is_dated_at_due_and_grows_until_it_is_done():
    assert read(FOUR_HOURS, (), "15 12:00") == Breached(at("15 12:00"), 0 * HOUR, 0 * HOUR, None)
    assert read(FOUR_HOURS, (), "16 09:30") == Breached(at("15 12:00"), 5.5 * HOUR, 21.5 * HOUR, None)
    assert read(FOUR_HOURS, (Stopped(at("15 14:00")),), "18 12:00") == Breached(
        at("15 12:00"), 2 * HOUR, 2 * HOUR, at("15 14:00")
    )


def test_pausing_after_a_breach_cures_nothing():
    ticks = (Paused(at("15 12:00"), "waiting"), Resumed(at("15 16:00"), "waiting"))

    assert clocks.due(FOUR_HOURS, ticks, OFFICE, at("15 16:30")) == at("15 12:00")
    assert read(FOUR_HOURS, ticks, "15 13:00") == Breached(at("15 12:00"), HOUR, HOUR, None)


def test_what_is_cancelled_in_time_is_no_longer_owed_and_later_stays_breached():
    gone = (Cancelled(at("15 11:00"), "excluded"), Stopped(at("15 11:30")))
    late = (Cancelled(at("15 13:00"), "excluded"),)

    assert read(FOUR_HOURS, gone, "18 12:00") == CancelledClock(at("15 11:00"))
    assert read(FOUR_HOURS, late, "18 12:00") == Breached(at("15 12:00"), HOUR, HOUR, None)


def test_ticks_still_to_come_are_not_read():
    assert clocks.due(FOUR_HOURS, OVER_THE_WEEKEND, OFFICE, at("12 16:20")) == at("15 12:00")
    assert isinstance(read(FOUR_HOURS, (Stopped(at("15 10:00")),), "15 09:00"), Running)


def test_a_later_start_forgets_what_came_before_it():
    again = promise("4 business hours", "16 09:00")
    ticks = (Started(at("12 16:00")), Stopped(at("15 10:00")), Started(at("16 09:00")))

    assert read(again, ticks, "16 10:00") == Running(at("16 13:00"), 3 * HOUR, 3 * HOUR, 0.25)


def test_a_promise_that_never_pauses_goes_on():
    steady = promise("4 business hours", "12 16:00", pauses=False)

    assert clocks.due(steady, OVER_THE_WEEKEND, OFFICE, at("15 10:00")) == at("15 12:00")
    assert read(steady, OVER_THE_WEEKEND[:2], "15 09:00") == Running(at("15 12:00"), 3 * HOUR, 3 * HOUR, 0.25)


def test_a_target_that_names_a_closing_moves_into_the_next_opening():
    days = promise("2 business days", "12 16:00")
    ticks = (Paused(at("15 10:00"), "waiting"), Resumed(at("15 11:30"), "waiting"))

    assert days.due_at == at("16 17:00")
    assert clocks.due(days, ticks, OFFICE, at("15 12:00")) == at("17 10:30")


def test_a_calendar_target_is_moved_by_all_the_time_that_it_stood():
    week = promise("7 calendar days", "12 16:00")

    assert clocks.due(week, OVER_THE_WEEKEND, OFFICE, at("15 10:00")) == at("22 09:00")
    assert read(week, (), "14 04:00") == Running(
        at("19 16:00"), 39 * HOUR, 132 * HOUR, pytest.approx(36 / 168)
    )


def test_thresholds_move_only_for_pauses_that_began_before_them():
    owed = clocks.thresholds(FOUR_HOURS, OVER_THE_WEEKEND, OFFICE, at("15 10:00"))
    late = clocks.thresholds(
        FOUR_HOURS,
        (Paused(at("15 11:00"), "waiting"), Resumed(at("15 11:30"), "waiting")),
        OFFICE,
        at("15 12:00"),
    )

    assert [(t.share, t.at) for t in owed] == [
        (Decimal("0.5"), at("15 11:00")),
        (Decimal("0.75"), at("15 12:00")),
        (Decimal("0.9"), at("15 12:36")),
        (Decimal("1.0"), at("15 13:00")),
        (Decimal("1.1"), at("15 13:24")),
    ]
    assert [t.at for t in late] == [
        at("15 10:00"),
        at("15 11:00"),
        at("15 12:06"),
        at("15 12:30"),
        at("15 12:54"),
    ]


def test_the_hour_that_autumn_repeats_is_told_apart():
    always = BusinessCalendar(
        CalendarSpec("always", "America/Toronto", ((Window.parse("00:00-24:00"),),) * 7)
    )
    received = datetime(2026, 11, 1, 0, 45, tzinfo=TORONTO)
    first = datetime(2026, 11, 1, 1, 30, tzinfo=TORONTO)
    second = first.replace(fold=1)
    owed = Promise(
        Milestone.FIRST_RESPONSE,
        Kind.GUARANTEE,
        parse("1 business hour"),
        "always",
        received,
        received,
        due(parse("1 business hour"), received, always),
        ("A",),
        (),
        pauses=True,
    )

    in_time = clocks.read(owed, (Stopped(first),), always, second)
    too_late = clocks.read(owed, (Stopped(second),), always, second)

    assert in_time == Met(first.astimezone(UTC), 45 * MINUTE, 45 * MINUTE)
    assert isinstance(too_late, Breached)
    assert too_late.calendar_over == 45 * MINUTE


def test_why_counts_each_window_names_each_closure_and_each_pause():
    days = promise("12 business hours", "22 15:00")
    ticks = (Paused(at("23 10:00"), "waiting"), Resumed(at("23 12:00"), "waiting"))

    assert clocks.explain(days, ticks, OFFICE, at("23 13:00")) == Explanation(
        received_at=at("22 15:00"),
        open_at_receipt=True,
        starts_at=at("22 15:00"),
        due_at=at("25 13:00"),
        windows=(
            Counted(at("22 15:00"), at("22 17:00"), 2 * HOUR),
            Counted(at("23 09:00"), at("23 17:00"), 6 * HOUR),
            Counted(at("25 09:00"), at("25 13:00"), 4 * HOUR),
        ),
        closures=((date(2026, 6, 24), "Saint-Jean-Baptiste"),),
        pauses=(Pause(at("23 10:00"), at("23 12:00"), "waiting", 2 * HOUR),),
        business=12 * HOUR,
        elapsed=70 * HOUR,
        clauses=("A", "B"),
        horizon_exceeded=False,
    )


def test_why_of_a_calendar_target_is_one_stretch_and_no_closure():
    week = promise("7 calendar days", "19 18:00")
    ticks = (Paused(at("22 10:00"), "waiting"),)

    found = clocks.explain(week, ticks, OFFICE, at("22 12:00"))

    assert found.windows == (Counted(at("19 18:00"), at("26 20:00"), 168 * HOUR),)
    assert found.pauses == (Pause(at("22 10:00"), None, "waiting", 2 * HOUR),)
    assert (found.open_at_receipt, found.closures, found.elapsed) == (False, (), 170 * HOUR)


def test_why_says_where_holidays_are_no_longer_known():
    far = promise("100 business days", "12 16:00")
    farther = promise("300 business days", "12 16:00")

    assert clocks.explain(far, (), OFFICE, at("12 16:00")).horizon_exceeded is False
    assert clocks.explain(farther, (), OFFICE, at("12 16:00")).horizon_exceeded is True


def test_the_last_reminder_of_what_falls_while_closed_is_in_the_last_open_hour():
    saturday = promise("7 calendar days", "13 10:00")
    open_then = promise("7 calendar days", "12 10:00")
    at_closing = promise("4 business hours", "12 13:00")
    begun_after = promise("10 calendar hours", "12 17:30")

    assert last_open_hour(saturday, OFFICE) == at("19 16:00")
    assert last_open_hour(open_then, OFFICE) is None
    assert last_open_hour(at_closing, OFFICE) is None
    assert last_open_hour(begun_after, OFFICE) is None
