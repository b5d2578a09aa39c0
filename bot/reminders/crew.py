"""Several hands for one outbox: rows are worked on side by side, and a slow one holds up nobody else."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

LOOK = 0.1
"""Wall seconds after which more work is looked for while some is in hand: it may have come due meanwhile."""

Row = TypeVar("Row")


class Crew(Generic[Row]):
    """Threads that are made when they are first needed. `most` rows are in hand at once."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._hands = 0

    def work(
        self,
        most: int,
        first: Sequence[Row],
        more: Callable[[int], Sequence[Row]],
        do: Callable[[Row], str],
    ) -> list[str]:
        """Do `first` and all that `more(how many)` gives, until it gives nothing. What came of each.

        `do` must not raise, but for what ends the process.
        """
        pool = self._with(most)
        waiting, running, done = deque(first), set[Future[str]](), list[str]()
        while True:
            if len(waiting) + len(running) < most:
                waiting.extend(more(most - len(waiting) - len(running)))
            while waiting and len(running) < most:
                running.add(pool.submit(do, waiting.popleft()))
            if not running:
                return done
            ended, running = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED)
            done += [each.result() for each in ended]

    def _with(self, most: int) -> ThreadPoolExecutor:
        if self._pool is None or self._hands < most:
            if self._pool is not None:
                self._pool.shutdown(wait=False)
            self._pool, self._hands = ThreadPoolExecutor(most, thread_name_prefix="delivery"), most
        return self._pool
