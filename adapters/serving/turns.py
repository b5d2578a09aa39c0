"""Whose call goes next where a platform limits how often it is called, and `Retry-After` where it says it.

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

from bot.ports import Busy


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


class Limit(Protocol):
    """How often something may be called."""

    def wait(self, now: float, ahead: int) -> float:
        """Seconds until a call may go, with so many before it; 0 for at once."""

    def take(self, now: float) -> None:
        """A call goes."""


@dataclass(slots=True)
class Window:
    """So many calls in so many seconds."""

    allowed: int
    seconds: float = 60.0
    calls: deque[float] = field(default_factory=deque)

    def wait(self, now: float, ahead: int) -> float:
        """Until the call that is `allowed` calls back is old enough."""
        while self.calls and self.calls[0] <= now - self.seconds:
            self.calls.popleft()
        over = len(self.calls) + ahead + 1 - self.allowed
        if over <= 0:
            return 0.0
        rounds, nth = divmod(over - 1, self.allowed)
        first = self.calls[nth] if nth < len(self.calls) else now
        return first + (rounds + 1) * self.seconds - now

    def take(self, now: float) -> None:
        """It counts from now."""
        self.calls.append(now)


@dataclass(slots=True)
class Bucket:
    """So many a second, and a few at once."""

    a_second: float
    burst: int
    level: float
    at: float

    def wait(self, now: float, ahead: int) -> float:
        """Until there is one in it."""
        missing = 1.0 + ahead - self._level(now)
        return max(missing / self.a_second, 0.0)

    def take(self, now: float) -> None:
        """One less."""
        self.level, self.at = self._level(now) - 1.0, now

    def _level(self, now: float) -> float:
        return min(float(self.burst), self.level + (now - self.at) * self.a_second)


@dataclass(slots=True)
class _Refused:
    """The platform said 429: nothing goes before then."""

    until: float = 0.0

    def wait(self, now: float, ahead: int) -> float:
        del ahead
        return max(self.until - now, 0.0)

    def take(self, now: float) -> None:
        pass


Key = tuple[str, ...]
MOST_KEPT = 10_000
"""Limits kept in mind: then those that hold nobody back are forgotten."""


@dataclass(order=True, slots=True)
class _Waiting:
    rank: int
    turn: int
    keys: tuple[Key, ...] = field(compare=False)
    until: float = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class Turns:
    """One for all calls of a process, on one event loop.

    Two processes share a platform's limits without knowing of one another: there `Retry-After` decides.
    """

    def __init__(self, seconds: Seconds | None = None) -> None:
        self._seconds = seconds or LoopSeconds()
        self._limits: dict[Key, Limit] = {}
        self._refused: dict[Key, _Refused] = {}
        self._promised: dict[Key, deque[float]] = {}
        self._waiting: list[_Waiting] = []
        self._turns = 0
        self._timer: Timer | None = None

    def limited(self, key: Key, make: Callable[[float], Limit]) -> Key:
        """The key, with a limit made for it now, where it has none."""
        if key not in self._limits:
            if len(self._limits) >= MOST_KEPT:
                self._forget()
            self._limits[key] = make(self._seconds.now())
        return key

    async def take(self, keys: tuple[Key, ...], rank: int, patience: float) -> None:
        """Wait for a call's turn, lower ranks first, for so many seconds at most.

        Raises Busy, with the seconds until a turn that is kept for a call like this one.
        """
        self._turns += 1
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(rank, self._turns, keys, self._seconds.now() + patience, granted)
        self._waiting.append(waiting)
        self._let_go()
        try:
            await granted
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            raise

    def hold(self, key: Key, seconds: float) -> None:
        """The platform answered 429: calls of that key wait so long."""
        refused = self._refused.setdefault(key, _Refused())
        refused.until = max(refused.until, self._seconds.now() + seconds)

    def _let_go(self) -> None:
        """Let those go whose turn it is, the most wanted first; give back those that would wait too long."""
        now = self._seconds.now()
        ahead: Counter[Key] = Counter()
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

    def _wait(self, key: Key, now: float, ahead: int) -> float:
        limits = (self._limits.get(key), self._refused.get(key))
        return max((limit.wait(now, ahead) for limit in limits if limit is not None), default=0.0)

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

    def _forget(self) -> None:
        now = self._seconds.now()
        wanted = {key for waiting in self._waiting for key in waiting.keys}
        for key in [key for key, limit in self._limits.items() if isinstance(limit, Window)]:
            window = self._limits[key]
            window.wait(now, 0)  # lets go of calls that are too old to count
            if key not in wanted and isinstance(window, Window) and not window.calls:
                del self._limits[key]
                self._promised.pop(key, None)
