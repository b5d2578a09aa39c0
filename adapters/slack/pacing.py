"""Whose call goes next: Slack's limits kept by ourselves, and `Retry-After` where Slack says it.

A call that would wait for longer than it may is given back as `Busy`, with the time of a turn of its own:
whoever has the outbox tries again then. Nothing is held for ever.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from adapters.slack import tiers
from adapters.slack.tiers import Rank
from bot.ports import Busy

MARGIN = 1.0
"""Seconds by which our minute is longer than Slack's: a call counts there when it arrives."""


class Timer(Protocol):
    """What can be called off."""

    def cancel(self) -> None:
        """Do not call."""


class Seconds(Protocol):
    """Wall time, as an event loop has it: seconds that only go forward, and calls later on."""

    def now(self) -> float:
        """Seconds since whenever."""

    def after(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call back then."""


class LoopSeconds:
    """The running event loop's."""

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def after(self, seconds: float, call: Callable[[], None]) -> Timer:
        """By the running loop."""
        return asyncio.get_running_loop().call_later(seconds, call)


class _Limit(Protocol):
    def wait(self, now: float, ahead: int) -> float:
        """Seconds until a call may go, with so many before it; 0 for at once."""

    def take(self, now: float) -> None:
        """A call goes."""


@dataclass(slots=True)
class _Window:
    """So many calls in a minute."""

    allowed: int
    calls: deque[float] = field(default_factory=deque)

    def wait(self, now: float, ahead: int) -> float:
        while self.calls and self.calls[0] <= now - 60.0 - MARGIN:
            self.calls.popleft()
        over = len(self.calls) + ahead + 1 - self.allowed
        if over <= 0:
            return 0.0
        rounds, nth = divmod(over - 1, self.allowed)
        first = self.calls[nth] if nth < len(self.calls) else now
        return first + (rounds + 1) * (60.0 + MARGIN) - now

    def take(self, now: float) -> None:
        self.calls.append(now)


@dataclass(slots=True)
class _Bucket:
    """So many a second, and a few at once."""

    a_second: float
    burst: int
    level: float
    at: float

    def wait(self, now: float, ahead: int) -> float:
        missing = 1.0 + ahead - self._level(now)
        return max(missing / self.a_second, 0.0)

    def take(self, now: float) -> None:
        self.level, self.at = self._level(now) - 1.0, now

    def _level(self, now: float) -> float:
        return min(float(self.burst), self.level + (now - self.at) * self.a_second)


@dataclass(slots=True)
class _Refused:
    """Slack said 429: nothing goes before then."""

    until: float = 0.0

    def wait(self, now: float, ahead: int) -> float:
        del ahead
        return max(self.until - now, 0.0)

    def take(self, now: float) -> None:
        pass


_Key = tuple[str, ...]


@dataclass(order=True, slots=True)
class _Waiting:
    rank: Rank
    turn: int
    keys: tuple[_Key, ...] = field(compare=False)
    until: float = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class Pacing:
    """One for all calls of a process. `keeps_limits` False keeps nothing but what `Retry-After` says.

    Used on one event loop. Two processes share Slack's limits without knowing of one another: there
    `Retry-After` decides.
    """

    def __init__(self, *, keeps_limits: bool = True, seconds: Seconds | None = None) -> None:
        self._keeps = keeps_limits
        self._seconds = seconds or LoopSeconds()
        self._limits: dict[_Key, _Limit] = {}
        self._refused: dict[_Key, _Refused] = {}
        self._promised: dict[_Key, deque[float]] = {}
        self._waiting: list[_Waiting] = []
        self._turns = 0
        self._timer: Timer | None = None

    async def turn(
        self, team: str, method: str, channel: str | None, rank: Rank, patience: float | None = None
    ) -> None:
        """Wait for this call's turn, for so many seconds at most (by its rank, where not given).

        Raises Busy, with the seconds until a turn that is kept for a call like this one.
        """
        self._turns += 1
        most = tiers.PATIENCE[rank] if patience is None else patience
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(
            rank, self._turns, self._keys(team, method, channel), self._seconds.now() + most, granted
        )
        self._waiting.append(waiting)
        self._let_go()
        try:
            await granted
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            raise

    def refused(self, team: str, method: str, seconds: float) -> None:
        """Slack answered 429: this method in this workspace waits so long, whatever the channel."""
        refused = self._refused.setdefault(("refused", team, method), _Refused())
        refused.until = max(refused.until, self._seconds.now() + seconds)

    def _keys(self, team: str, method: str, channel: str | None) -> tuple[_Key, ...]:
        keys: list[_Key] = []
        allowed = tiers.allowed_a_minute(method) if self._keeps else None
        if allowed is not None:
            keys.append(("method", team, method))
            self._limits.setdefault(keys[-1], _Window(allowed))
            if method in tiers.POSTING and channel is not None:
                keys.append(("channel", team, channel))
                burst = tiers.POSTS_AT_ONCE
                full = _Bucket(tiers.POSTS_A_SECOND, burst, float(burst), self._seconds.now())
                self._limits.setdefault(keys[-1], full)
        keys.append(("refused", team, method))
        return tuple(keys)

    def _let_go(self) -> None:
        """Let those go whose turn it is, the most wanted first; give back those that would wait too long."""
        now = self._seconds.now()
        ahead: Counter[_Key] = Counter()
        soonest: float | None = None
        for waiting in sorted(self._waiting):
            wait = max((self._wait(key, now, ahead[key]) for key in waiting.keys), default=0.0)
            if wait <= 0 and not waiting.granted.done():
                self._waiting.remove(waiting)
                for key in waiting.keys:
                    if key in self._limits:
                        self._limits[key].take(now)
                waiting.granted.set_result(None)
            elif now + wait > waiting.until:
                self._waiting.remove(waiting)
                if not waiting.granted.done():
                    waiting.granted.set_exception(Busy("paced", self._promise(waiting, now)))
            else:
                ahead.update(waiting.keys)
                soonest = wait if soonest is None else min(soonest, wait)
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if soonest is None else self._seconds.after(max(soonest, 0.001), self._let_go)

    def _wait(self, key: _Key, now: float, ahead: int) -> float:
        limit = self._limits.get(key) or self._refused.get(key)
        return limit.wait(now, ahead) if limit is not None else 0.0

    def _promise(self, waiting: _Waiting, now: float) -> float:
        """Seconds until a turn that was promised to nobody else: those given back come one by one."""
        wait = 0.0
        for key in waiting.keys:
            promised = self._promised.setdefault(key, deque())
            while promised and promised[0] <= now:
                promised.popleft()
            ahead = len(promised) + sum(1 for each in self._waiting if key in each.keys)
            wait = max(wait, self._wait(key, now, ahead))
        for key in waiting.keys:
            self._promised[key].append(now + wait)
        return wait
