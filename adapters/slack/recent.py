"""What was seen a moment ago, forgotten after a while: against doing the same thing twice in one process."""

from __future__ import annotations

from collections.abc import Callable


class Recent:
    """Names seen within the last `seconds`, at most `most` of them."""

    def __init__(self, wall: Callable[[], float], seconds: float, most: int = 50_000) -> None:
        self._wall = wall
        self._seconds = seconds
        self._most = most
        self._seen: dict[str, float] = {}

    def is_new(self, name: str) -> bool:
        """Whether it was not seen lately; from now on it was."""
        now = self._wall()
        while self._seen:
            oldest, at = next(iter(self._seen.items()))
            if now - at < self._seconds and len(self._seen) < self._most:
                break
            del self._seen[oldest]
        if name in self._seen:
            return False
        self._seen[name] = now
        return True
