"""The metronome: wakes the sweep at the next known instant and at least once a minute, and lets delivery run.

APScheduler remembers nothing here; a restart loses nothing and a second replica does no harm.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import Clock, HandClock, MovableClock
from bot.reminders.deliver import Delivery
from bot.reminders.sweep import Sweep

log = structlog.get_logger(__name__)

AT_LEAST_EVERY = timedelta(seconds=60)
JOB = "sweep"
IDLE = 5.0
"""Wall seconds after which delivery looks again by itself: another replica may have left something."""
PATIENCE = 5.0
"""Wall seconds that one move of the clock waits in all for what a platform refused for a moment."""
LONGEST_ROW = 75.0
"""Wall seconds that stopping waits for the post in hand: a look-up and a post that both time out."""


class Runner:
    """Runs the sweep and the delivery in threads of their own until it is stopped."""

    def __init__(self, sweep: Sweep, delivery: Delivery, clock: Clock, wall: Callable[[], float]) -> None:
        self._sweep = sweep
        self._delivery = delivery
        self._clock = clock
        self._wall = wall
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._nudge = threading.Event()
        self._stop = threading.Event()
        self._turn = threading.Lock()
        self._planning = threading.Lock()
        self._thread = threading.Thread(target=self._deliver_on, name="delivery", daemon=True)

    def start(self) -> None:
        """Begin; what fell due meanwhile is dealt with at once."""
        # An interval job for ever, moved nearer as needed. A job that is added anew each time is lost where
        # it falls due while the last run has not quite ended, and is missed by a scheduler that shuts down.
        self._scheduler.add_job(
            self._tick,
            id=JOB,
            trigger="interval",
            seconds=AT_LEAST_EVERY.total_seconds(),
            next_run_time=datetime.fromtimestamp(self._wall(), UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=2,
        )
        self._scheduler.start()
        self._thread.start()

    def stop(self) -> None:
        """End: the sweep and the post in hand are finished first, the rest is left for the next start."""
        self._stop.set()
        self._delivery.stop()
        self._nudge.set()
        if self._scheduler.running:
            # Not waiting here: it would hold the lock that the sweep in hand needs to end.
            self._scheduler.shutdown(wait=False)
        with self._turn:  # a move of the clock ends at the waking it has come to
            pass
        if self._thread.is_alive():
            self._thread.join(timeout=LONGEST_ROW)

    def nudge(self) -> None:
        """Something was committed that waits to be said."""
        self._nudge.set()

    def advance(self, clock: MovableClock | HandClock, to: datetime) -> None:
        """Move desk time ahead to `to`, stopping at each waking on the way: a week is a week of reminders.

        What falls due at a waking is said before the next. Ends early where the runner is stopped.
        """
        with self._turn:
            patience = self._step(
                clock, clock.now(), PATIENCE
            )  # a desk that was never looked at has no waking
            while not self._stop.is_set() and (wake := self._next_wake()) is not None and wake <= to:
                patience = self._step(clock, max(wake, clock.now()), patience)
            if not self._stop.is_set():
                self._step(clock, max(to, clock.now()), patience)
        self._plan()

    def _next_wake(self) -> datetime | None:
        """When something falls due, or is to be said with what falls due within the minute."""
        moments = (self._sweep.next_wake(), self._delivery.next_gathered())
        return min((at for at in moments if at is not None), default=None)

    def _step(self, clock: MovableClock | HandClock, at: datetime, patience: float) -> float:
        """Be at `at`, deal with it and say it. Returns the patience that is left."""
        with suppress(ValueError):  # a clock that runs may have passed it by itself
            clock.set(at)
        self._sweep.be_alive(clock.now())
        self._sweep.sweep_due()
        return self._say_all(patience)

    def _say_all(self, patience: float) -> float:
        """Say everything, and wait so many seconds for what must wait. Returns what is left of them."""
        while True:
            self.deliver_all()
            due = self._delivery.next_due()
            wait = None if due is None else max(due - self._wall(), 0.02)
            if wait is None or wait > patience or self._stop.wait(wait):
                return patience
            patience -= wait

    def deliver_all(self) -> None:
        """Say everything that can be said now, in the order in which it was owed."""
        while self._delivery.deliver_due(in_order=True).total and not self._stop.is_set():
            pass

    def _tick(self) -> None:
        try:
            with self._turn:
                if not self._stop.is_set() and self._sweep.sweep_due():
                    self._nudge.set()
        except Exception:
            log.exception("sweep.failed")
        self._plan()

    def _plan(self) -> None:
        """Set the next waking: the next known instant, a minute at the latest."""
        if self._stop.is_set() or not self._scheduler.running:
            return
        with self._planning:  # whoever reads last also sets last
            try:
                wake = self._sweep.next_wake()
            except Exception:  # the database is away: the metronome must not stop for that
                log.exception("plan.failed")
                wake = None
            wait = AT_LEAST_EVERY
            if wake is not None:
                wait = min(wait, max(wake - self._clock.now(), timedelta(milliseconds=50)))
            at = datetime.fromtimestamp(self._wall(), UTC) + wait
            with suppress(JobLookupError):  # it was stopped meanwhile
                self._scheduler.modify_job(JOB, next_run_time=at)

    def _deliver_on(self) -> None:
        while not self._stop.is_set():
            if self._nudge.is_set():
                self._nudge.clear()
                self._plan()  # what was committed may have something to say sooner
            try:
                busy = self._delivery.deliver_due().total > 0
                due, gathered = self._delivery.next_due(), self._delivery.next_gathered()
            except Exception:
                log.exception("delivery.failed")
                busy, due, gathered = False, None, None
            if busy:
                continue
            self._nudge.wait(self._idle(due, gathered))

    def _idle(self, due: float | None, gathered: datetime | None) -> float:
        """Wall seconds until there is something to say."""
        waits = [IDLE]
        if due is not None:
            waits.append(due - self._wall())
        if gathered is not None:
            waits.append((gathered - self._clock.now()).total_seconds())
        return max(min(waits), 0.02)
