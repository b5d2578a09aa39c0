"""Ten odd calendars agree with a minute-by-minute second opinion around changes of clocks."""

import random
from datetime import datetime, timedelta

import pytest

from bench.oracle import MinuteMask
from bench.samples import Sample, around, samples
from policy.calendars import BusinessCalendar
from policy.segments import as_utc

DAYS = 9
CASES = 60


def utc(at: datetime | None) -> datetime | None:
    return None if at is None else as_utc(at)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.spec.id)
def test_a_calendar_agrees_with_the_count_of_its_minutes(sample: Sample):
    calendar = BusinessCalendar(sample.spec)
    chance = random.Random(20261122)
    for change in sample.changes:
        mask = MinuteMask(sample.spec, *around(change, DAYS))
        length = int((mask.end - mask.start).total_seconds())
        for _ in range(CASES):
            a = mask.start + timedelta(seconds=chance.randrange(length))
            b = mask.start + timedelta(seconds=60 * chance.randrange(length // 60))
            assert calendar.between(a, b) == mask.between(a, b), (a, b)
            assert calendar.is_open(a) == mask.is_open(a), a
            opening = a if mask.is_open(a) else mask.next_change(a, to_open=True)
            if opening is not None:
                assert utc(calendar.next_opening(a)) == opening, a
                closing = mask.next_change(opening, to_open=False)
                if closing is not None:
                    assert utc(calendar.next_closing(a)) == closing, a
            if ahead := mask.total - mask.seconds(a):
                seconds = chance.randint(1, ahead)
                due = mask.add(a, seconds)
                assert calendar.add(a, timedelta(seconds=seconds)) == due, (a, seconds)
            if behind := mask.seconds(b):
                seconds = chance.randint(1, behind)
                start = mask.subtract(b, seconds)
                assert calendar.subtract(b, timedelta(seconds=seconds)) == start, (b, seconds)
