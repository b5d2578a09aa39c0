"""A small storm: what `make bench` shows with five hundred, with thirty."""

from __future__ import annotations

from bench.storm import storm


def test_in_a_storm_every_reminder_is_said_once_and_no_call_comes_too_soon(monkeypatch):
    monkeypatch.setattr("bot.reminders.deliver.GRACE", 0.2)
    found = storm(4, 5, "sqlite://", seed=2, at_most_s=60.0)
    assert (found.reminders, found.sent, found.twice, dict(found.too_soon)) == (20, 20, 0, {})
    # A post a channel for what was breached, one a thread for the rest; a critical one may have come alone.
    assert 12 <= found.posts < found.reminders
    assert sum(found.injected.values()) > 0
    assert found.critical_seconds <= found.seconds
