"""Slack's rate limits: calls a minute by method and team, and one message a second in a channel."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["lenient", "strict"]
WINDOW = 60.0


@dataclass(frozen=True, slots=True)
class RateTable:
    """Calls a minute for each tier, and the pace of messages in one channel."""

    tiers: dict[int, int] = field(default_factory=lambda: {1: 1, 2: 20, 3: 50, 4: 100})
    posting: int = 300
    """Messages a minute over all channels of a team ("several hundred")."""
    per_second: float = 1.0
    burst: int = 3
    """Messages that a channel takes at once before its pace holds."""


class Rates:
    """Says how long a call must wait; nothing in the lenient mode."""

    def __init__(self, mode: Mode, wall: Callable[[], float], table: RateTable | None = None) -> None:
        self.mode: Mode = mode
        self._wall = wall
        self._table = table or RateTable()
        self._calls: dict[tuple[str, str], deque[float]] = {}
        self.refusals: list[tuple[str, str, str | None]] = []
        """Calls that came too soon: (team, method, channel)."""
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def wait(self, team: str, method: str, tier: int | None, channel: str | None) -> int:
        """Seconds until this call may come again (for Retry-After), or 0: it may go on, and counts."""
        if self.mode == "lenient":
            return 0
        allowed = self._table.tiers[tier] if tier else self._table.posting
        wait = self._window(team, method, allowed)
        if not wait and channel is not None:
            wait = self._pace(team, channel)
        if wait:
            self.refusals.append((team, method, channel))
        else:
            self._calls[(team, method)].append(self._wall())
        return math.ceil(wait)

    def _window(self, team: str, method: str, allowed: int) -> float:
        now, calls = self._wall(), self._calls.setdefault((team, method), deque())
        while calls and calls[0] <= now - WINDOW:
            calls.popleft()
        return calls[0] + WINDOW - now if len(calls) >= allowed else 0

    def _pace(self, team: str, channel: str) -> float:
        """A bucket of `burst` messages that fills by `per_second`."""
        now = self._wall()
        level, since = self._buckets.get((team, channel), (float(self._table.burst), now))
        level = min(self._table.burst, level + (now - since) * self._table.per_second)
        if level < 1:
            self._buckets[(team, channel)] = (level, now)
            return (1 - level) / self._table.per_second
        self._buckets[(team, channel)] = (level - 1, now)
        return 0
