"""Two sets of threads for the desk: readers, and the writer; a full queue refuses before it starts.

Questions whose like were short are answered on the loop itself, where a hop would cost more. What waits for
the writer is answered together, so that many are on disk by one flush; whoever waits alone is answered alone.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol

from adapters.serving.brisk import Brisk
from adapters.serving.door import FrontDoor
from bot.replies import Reply
from bot.requests import Request

log = logging.getLogger(__name__)

TOGETHER = 8
"""The most that are answered together: the first of them waits for the last."""
_Waiting = tuple[Request, "asyncio.Future[Reply]"]


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

    def __init__(self, name: str, threads: int, waiting: int, together: int = 1) -> None:
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix=f"desk-{name}")
        self.waiting: deque[_Waiting] = deque()
        self.most = threads + waiting
        self.threads = threads
        self.together = together
        self.taken = 0

    def share(self) -> int:
        """How many a thread takes at a time: its share of what waits."""
        return min(self.together, -(-len(self.waiting) // self.threads))


class Running:
    """Runs the desk off the event loop. Used from the loop's thread only."""

    def __init__(self, desk: FrontDoor, settings: Lanes) -> None:
        self._desk = desk
        self._reads = _Lane("reads", settings.readers, settings.waiting)
        self._writes = _Lane("writes", settings.writers, settings.waiting, TOGETHER)
        self._brisk = Brisk(time.monotonic)
        self._line = asyncio.Lock()
        self._room = asyncio.Event()

    def begin(self, request: Request) -> asyncio.Future[Reply] | None:
        """Start answering; None where too much waits already, and then nothing was started.

        The future is never cancelled by us: a thread cannot be, and its work may still commit. It does not
        raise either: a bug is logged with a reference, and answered like a refusal to start.
        """
        lane = self._reads if self._desk.reads_only(request) else self._writes
        if lane.taken >= lane.most:
            return None
        loop = asyncio.get_running_loop()
        job: asyncio.Future[Reply] = loop.create_future()
        kind = self._desk.kind(request) if lane is self._reads else None
        if kind is not None and (reply := self._at_once(request, kind)) is not None:
            job.set_result(reply)
            return job
        lane.taken += 1
        lane.waiting.append((request, job))
        lane.pool.submit(self._take, lane, loop)
        return job

    @property
    def is_crowded(self) -> bool:
        """Whether some wait for room: what comes now comes after them."""
        return self._line.locked()

    async def in_its_turn(self, request: Request) -> Reply:
        """The answer, however long it takes until there is room: for what nobody would say a second time.

        Those that wait so are begun in the order in which they came.
        """
        async with self._line:
            while (job := self.begin(request)) is None:
                self._room.clear()
                await self._room.wait()
        return await job

    def _at_once(self, request: Request, kind: str) -> Reply | None:
        """The answer, made here; None where threads are to make it."""
        if not self._brisk.may(kind):
            return None
        began, spent = time.monotonic(), time.thread_time()
        reply = self._desk.at_once(request)
        self._brisk.took(kind, time.thread_time() - spent)
        self._brisk.stood(kind, time.monotonic() - began)
        return reply

    def _take(self, lane: _Lane, loop: asyncio.AbstractEventLoop) -> None:
        """Answer what waits, in a thread of the lane; another may have taken it already."""
        taken: list[_Waiting] = []
        share = lane.share()
        while lane.waiting and len(taken) < share:
            with suppress(IndexError):
                taken.append(lane.waiting.popleft())
        if taken:
            began = time.thread_time()
            replies = self._answers([request for request, _ in taken])
            spent = (time.thread_time() - began) / len(taken)
            loop.call_soon_threadsafe(self._ended, lane, taken, replies, spent)

    def _ended(self, lane: _Lane, taken: list[_Waiting], replies: Sequence[Reply], spent: float) -> None:
        """`spent` processor seconds on each."""
        lane.taken -= len(taken)
        if lane is self._reads and (kind := self._desk.kind(taken[0][0])) is not None:
            self._brisk.took(kind, spent)
        self._room.set()
        for (_, job), reply in zip(taken, replies, strict=True):
            if not job.done():
                job.set_result(reply)

    def _answers(self, requests: Sequence[Request]) -> Sequence[Reply]:
        try:
            return self._desk.answer_all(requests)
        except Exception:
            log.exception("the desk failed on a request (reference %s)", secrets.token_hex(4))
            return [self._desk.busy(r.profile.locale if r.profile else None) for r in requests]

    async def stop(self) -> None:
        """Wait for what was begun: it may be writing."""
        for lane in (self._reads, self._writes):
            await asyncio.to_thread(lane.pool.shutdown, wait=True)
