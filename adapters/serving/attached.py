"""What threads ask of an adapter's event loop, while the adapter runs."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import CancelledError
from typing import Any, Generic, TypeVar

from bot.ports import Transient, Uncertain

P = TypeVar("P")
T = TypeVar("T")


class Attached(Generic[P]):
    """A messenger's way onto the loop where its posting `P` lives, between the start and the stop.

    `wait` is how many seconds a call may take, waiting for its turn included.
    """

    def __init__(self, wait: float) -> None:
        self._wait = wait
        self._loop: asyncio.AbstractEventLoop | None = None
        self._posting: P | None = None

    def attach(self, loop: asyncio.AbstractEventLoop, posting: P) -> None:
        """The adapter runs: from here on, messages go out."""
        self._loop, self._posting = loop, posting

    def detach(self) -> None:
        """The adapter stops: what comes now is to be tried again after the next start."""
        self._loop = self._posting = None

    def _ready(self) -> P:
        if self._posting is None:
            raise Transient("not_running")
        return self._posting

    def _run(self, work: Coroutine[Any, Any, T], late: Transient | Uncertain) -> T:
        """Do it on the loop, and wait; `late` is raised where it takes too long."""
        loop = self._loop
        if loop is None or loop.is_closed():
            work.close()
            raise Transient("not_running")
        if _running_loop() is loop:
            work.close()
            raise RuntimeError("the messenger was called on its own event loop: it would wait for itself")
        future = asyncio.run_coroutine_threadsafe(work, loop)
        try:
            return future.result(self._wait)
        except (TimeoutError, CancelledError):
            future.cancel()
            raise late from None


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
