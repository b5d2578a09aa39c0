"""Business time beside its peers: deadlines, spans, building, and agreement with a slow oracle."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.oracle import MinuteMask
from bench.peers import SPANS, Peer, peers, workclock_schedule
from bench.report import Row, at_least, at_most, beaten_by, calls, rates
from bench.samples import Sample, around, samples, toronto
from policy.calendars import BusinessCalendar
from policy.prefix_sums import YearSums

TITLE = "Business time: Toronto, Monday to Friday 08:00-20:00, less Canada's federal holidays"
CASES = 2000
MASK_DAYS = 30
OURS, LOCAL = "ours, UTC", "ours, ZoneInfo"
_SIZE = 5000


def measure() -> list[Row]:
    """Every row, in the order of the table."""
    spec = toronto()
    calendar, others = BusinessCalendar(spec), peers(spec)
    return [
        *_adding(calendar, others),
        *_spanning(calendar, others),
        _building(calendar),
        *_agreeing(),
    ]


def _instants() -> list[datetime]:
    chance = random.Random(2026)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [start + timedelta(seconds=chance.randrange(365 * 86400)) for _ in range(_SIZE)]


def _adding(calendar: BusinessCalendar, others: list[Peer]) -> Iterator[Row]:
    utc = _instants()
    local = [at.astimezone(calendar.zone) for at in utc]
    for hours in SPANS:
        work, span = f"deadline in {hours:,} h", [timedelta(hours=hours)]
        found = rates(
            {
                OURS: calls(calendar.add, utc, span),
                LOCAL: calls(calendar.add, local, span),
                **{peer.name: calls(peer.add, utc, [peer.amount(hours)]) for peer in others},
            }
        )
        yield at_least(500_000, Row(work, OURS, found[OURS], "/s"))
        yield at_least(300_000, Row(work, LOCAL, found[LOCAL], "/s"))
        yield from _beside(work, found, {8: 3, 2000: 15}.get(hours))


def _spanning(calendar: BusinessCalendar, others: list[Peer]) -> Iterator[Row]:
    utc = _instants()
    for words, days, times in (("30 days", 30, 4), ("5 years", 1826, 100)):
        work = f"open time over {words}"
        later = [at + timedelta(days=days) for at in utc]
        able = {peer.name: peer.between for peer in others if peer.between is not None}
        found = rates(
            {
                OURS: calls(calendar.between, utc, later),
                **{name: calls(between, utc, later) for name, between in able.items()},
            }
        )
        yield at_least(500_000, Row(work, OURS, found[OURS], "/s"))
        yield from _beside(work, found, times)


def _beside(work: str, found: dict[str, float], wanted: int | None) -> Iterator[Row]:
    """The peers; `wanted` is how many times faster than workclock ours should be."""
    for name, rate in found.items():
        if name not in {OURS, LOCAL}:
            row = Row(work, name, rate, "/s", found[OURS] / rate)
            yield row if wanted is None or not name.startswith("workclock") else beaten_by(wanted, row)


def _building(calendar: BusinessCalendar) -> Row:
    first, last = datetime(2021, 7, 1, tzinfo=UTC), datetime(2038, 7, 1, tzinfo=UTC)

    def build(count: int) -> None:
        for _ in range(count):
            YearSums(calendar.spec, calendar.zone).covering(first, last)

    sums = YearSums(calendar.spec, calendar.zone).covering(first, last)
    years = sums.end_year - sums.first_year
    milliseconds = 1000 / rates({"build": build})["build"] / years
    return at_most(2, Row("building a calendar", "ours", milliseconds, "ms a year"))


def _agreeing() -> Iterator[Row]:
    work = "agreement with the oracle"
    for sample in samples():
        cases = list(_cases(sample))
        name, unit = sample.spec.id, f"of {len(cases):,}"
        ours = BusinessCalendar(sample.spec)
        yield at_least(len(cases), Row(work, f"ours, {name}", _right(ours, cases), unit))
        if not sample.spec.extra:  # workclock has no dated exceptions
            peer = workclock_schedule(sample.spec)
            yield Row(work, f"workclock, {name}", _right(peer, cases), unit)


@dataclass(frozen=True, slots=True)
class _Case:
    start: datetime
    span: timedelta
    due: datetime
    end: datetime
    counted: timedelta


def _cases(sample: Sample) -> Iterator[_Case]:
    """Questions with the oracle's answers, half of them around each change of clocks."""
    chance = random.Random(sample.spec.id)
    for change in sample.changes:
        mask = MinuteMask(sample.spec, *around(change, MASK_DAYS))
        length = int((mask.end - mask.start).total_seconds())
        made = 0
        while made < CASES // len(sample.changes):
            start = mask.start + timedelta(seconds=chance.randrange(length))
            end = mask.start + timedelta(seconds=chance.randrange(length))
            if ahead := mask.total - mask.seconds(start):
                seconds = chance.randint(1, ahead)
                due = mask.add(start, seconds)
                counted = mask.between(start, end)
                yield _Case(start, timedelta(seconds=seconds), due, end, counted)
                made += 1


def _right(calendar: Any, cases: list[_Case]) -> int:
    """How many cases have both of their questions answered as the oracle does."""
    return sum(
        calendar.add(case.start, case.span) == case.due
        and calendar.between(case.start, case.end) == case.counted
        for case in cases
    )
