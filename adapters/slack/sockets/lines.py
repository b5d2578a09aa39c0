"""The lines to Slack, kept up: each is replaced before it ends, and where Slack is away, dialled again."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp

from adapters.slack.sockets.line import LOST, Line, Socket
from adapters.slack.wire import Json
from bot.ports import DeliveryError, Permanent, Transient

log = logging.getLogger(__name__)

GREETING = 10.0
"""Seconds within which Slack says hello on a new line."""
LINGER = 30.0
"""Seconds that a line which Slack wants to end is still listened to: it announces that about ten before."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between attempts to dial, doubled each time."""
REFUSED_WAIT = 60.0
"""Seconds before we ask again where Slack refused: somebody has to mend something first."""
OUTAGE = 60.0
"""Seconds without any line after which the desk counts as down."""

_NORMAL = frozenset({"warning", "refresh_requested", LOST})
_FULL = "too_many_websockets"


class Lines:
    """Keeps `wanted` lines open. `dial` opens one; `take` is given each envelope with the line it came on."""

    def __init__(
        self,
        dial: Callable[[], Awaitable[Socket]],
        take: Callable[[Line, Json], None],
        wall: Callable[[], float],
        wanted: int,
    ) -> None:
        self._dial = dial
        self._take = take
        self._wall = wall
        self._wanted = wanted
        self._open: set[Line] = set()
        self._keepers: list[asyncio.Task[None]] = []
        self._linger: set[asyncio.Task[None]] = set()
        self._hushed: list[Line] = []
        self._since = wall()
        self._why = ""

    def start(self) -> None:
        """Begin to dial."""
        self._since = self._wall()
        loop = asyncio.get_running_loop()
        self._keepers = [loop.create_task(self._keep()) for _ in range(self._wanted)]

    def health(self) -> tuple[bool, Json]:
        """Whether Slack reaches us, or did until a moment ago; and the state in words for machines."""
        count = sum(not line.relieved.done() for line in self._open)
        well = bool(self._open) or self._wall() - self._since <= OUTAGE
        told: Json = {
            "transport": "socket",
            "connected": bool(self._open),
            "connections": count,
            "since": datetime.fromtimestamp(self._since, UTC).isoformat(timespec="seconds"),
        }
        return well, told | ({} if self._open or not self._why else {"why": self._why})

    async def _keep(self) -> None:
        """One line, always: the next is open before the last is let go."""
        wait = FIRST_WAIT
        while True:
            try:
                line = await self._call()
            except DeliveryError as error:
                self._failed(error.code)
                wait = await _pause(error, wait)
                continue
            self._up(line)
            why = await line.relieved
            self._let_go(line)
            if why in _NORMAL:
                log.info("a connection to Slack ends (%s); another takes over", why)
                wait = FIRST_WAIT
                if why == LOST:
                    await asyncio.sleep(_jittered(FIRST_WAIT))
                continue
            self._failed(why)
            wait = await _pause(Transient(why) if why == _FULL else Permanent(why), wait)

    async def _call(self) -> Line:
        """A line on which Slack has said hello. Raises DeliveryError."""
        line: Line | None = None
        try:
            line = Line(await self._dial(), self._take)
            either: set[asyncio.Future[Any]] = {line.hello, line.relieved}
            await asyncio.wait(either, timeout=GREETING, return_when=asyncio.FIRST_COMPLETED)
            if line.hello.done():
                log.info("connected to Slack; connections of this app: %d", line.hello.result())
                return line
            why = line.relieved.result() if line.relieved.done() else "no_hello"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # An address that is none is a ValueError of whoever reads it.
            raise Transient(type(error).__name__) from None
        except asyncio.CancelledError:
            if line is not None:
                await line.close()
            raise
        await line.close()
        raise Transient(why) if why in _NORMAL or why in (_FULL, "no_hello") else Permanent(why)

    def _up(self, line: Line) -> None:
        if not self._open:
            self._since, self._why = self._wall(), ""
        self._open.add(line)
        line.reading.add_done_callback(lambda _: self._down(line))

    def _down(self, line: Line) -> None:
        self._open.discard(line)
        if not self._open:
            self._since = self._wall()

    def _let_go(self, line: Line) -> None:
        """It may still carry something: it is read until Slack ends it, or a while."""

        async def lingering() -> None:
            try:
                await asyncio.wait({line.reading}, timeout=LINGER)
            finally:
                await line.close()

        task = asyncio.get_running_loop().create_task(lingering())
        self._linger.add(task)
        task.add_done_callback(self._linger.discard)

    def _failed(self, why: str) -> None:
        if why != self._why:
            log.warning("no connection to Slack (%s)%s", why, _ADVICE.get(why, ""))
        self._why = why

    async def hush(self) -> None:
        """Dial no more and read no more. What was read can still be answered."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._hushed = list(self._open)
        for line in self._hushed:
            line.hush()

    async def close(self) -> None:
        """Let go of every line."""
        for task in list(self._linger):
            task.cancel()
        closing = [line.close() for line in {*self._open, *self._hushed}]
        await asyncio.gather(*self._linger, *closing, return_exceptions=True)


_ADVICE = {
    "link_disabled": ": Socket Mode is switched off in the app's settings at api.slack.com/apps",
    _FULL: ": the app has all the connections that Slack allows; another copy of Guichet may hold them",
}


async def _pause(error: DeliveryError, wait: float) -> float:
    """Wait as the failure asks for; how long to wait the next time."""
    if isinstance(error, Permanent):
        await asyncio.sleep(_jittered(REFUSED_WAIT))
        return wait
    asked = error.retry_after if isinstance(error, Transient) else 0.0
    await asyncio.sleep(max(asked, _jittered(wait)))
    return min(wait * 2, LONGEST_WAIT)


def _jittered(seconds: float) -> float:
    """Between half and the whole of it: copies of us that lost Slack together do not return together."""
    return seconds * (0.5 + secrets.randbelow(1000) / 2000)
