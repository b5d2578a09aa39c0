"""Socket Mode's connections: addresses that open one each, what travels on them, and how they end."""

import asyncio
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from adapters.workspace.dispatch import AppAnswer
from adapters.workspace.faults import Faults
from adapters.workspace.limits import CONNECTION_SECONDS, CONNECTIONS, TICKET_SECONDS
from adapters.workspace.model import Json

PATH = "/link/"
HOST = "applink-workspace"
ENVELOPE = "envelope"
"""What faults call a payload on its way to the app."""
GOODBYE = 0.2
"""Seconds that an app has to answer that a connection is closed."""
HEARTBEAT = 20.0
"""Seconds between pings."""


@dataclass(slots=True, eq=False)
class Connection:
    """One open WebSocket of the app."""

    request: web.Request
    socket: web.WebSocketResponse
    gone: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    carried: list[Json] = field(default_factory=list)
    """The envelopes that it carried, oldest first, for tests to read."""

    def cut(self) -> None:
        """End it without a word, as a network does."""
        if self.request.transport is not None:
            self.request.transport.abort()
        self.end()

    def end(self) -> None:
        """It carries nothing any more."""
        if not self.gone.done():
            self.gone.set_result(None)


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


def _read(frame: Json, *, accepts: bool) -> AppAnswer:
    payload = frame.get("payload") if accepts else None
    return AppAnswer(json.dumps(payload).encode() if payload is not None else b"")


class Switchboard:
    """The app's connections. Payloads go to each in turn, and to another where one dies unanswered."""

    def __init__(self, wall: Callable[[], float], faults: Faults) -> None:
        self._wall = wall
        self._faults = faults
        self._tickets: dict[str, float] = {}
        self._answers: dict[str, asyncio.Future[Json]] = {}
        self._changed = asyncio.Event()
        self.connections: list[Connection] = []
        """Those open now; the first is the next to be used."""
        self.app_id = ""
        self.secret = secrets.token_hex(24)
        """The part of the app-level token that nobody can guess."""
        self.heard: list[Any] = []
        """Every frame that the app sent, oldest first, for tests to read."""

    def address(self, base_url: str) -> str:
        """A fresh address, good for one connection, soon."""
        now = self._wall()
        self._tickets = {ticket: dies for ticket, dies in self._tickets.items() if dies > now}
        ticket = secrets.token_hex(16)
        self._tickets[ticket] = now + TICKET_SECONDS
        return f"{base_url.replace('http', 'ws', 1)}{PATH}?ticket={ticket}&app_id={self.app_id}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its ticket to its end."""
        if self._tickets.pop(request.query.get("ticket", ""), 0.0) <= self._wall():
            return web.Response(status=404, text="no such link")
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await socket.prepare(request)
        if len(self.connections) >= CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        connection = Connection(request, socket)
        self.connections.append(connection)
        self._wake()
        try:
            await socket.send_json(self._hello())
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._hear(frame.data)
        except ConnectionError:
            pass
        finally:
            self.connections.remove(connection)
            connection.end()
            self._wake()
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "connection_info": {"app_id": self.app_id},
            "num_connections": len(self.connections),
            "debug_info": {
                "host": HOST,
                "started": "2026-01-01 00:00:00.000",
                "build_number": 1,
                "approximate_connection_time": CONNECTION_SECONDS,
            },
        }

    def _hear(self, said: str) -> None:
        """What the app says is an acknowledgement; of what nobody waits for, it is lost."""
        try:
            frame = json.loads(said)
        except ValueError:
            frame = said
        self.heard.append(frame)
        if isinstance(frame, dict):
            answer = self._answers.get(str(frame.get("envelope_id")))
            if answer is not None and not answer.done():
                answer.set_result(frame)

    async def send(self, kind: str, payload: Any, seconds: float, retry: Json | None = None) -> AppAnswer:
        """Carry a payload to the app, and its acknowledgement back, within so many seconds."""
        envelope: Json = {
            "envelope_id": f"{secrets.token_hex(4)}-{secrets.token_hex(8)}",
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            **(retry or {}),
        }
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._answers[envelope["envelope_id"]] = answer
        try:
            return await asyncio.wait_for(self._carry(envelope, answer), seconds)
        except TimeoutError:
            return AppAnswer(trouble="operation_timeout")
        finally:
            del self._answers[envelope["envelope_id"]]

    async def _carry(self, envelope: Json, answer: "asyncio.Future[Json]") -> AppAnswer:
        while self.connections:
            fault = await self._faults.meet(ENVELOPE)
            connection = self.connections.pop(0)
            self.connections.append(connection)  # in turn
            if fault is not None and fault.kind == "dropped":
                connection.cut()
            else:
                connection.carried.append(envelope)
                try:
                    await connection.socket.send_json(envelope)
                except ConnectionError:
                    connection.end()
            both: set[asyncio.Future[Any]] = {answer, connection.gone}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if answer.done() and (fault is None or fault.kind != "lost_response"):
                return _read(answer.result(), accepts=envelope["accepts_response_payload"])
            if answer.done():
                # The acknowledgement went down with its connection: another hears the same envelope.
                answer = self._answers[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
                connection.cut()
            await self._until_gone(connection)
        return AppAnswer(trouble="dispatch_failed")

    async def _until_gone(self, connection: Connection) -> None:
        while connection in self.connections:
            await self._changed.wait()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def connected(self) -> None:
        """Wait until the app has a connection."""
        while not self.connections:
            await self._changed.wait()

    async def count(self, wanted: int) -> None:
        """Wait until so many connections are open."""
        while len(self.connections) != wanted:
            await self._changed.wait()

    async def tell(self, said: str | bytes, connection: Connection | None = None) -> None:
        """Put a frame of one's own on a connection (the next), whatever it holds."""
        socket = (connection or self.connections[0]).socket
        await (socket.send_bytes(said) if isinstance(said, bytes) else socket.send_str(said))

    async def disconnect(self, reason: str, connection: Connection | None = None, *, close: bool) -> None:
        """Say that a connection (the next) will end: `warning`, `refresh_requested`, `link_disabled`.

        Slack closes it then (after some ten seconds, where it only warned); so does this where `close`.
        """
        chosen = connection or self.connections[0]
        await chosen.socket.send_json(_disconnect(reason))
        if close:
            await chosen.socket.close()

    def drop(self) -> None:
        """Every connection breaks, without a word."""
        for connection in list(self.connections):
            connection.cut()

    async def stop(self) -> None:
        """Close every connection."""

        async def end(connection: Connection) -> None:
            with suppress(TimeoutError):
                await asyncio.wait_for(connection.socket.close(), GOODBYE)
            connection.cut()

        await asyncio.gather(*map(end, list(self.connections)))
