"""Faults on demand: what the next calls of a Web API method meet."""

import asyncio
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

    def add(
        self, method: str, kind: Kind, *, times: int = 1, seconds: float = 1.0, status: int = 500
    ) -> None:
        """Let the next `times` calls of `method` meet a fault."""
        self._coming.append(Fault(method, kind, times, seconds, status))

    def clear(self) -> None:
        """No more faults."""
        self._coming.clear()

    async def meet(self, method: str) -> Fault | None:
        """The fault of a call that has just come in; slowness is served here."""
        fault = next((f for f in self._coming if f.method in (method, ANY)), None)
        if fault is None:
            return None
        fault.times -= 1
        if fault.times <= 0:
            self._coming.remove(fault)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        return fault
