"""The Slack adapter: Bolt on aiohttp, the desk behind it, and a messenger for the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from adapters.slack.answering.counter import Counter
from adapters.slack.authorize import CachedAuthorize
from adapters.slack.client import SlackClient, quiet
from adapters.slack.directory import Directory
from adapters.slack.door import FrontDoor
from adapters.slack.edge import Edge
from adapters.slack.later import Later
from adapters.slack.listeners import Listeners
from adapters.slack.messenger import Posting, SlackMessenger
from adapters.slack.recent import Newest, Recent
from adapters.slack.running import Running
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import text
from bot.clock import Clock

log = logging.getLogger(__name__)

DRAIN = 20.0
"""Seconds that stopping waits for answers still on their way."""
EVENT_MEMORY = 900.0
"""Seconds that an event's key is remembered: longer than Slack repeats it."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What exists only while the adapter runs: it belongs to one event loop."""

    client: SlackClient
    running: Running
    later: Later
    edge: Edge


class SlackApp:
    """One Slack app over HTTP. `clock` is desk time, `wall` wall seconds.

    Alone: `await start(host, port)` and `await stop()`. In a server that others share: `application()`
    mounted there, which opens and closes with it.
    """

    def __init__(
        self, desk: FrontDoor, *, settings: SlackSettings, clock: Clock, wall: Callable[[], float]
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._clock = clock
        self._wall = wall
        self._parts: _Parts | None = None
        self._runner: web.AppRunner | None = None
        self.messenger = SlackMessenger(wait=3 * settings.api_timeout)
        """`bot.ports.Messenger`; before the start and after the stop, everything is to be tried again."""

    async def open(self) -> None:
        """Make ready to answer, on the running loop."""
        if self._parts is not None:
            raise RuntimeError("the Slack adapter is already open")
        settings = self._settings
        client = SlackClient(settings)
        later = Later()
        running = Running(self._desk, settings)
        posting = Posting(client)
        counter = Counter(
            desk=self._desk,
            settings=settings,
            client=client,
            directory=Directory(client, later, self._wall),
            running=running,
            later=later,
            posting=posting,
            handled=Recent(self._wall, EVENT_MEMORY),
            changes=Newest(),
            homes=Newest(),
            wall=self._wall,
        )
        authorize = CachedAuthorize(settings, client, self._wall)
        bolt = _bolt(settings, client, authorize)
        Listeners(counter, self._clock, authorize.forget).register(bolt)
        self._parts = _Parts(client, running, later, Edge(settings, bolt, self._wall))
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
        await parts.client.close()

    def application(self) -> web.Application:
        """An aiohttp application with the one path, to serve alone or to mount."""
        app = web.Application()
        app.router.add_post(self._settings.path, self._handle)
        app.on_startup.append(self._opening)
        app.on_cleanup.append(self._closing)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 3000) -> int:
        """Serve; returns the port (a free one where 0 was asked for)."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=DRAIN)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def check(self) -> str:
        """The name of the workspace that the bot token opens. Raises DeliveryError with Slack's code."""
        assert self._parts is not None
        answer = await self._parts.client.call("", "auth.test")
        return text(answer.get("team"))

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


def _bolt(settings: SlackSettings, client: SlackClient, authorize: CachedAuthorize) -> AsyncApp:
    return AsyncApp(
        name="guichet.slack",
        logger=quiet,
        client=client.web,
        signing_secret=settings.signing_secret,
        authorize=authorize,  # type: ignore[arg-type]  # Bolt takes None for "not installed", and says so elsewhere
        # One listener a request, and its acknowledgement is the answer: no polling for it every 10 ms.
        process_before_response=True,
        attaching_conversation_kwargs_enabled=False,
        attaching_function_token_enabled=False,
    )
