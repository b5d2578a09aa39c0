"""Faults on demand: what the next calls of a Web API method meet."""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["ratelimited", "server_error", "slow", "lost_response", "dropped"]
ANY = "*"


@dataclass(slots=True)
class Fault:
    """One kind of trouble for the next `times` calls of a method (ANY: of every method).

    The method "envelope" is what is sent to an app in Socket Mode: slow, dropped or lost_response.

    ratelimited: 429 with Retry-After `seconds`. server_error: `status`. slow: answered after `seconds`.
    lost_response: done, then the connection breaks. dropped: the connection breaks before anything is done.
    """

    method: str
    kind: Kind
    times: int = 1
    seconds: float = 1.0
    status: int = 500


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []
        self._shares: Mapping[Kind, float] = {}
        self._random = random.Random(0)  # noqa: S311  chance for a test, nothing to guess
        self.met: Counter[Kind] = Counter()
        """How many calls met which."""

    def add(
        self, method: str, kind: Kind, *, times: int = 1, seconds: float = 1.0, status: int = 500
    ) -> None:
        """Let the next `times` calls of `method` meet a fault."""
        self._coming.append(Fault(method, kind, times, seconds, status))

    def by_chance(self, shares: Mapping[Kind, float], seed: int) -> None:
        """From now on each call meets a fault with these probabilities, the same for the same `seed`."""
        self._shares = shares
        self._random = random.Random(seed)  # noqa: S311

    def clear(self) -> None:
        """No more faults."""
        self._coming.clear()
        self._shares = {}

    def _chance(self, method: str) -> Fault | None:
        drawn = self._random.random()
        for kind, share in self._shares.items():
            if drawn < share:
                return Fault(method, kind)
            drawn -= share
        return None

    async def meet(self, method: str) -> Fault | None:
        """The fault of a call that has just come in; slowness is served here."""
        fault = next((f for f in self._coming if f.method in (method, ANY)), None)
        if fault is None:
            fault = self._chance(method)
            if fault is None:
                return None
        else:
            fault.times -= 1
            if fault.times <= 0:
                self._coming.remove(fault)
        self.met[fault.kind] += 1
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        return fault
