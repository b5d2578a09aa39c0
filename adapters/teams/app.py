"""The Teams adapter: our own route and connector, the desk behind them, and a messenger for the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from adapters.serving.addresses import is_loopback
from adapters.serving.door import FrontDoor
from adapters.serving.later import Later
from adapters.serving.recent import Recent
from adapters.serving.running import Running
from adapters.teams.answering.counter import Counter
from adapters.teams.auth.keys import Keys
from adapters.teams.auth.token import AppToken, NoToken, SecretToken
from adapters.teams.auth.validator import Validator
from adapters.teams.bridge import Bridge
from adapters.teams.connector import Connector
from adapters.teams.directory import Directory
from adapters.teams.edge import MEMORY, Edge
from adapters.teams.known import Conversations
from adapters.teams.listeners import TeamsListeners
from adapters.teams.messenger import Posting, TeamsMessenger
from adapters.teams.pacing import Pacing
from adapters.teams.settings import BadSettings, TeamsSettings
from adapters.teams.views import Views
from adapters.teams.wire import Json
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
    token: AppToken


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
        views = Views(self._desk, self._conversations)
        later, running = Later(), Running(self._desk, settings)
        posting = Posting(
            connector, self._conversations, Pacing(keeps_limits=settings.keeps_limits), views=views
        )
        counter = Counter(
            desk=self._desk,
            settings=settings,
            connector=connector,
            directory=Directory(connector, later, settings, self._wall),
            conversations=self._conversations,
            running=running,
            later=later,
            posting=posting,
            views=views,
            welcomed=Recent(self._wall, MEMORY),
        )
        bridge = Bridge(TeamsListeners(counter, self._clock))
        validator = Validator(settings, Keys(session, settings.openid, self._wall), self._wall)
        edge = Edge(settings, validator, bridge.turn, self._wall)
        self._parts = _Parts(session, running, later, edge, token)
        self.messenger.attach(asyncio.get_running_loop(), posting)

    async def close(self) -> None:
        """Wait for what is being answered and posted, then let go of everything."""
        parts, self._parts = self._parts, None
        if parts is None:
            return
        await _drained(parts.later)
        await parts.running.stop()
        self.messenger.detach()
        await parts.session.close()

    def application(self) -> web.Application:
        """An aiohttp application with the one path, to mount: it opens and closes with its server."""
        app = self._routes()
        app.on_startup.append(self._opening)
        app.on_cleanup.append(self._closing)
        return app

    def _routes(self) -> web.Application:
        app = web.Application()
        app.router.add_post(self._settings.path, self._handle)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 3978) -> int:
        """Serve; returns the port (a free one where 0 was asked for).

        Raises BadSettings where a bot in development would listen to others than this machine.
        """
        if self._settings.development and not is_loopback(host):
            raise BadSettings(f"in development it listens on this machine only, not at {host}")
        await self.open()
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=DRAIN)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def settle(self) -> None:
        """Wait until every answer begun is on its way: for whoever must know that all was said."""
        if self._parts is not None:
            await self._parts.later.settle()

    async def check(self) -> None:
        """Sign in, as every post does. Raises Permanent (the login refuses the secret) or Transient."""
        assert self._parts is not None
        await self._parts.token.get()

    def health(self) -> tuple[bool, Json]:
        """Whether the bot can sign in as far as we know, when Teams last reached us, and what is amiss."""
        parts = self._parts
        fault = parts.token.fault if parts is not None else "closed"
        heard = parts.edge.heard_at if parts is not None else None
        last = datetime.fromtimestamp(heard, UTC).isoformat(timespec="seconds") if heard else None
        return fault is None, {"token": fault or "well", "last_activity": last}

    async def rest(self) -> None:
        """Take nothing new, and finish what was begun; what is left to be posted still can be."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
        if self._parts is not None:
            await _drained(self._parts.later)

    async def stop(self) -> None:
        """Take nothing new, finish what was begun, close."""
        await self.rest()
        await self.close()

    async def _handle(self, request: web.Request) -> web.Response:
        if self._parts is None:
            return web.Response(status=503)
        return await self._parts.edge.handle(request)

    async def _opening(self, _app: web.Application) -> None:
        await self.open()

    async def _closing(self, _app: web.Application) -> None:
        await self.close()


async def _drained(later: Later) -> None:
    if cancelled := await later.drain(DRAIN):
        log.warning("stopped with %d answers not delivered", cancelled)
