"""Work under way, so that a stop can end it and a test can wait for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Tasks:
    """Background work: `settle` waits for what is busy, not for what sleeps until a retry."""

    def __init__(self) -> None:
        self._busy: set[asyncio.Task[Any]] = set()
        self._asleep: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` beside everything else."""
        task = asyncio.ensure_future(work)
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    def later(self, seconds: float, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` after so many seconds of wall time; at once where it is none."""
        if seconds <= 0:
            self.start(work)
            return
        task = asyncio.ensure_future(self._sleep_then(seconds, work))
        self._asleep.add(task)
        task.add_done_callback(self._asleep.discard)

    async def settle(self) -> None:
        """Wait until nothing is busy; a failure of the work is raised here."""
        while self._busy:
            await asyncio.gather(*self._busy)

    async def stop(self) -> None:
        """Cancel whatever is left."""
        left = [*self._busy, *self._asleep]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _sleep_then(self, seconds: float, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            work.close()
            raise
        self.start(work)
