"""Two sets of threads for the desk: readers, and the writer; a full queue refuses before it starts."""

from __future__ import annotations

import asyncio
import logging
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from adapters.serving.door import FrontDoor
from bot.replies import Reply
from bot.requests import Request

log = logging.getLogger(__name__)


class Lanes(Protocol):
    """How many threads read and write, and how many requests may wait for either."""

    @property
    def readers(self) -> int:
        """Threads for requests that only read."""
        ...

    @property
    def writers(self) -> int:
        """Threads for requests that may write: one on SQLite."""
        ...

    @property
    def waiting(self) -> int:
        """How many requests may wait for either before new ones are refused."""
        ...


class _Lane:
    """Threads and how many requests are theirs just now."""

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self.most = threads + waiting
        self.taken = 0


class Running:
    """Runs the desk off the event loop. Used from the loop's thread only."""

    def __init__(self, desk: FrontDoor, settings: Lanes) -> None:
        self._desk = desk
        self._reads = _Lane("reads", settings.readers, settings.waiting)
        self._writes = _Lane("writes", settings.writers, settings.waiting)

    def begin(self, request: Request) -> asyncio.Future[Reply] | None:
        """Start answering; None where too much waits already, and then nothing was started.

        The future is never cancelled by us: a thread cannot be, and its work may still commit. It does not
        raise either: a bug is logged with a reference, and answered like a refusal to start.
        """
        lane = self._reads if self._desk.reads_only(request) else self._writes
        if lane.taken >= lane.most:
            return None
        lane.taken += 1
        job = asyncio.get_running_loop().run_in_executor(lane.pool, self._answer, request)
        job.add_done_callback(lambda _: self._ended(lane))
        return job

    @staticmethod
    def _ended(lane: _Lane) -> None:
        lane.taken -= 1

    def _answer(self, request: Request) -> Reply:
        try:
            return self._desk.answer(request)
        except Exception:
            log.exception("the desk failed on a request (reference %s)", secrets.token_hex(4))
            return self._desk.busy(request.profile.locale if request.profile else None)

    async def stop(self) -> None:
        """Wait for what was begun: it may be writing."""
        for lane in (self._reads, self._writes):
            await asyncio.to_thread(lane.pool.shutdown, wait=True)
