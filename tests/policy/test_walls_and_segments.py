"""What a wall clock means on odd days, and segments that touch without sharing."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from policy.segments import Segment, as_utc, elapsed
from policy.walls import instant, local_date, midnight


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("America/Toronto", "2026-03-08T01:59", "2026-03-08T06:59Z"),
        ("America/Toronto", "2026-03-08T02:00", "2026-03-08T07:00Z"),
        ("America/Toronto", "2026-03-08T02:30", "2026-03-08T07:00Z"),
        ("America/Toronto", "2026-03-08T03:00", "2026-03-08T07:00Z"),
        ("America/Toronto", "2026-03-08T03:01", "2026-03-08T07:01Z"),
        ("America/Toronto", "2026-11-01T00:59", "2026-11-01T04:59Z"),
        ("America/Toronto", "2026-11-01T01:30", "2026-11-01T05:30Z"),
        ("America/Toronto", "2026-11-01T02:00", "2026-11-01T07:00Z"),
        ("Europe/Paris", "2026-03-29T02:30", "2026-03-29T01:00Z"),
        ("Europe/Paris", "2026-10-25T02:30", "2026-10-25T00:30Z"),
        ("Europe/London", "2026-03-29T01:15", "2026-03-29T01:00Z"),
        ("Europe/London", "2026-10-25T01:15", "2026-10-25T00:15Z"),
        ("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:30Z"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z"),
        ("America/Sao_Paulo", "2017-10-15T00:00", "2017-10-15T03:00Z"),
        ("America/Sao_Paulo", "2017-10-15T00:30:15.5", "2017-10-15T03:00Z"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00Z"),
        ("Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15Z"),
    ],
)
def test_a_wall_time_means_the_first_instant_that_shows_it_or_later(zone: str, wall: str, utc: str):
    assert instant(at(wall), ZoneInfo(zone)) == at(utc)


def test_a_day_that_skips_midnight_begins_at_its_first_instant():
    assert midnight(date(2017, 10, 15), ZoneInfo("America/Sao_Paulo")) == at("2017-10-15T03:00Z")


def test_the_local_date_is_that_of_the_wall():
    assert local_date(at("2026-01-01T03:00Z"), ZoneInfo("America/Toronto")) == date(2025, 12, 31)


def test_a_naive_time_names_no_instant():
    with pytest.raises(ValueError, match="2026-01-01T00:00:00 has no time zone"):
        as_utc(at("2026-01-01T00:00"))


def test_elapsed_time_is_real_though_both_walls_are_of_one_zone():
    toronto = ZoneInfo("America/Toronto")
    eve = datetime(2026, 3, 7, 12, tzinfo=toronto)
    noon = datetime(2026, 3, 8, 12, tzinfo=toronto)
    assert (elapsed(eve, noon), elapsed(noon, eve)) == (timedelta(hours=23), -timedelta(hours=23))


def hours(start: int, end: int) -> Segment:
    return Segment.of(datetime(2026, 1, 1, start, tzinfo=UTC), datetime(2026, 1, 1, end, tzinfo=UTC))


@pytest.mark.parametrize(
    ("one", "other", "both", "left"),
    [
        (hours(8, 12), hours(12, 14), None, (hours(8, 12),)),
        (hours(8, 12), hours(13, 14), None, (hours(8, 12),)),
        (hours(8, 12), hours(10, 14), hours(10, 12), (hours(8, 10),)),
        (hours(8, 12), hours(6, 10), hours(8, 10), (hours(10, 12),)),
        (hours(8, 12), hours(9, 10), hours(9, 10), (hours(8, 9), hours(10, 12))),
        (hours(8, 12), hours(8, 12), hours(8, 12), ()),
        (hours(8, 12), hours(6, 14), hours(8, 12), ()),
    ],
)
def test_segments_share_and_subtract_half_open(
    one: Segment, other: Segment, both: Segment | None, left: tuple[Segment, ...]
):
    assert (one & other, one - other) == (both, left)


def test_a_segment_holds_its_start_and_not_its_end():
    morning = hours(8, 12)
    assert (morning.start in morning, morning.end in morning) == (True, False)
    assert morning.length == timedelta(hours=4)


@pytest.mark.parametrize("end", [8, 7])
def test_an_empty_or_backward_segment_is_refused(end: int):
    with pytest.raises(ValueError, match="a segment must end after it starts"):
        hours(8, end)
