"""One Socket Mode connection: its frames, read without trusting them, and what is sent back on it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable

import aiohttp

from adapters.slack.wire import Json, text

log = logging.getLogger(__name__)

Socket = aiohttp.ClientWebSocketResponse[bool]
LOST = "connection_lost"
"""Why a line ended of which Slack had said nothing."""
CLOSING = 1.0
"""Seconds that closing waits for Slack's own goodbye."""


class Line:
    """Reads until the connection ends, whatever comes: a frame that is not understood is passed over."""

    def __init__(self, socket: Socket, take: Callable[[Line, Json], None]) -> None:
        self._socket = socket
        self._take = take
        loop = asyncio.get_running_loop()
        self.hello: asyncio.Future[int] = loop.create_future()
        """Slack's greeting, with how many connections the app has: from then on payloads come."""
        self.relieved: asyncio.Future[str] = loop.create_future()
        """Why another line must take over: Slack announced the end of this one, or it came."""
        self.reading = loop.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for frame in self._socket:
                if frame.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                    self._frame(frame.data)
        finally:
            self._settle(LOST)

    def _frame(self, data: str | bytes) -> None:
        try:
            said = json.loads(data)
        except (ValueError, RecursionError):
            log.warning("a frame of Slack's cannot be read")
            return
        if not isinstance(said, dict):
            log.warning("a frame of Slack's is no object")
            return
        match said.get("type"):
            case "hello":
                count = said.get("num_connections")
                if not self.hello.done():
                    self.hello.set_result(count if isinstance(count, int) else 0)
            case "disconnect":
                self._settle(text(said.get("reason")) or LOST)
            case _ if text(said.get("envelope_id")):
                self._take(self, said)
            case _:
                log.warning("a frame of Slack's asks for nothing that is known here")

    def _settle(self, why: str) -> None:
        if not self.relieved.done():
            self.relieved.set_result(why)

    async def send(self, said: Json) -> bool:
        """Send it; False where the connection is gone."""
        try:
            await self._socket.send_json(said)
        except (aiohttp.ClientError, ConnectionError):
            return False
        return True

    def hush(self) -> None:
        """Read no more; what was read can still be answered."""
        self.reading.cancel()

    async def close(self) -> None:
        """End it."""
        self.hush()
        await asyncio.gather(self.reading, return_exceptions=True)
        try:
            await asyncio.wait_for(self._socket.close(), CLOSING)
        except TimeoutError:
            log.debug("Slack did not say goodbye")
