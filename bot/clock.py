"""The only place that reads the clock: desk time (policy, history) and wall time (leases, signatures)."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Desk time, as an aware UTC instant."""

    def now(self) -> datetime:
        """The desk's present."""
        ...


class SystemClock:
    """Desk time is the real time."""

    def now(self) -> datetime:
        """The real present, in UTC."""
        return datetime.now(UTC)  # noqa: TID251


class MovableClock:
    """Desk time that runs with real time, ahead of it by an offset that only grows.

    `start` sets the first reading; None means the real present.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta() if start is None else start - SystemClock().now()

    def now(self) -> datetime:
        """The real present and the offset."""
        with self._lock:
            return SystemClock().now() + self._offset

    def set(self, to: datetime) -> None:
        """Move ahead to `to`; ValueError where that would be back."""
        with self._lock:
            ahead = to - SystemClock().now()
            if ahead < self._offset:
                raise ValueError("desk time moves ahead only")
            self._offset = ahead


class HandClock:
    """Desk time that stands still until it is moved: rehearsals and tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """The instant it was last set to."""
        return self._at

    def set(self, to: datetime) -> None:
        """Move ahead to `to`; ValueError where that would be back."""
        if to < self._at:
            raise ValueError("desk time moves ahead only")
        self._at = to


def wall() -> float:
    """Seconds since the epoch, for leases, signatures and rate limits."""
    return time.time()  # noqa: TID251
