"""The Teams adapter: our own route and connector, the desk behind them, and a messenger for the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from adapters.serving.door import FrontDoor
from adapters.serving.later import Later
from adapters.serving.running import Running
from adapters.teams.answering.counter import Counter
from adapters.teams.auth.keys import Keys
from adapters.teams.auth.token import AppToken, NoToken, SecretToken
from adapters.teams.auth.validator import Validator
from adapters.teams.bridge import Bridge
from adapters.teams.connector import Connector
from adapters.teams.directory import Directory
from adapters.teams.edge import Edge
from adapters.teams.known import Conversations
from adapters.teams.listeners import TeamsListeners
from adapters.teams.messenger import Posting, TeamsMessenger
from adapters.teams.settings import TeamsSettings
from bot.clock import Clock

log = logging.getLogger(__name__)

DRAIN = 20.0
"""Seconds that stopping waits for answers still on their way."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What exists only while the adapter runs: it belongs to one event loop."""

    session: aiohttp.ClientSession
    running: Running
    later: Later
    edge: Edge


class TeamsApp:
    """One bot over HTTP. `clock` is desk time, `wall` wall seconds.

    Alone: `await start(host, port)` and `await stop()`. In a server that others share: `application()`
    mounted there, which opens and closes with it.
    """

    def __init__(
        self,
        desk: FrontDoor,
        conversations: Conversations,
        *,
        settings: TeamsSettings,
        clock: Clock,
        wall: Callable[[], float],
    ) -> None:
        self._desk = desk
        self._conversations = conversations
        self._settings = settings
        self._clock = clock
        self._wall = wall
        self._parts: _Parts | None = None
        self._runner: web.AppRunner | None = None
        self.messenger = TeamsMessenger(wait=3 * settings.timeout)
        """`bot.ports.Messenger`; before the start and after the stop, everything is to be tried again."""

    async def open(self) -> None:
        """Make ready to answer, on the running loop."""
        if self._parts is not None:
            raise RuntimeError("the Teams adapter is already open")
        settings = self._settings
        session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=settings.timeout))
        token: AppToken = NoToken() if settings.development else SecretToken(session, settings, self._wall)
        connector = Connector(session, token, settings)
        later, running = Later(), Running(self._desk, settings)
        posting = Posting(connector, self._conversations)
        counter = Counter(
            desk=self._desk,
            settings=settings,
            connector=connector,
            directory=Directory(connector, later, settings, self._wall),
            conversations=self._conversations,
            running=running,
            later=later,
            posting=posting,
        )
        bridge = Bridge(TeamsListeners(counter, self._clock))
        validator = Validator(settings, Keys(session, settings.openid, self._wall))
        self._parts = _Parts(session, running, later, Edge(settings, validator, bridge.turn, self._wall))
        self.messenger.attach(asyncio.get_running_loop(), posting)

    async def close(self) -> None:
        """Wait for what is being answered and posted, then let go of everything."""
        parts, self._parts = self._parts, None
        if parts is None:
            return
        cancelled = await parts.later.drain(DRAIN)
        if cancelled:
            log.warning("stopped with %d answers not delivered", cancelled)
        await parts.running.stop()
        self.messenger.detach()
        await parts.session.close()

    def application(self) -> web.Application:
        """An aiohttp application with the one path, to serve alone or to mount."""
        app = web.Application()
        app.router.add_post(self._settings.path, self._handle)
        app.on_startup.append(self._opening)
        app.on_cleanup.append(self._closing)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 3978) -> int:
        """Serve; returns the port (a free one where 0 was asked for)."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=DRAIN)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def settle(self) -> None:
        """Wait until every answer begun is on its way: for whoever must know that all was said."""
        if self._parts is not None:
            await self._parts.later.settle()

    async def stop(self) -> None:
        """Take nothing new, finish what was begun, close."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        if self._parts is None:
            return web.Response(status=503)
        return await self._parts.edge.handle(request)

    async def _opening(self, _app: web.Application) -> None:
        await self.open()

    async def _closing(self, _app: web.Application) -> None:
        await self.close()
