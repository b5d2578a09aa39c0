"""Desk time runs ahead of real time, and never goes back, not even for a process that was killed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.cli.desk_time import KeptClock, ahead
from bot.clock import SystemClock


def in_hours(hours):
    return SystemClock().now() + timedelta(hours=hours)


def test_each_move_is_written_down_as_it_is_made(tmp_path):
    kept = tmp_path / "workspace" / "ahead"
    clock = KeptClock(None, kept)
    clock.set(in_hours(5))
    assert ahead(kept) == pytest.approx(5 * 3600, abs=5)
    clock.set(in_hours(30))
    assert ahead(kept) == pytest.approx(30 * 3600, abs=5)
    assert [path.name for path in kept.parent.iterdir()] == ["ahead"]


def test_a_restart_goes_on_from_the_last_move(tmp_path):
    kept = tmp_path / "ahead"
    KeptClock(None, kept).set(in_hours(48))
    again = KeptClock(SystemClock().now() + timedelta(seconds=ahead(kept)), kept)
    assert again.now() - in_hours(48) == pytest.approx(timedelta(), abs=timedelta(seconds=5))


def test_a_move_back_is_refused_and_not_written_down(tmp_path):
    kept = tmp_path / "ahead"
    clock = KeptClock(in_hours(10), kept)
    clock.keep()
    with pytest.raises(ValueError, match="ahead only"):
        clock.set(in_hours(9))
    assert ahead(kept) == pytest.approx(10 * 3600, abs=5)


def test_a_desk_that_lives_in_the_past_is_kept_there(tmp_path):
    kept = tmp_path / "ahead"
    KeptClock(datetime(2026, 3, 2, 9, tzinfo=UTC), kept).keep()
    behind = SystemClock().now() - datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert ahead(kept) == pytest.approx(-behind.total_seconds(), abs=5)


def test_nothing_written_or_not_readable_is_no_lead(tmp_path):
    (tmp_path / "odd").write_text("soon", encoding="ascii")
    assert (ahead(tmp_path / "nothing"), ahead(tmp_path / "odd")) == (0.0, 0.0)
