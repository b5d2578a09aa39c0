"""What was seen a moment ago: against doing a thing twice, or answering what has been overtaken."""

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


class Newest:
    """The newest act on each of many things (the latest change of an open form), for the last `most`."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._acts: dict[str, str] = {}

    def note(self, thing: str, act: str) -> None:
        """`act` is now the newest on `thing`."""
        self._acts.pop(thing, None)
        if len(self._acts) >= self._most:
            del self._acts[next(iter(self._acts))]
        self._acts[thing] = act

    def latest(self, thing: str) -> str:
        """The newest act on it; empty where none is remembered."""
        return self._acts.get(thing, "")

    def is_newest(self, thing: str, act: str) -> bool:
        """Whether nothing newer was noted; so it is too where all was forgotten."""
        return self._acts.get(thing, act) == act
