"""Which questions are so short that the event loop itself may answer them: by how long their like took.

A hop to a thread and back costs more than such an answer, and with one interpreter lock the loop stands still
all the same while a thread works. What may take longer stays with the threads.
"""

from __future__ import annotations

from collections.abc import Callable

SHORT = 0.004
"""Processor seconds that an answer may take on the loop: everybody else waits for it."""
STILL = 0.25
"""Wall seconds: longer, and it waited for something (a disk, a lock, another program's turn)."""
REST = 5.0
"""Seconds that a kind stays with the threads after it made the loop stand still; twice as many each time that
it does so again soon."""
LONGEST_REST = 300.0
_FADES = 0.9


class Brisk:
    """By the kind of question. `seconds` only go forward; used from the loop's thread only."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._most: dict[str, float] = {}
        self._resting: dict[str, tuple[float, float]] = {}
        """Until when, and for how long it was."""

    def may(self, kind: str) -> bool:
        """Whether the loop may answer it: its like were short, the last and those before it."""
        most = self._most.get(kind)
        if most is None or most > SHORT:
            return False
        resting = self._resting.get(kind)
        return resting is None or self._seconds() >= resting[0]

    def took(self, kind: str, processor: float) -> None:
        """One was answered, in so many processor seconds. A long one is forgotten little by little."""
        self._most[kind] = max(processor, self._most.get(kind, 0.0) * _FADES)

    def stood(self, kind: str, wall: float) -> None:
        """The loop stood still for it, so many wall seconds."""
        if wall <= STILL:
            return
        now = self._seconds()
        until, rest = self._resting.get(kind, (0.0, 0.0))
        rest = min(2 * rest, LONGEST_REST) if now < until + rest else REST
        self._resting[kind] = (now + rest, rest)
