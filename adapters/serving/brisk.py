"""Which questions are so short that the event loop itself may answer them: by how long their like took.

A hop to a thread and back costs more than such an answer, and with one interpreter lock the loop stands still
all the same while a thread works. What may take longer stays with the threads.
"""

from __future__ import annotations

from collections.abc import Callable

SHORT = 0.004
"""Processor seconds that an answer may take on the loop: everybody else waits for it."""
STILL = 0.1
"""Wall seconds: longer, and it waited for something (a disk, a lock)."""
REST = 60.0
"""Seconds that a kind stays with the threads after it made the loop stand still."""
_FADES = 0.9


class Brisk:
    """By the kind of question. `seconds` only go forward; used from the loop's thread only."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._most: dict[str, float] = {}
        self._resting: dict[str, float] = {}

    def may(self, kind: str) -> bool:
        """Whether the loop may answer it: its like were short, the last and those before it."""
        most = self._most.get(kind)
        if most is None or most > SHORT:
            return False
        return self._seconds() >= self._resting.get(kind, 0.0)

    def took(self, kind: str, processor: float) -> None:
        """One was answered, in so many processor seconds. A long one is forgotten little by little."""
        self._most[kind] = max(processor, self._most.get(kind, 0.0) * _FADES)

    def stood(self, kind: str, wall: float) -> None:
        """The loop stood still for it, so many wall seconds."""
        if wall > STILL:
            self._resting[kind] = self._seconds() + REST
