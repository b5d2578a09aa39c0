"""Laws of clocks, whatever the pauses: what runs is what was promised, and no order of reading matters."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from policy import clocks
from policy.clocks import Breached, Paused, PausedClock, Resumed, Running
from policy.facts import Case, Severity
from policy.reading import read
from policy.resolving import build, calendar_specs
from policy.targets import owed

from .small import small

POLICY = read(
    small(
        'kind = "target"\nclause = "3"\nmilestone = "resolution"\npromise = "goal"\n'
        'target = "7 business hours"\ncalendar = "office"',
        'kind = "target"\nclause = "3"\nmilestone = "resolution"\npromise = "best_effort"\n'
        'target = "50 calendar hours"\ncalendar = "office"',
    )
)
CALENDARS = build(calendar_specs(POLICY, first_year=2026, last_year=2027))
OFFICE = CALENDARS["office"]
FIRST = datetime(2026, 10, 26, tzinfo=UTC)  # the week in which Toronto's clocks fall back
LATER = datetime(2027, 3, 1, tzinfo=UTC)

laws = settings(deadline=None, max_examples=80)
minutes = st.integers(0, 60 * 24 * 10).map(lambda n: timedelta(minutes=n))


@st.composite
def stories(draw):
    """A ticket's receipt, and pauses one after another, all over; ticks of one instant keep their order."""
    received_at = FIRST + draw(minutes)
    bounds = sorted(draw(st.lists(minutes, max_size=8, unique=True)))
    bounds = bounds[: len(bounds) // 2 * 2]
    ticks = tuple(
        tick
        for since, until in zip(bounds[::2], bounds[1::2], strict=True)
        for tick in (Paused(received_at + since, "waiting"), Resumed(received_at + until, "waiting"))
    )
    return received_at, ticks


def promised(received_at):
    _, goal, best_effort = owed(POLICY, CALENDARS, Case("gold", Severity.MEDIUM), received_at)
    return goal, best_effort


def stood_before(ticks, due_at, measure):
    """Time stood still from pauses that began before due, each cut off at due."""
    pairs = zip(ticks[::2], ticks[1::2], strict=True)
    return sum(
        (measure(pause.at, min(resume.at, due_at)) for pause, resume in pairs if pause.at < due_at),
        timedelta(),
    )


@laws
@given(stories())
def test_open_time_that_ran_until_due_is_the_time_promised(story):
    received_at, ticks = story
    goal, _ = promised(received_at)

    due_at = clocks.due(goal, ticks, OFFICE, LATER)

    ran = OFFICE.between(received_at, due_at) - stood_before(ticks, due_at, OFFICE.between)
    assert ran == timedelta(hours=7)


@laws
@given(stories())
def test_calendar_time_that_ran_until_due_is_the_time_promised(story):
    received_at, ticks = story
    _, best_effort = promised(received_at)

    due_at = clocks.due(best_effort, ticks, OFFICE, LATER)

    ran = (due_at - received_at) - stood_before(ticks, due_at, lambda a, b: b - a)
    assert ran == timedelta(hours=50)


@laws
@given(stories(), minutes)
def test_a_clock_reads_the_same_whatever_the_order_of_its_ticks(story, after):
    received_at, ticks = story
    goal, _ = promised(received_at)
    now = received_at + after

    assert clocks.read(goal, ticks, OFFICE, now) == clocks.read(goal, ticks[::-1], OFFICE, now)


@laws
@given(stories(), minutes)
def test_a_reading_agrees_with_the_due_time(story, after):
    received_at, ticks = story
    now = received_at + after
    for promise in promised(received_at):
        due_at = clocks.due(promise, ticks, OFFICE, now)
        match clocks.read(promise, ticks, OFFICE, now):
            case Running(due_at=said, left=left, elapsed_left=elapsed_left, share=share):
                assert now < due_at == said
                assert (left, elapsed_left) == (OFFICE.between(now, due_at), due_at - now)
                assert 0 <= share < 1
            case PausedClock(left=left):
                assert now < due_at
                assert left == OFFICE.between(now, due_at)
            case Breached(at=at, met_at=met_at):
                assert (at, met_at) == (due_at, None)
                assert now >= due_at
            case other:
                raise AssertionError(other)


@laws
@given(stories())
def test_thresholds_keep_their_order_and_the_whole_is_the_due_time(story):
    received_at, ticks = story
    for promise in promised(received_at):
        found = clocks.thresholds(promise, ticks, OFFICE, LATER)

        assert [t.at for t in found] == sorted(t.at for t in found)
        assert found[3].at == clocks.due(promise, ticks, OFFICE, LATER)


@laws
@given(stories())
def test_the_windows_of_why_add_up_to_what_ran(story):
    received_at, ticks = story
    goal, best_effort = promised(received_at)

    counted = clocks.explain(goal, ticks, OFFICE, LATER)
    elapsed = clocks.explain(best_effort, ticks, OFFICE, LATER)

    assert sum((w.counted for w in counted.windows), timedelta()) == timedelta(hours=7)
    assert sum((w.counted for w in elapsed.windows), timedelta()) == timedelta(hours=50)
