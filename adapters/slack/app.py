"""The Slack adapter: Bolt on aiohttp, the desk behind it, and a messenger for the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from adapters.serving.door import FrontDoor
from adapters.serving.later import Later
from adapters.serving.recent import Newest, Recent
from adapters.serving.running import Running
from adapters.slack.answering.counter import Counter, spoken
from adapters.slack.answering.encoded import Encoded
from adapters.slack.authorize import CachedAuthorize
from adapters.slack.client import SlackClient, quiet
from adapters.slack.copying import Copying
from adapters.slack.directory import Directory
from adapters.slack.edge import Edge
from adapters.slack.leaving import leaving
from adapters.slack.listeners import Listeners
from adapters.slack.manifest import INSTALL, REDIRECT
from adapters.slack.messenger import Posting, SlackMessenger
from adapters.slack.oauth import Installing, OAuth
from adapters.slack.rooms import Rooms
from adapters.slack.settings import SlackSettings
from adapters.slack.sockets.envelopes import Envelopes
from adapters.slack.sockets.lines import Lines
from adapters.slack.tenants import Tenants
from adapters.slack.wire import PLATFORM, Json, text
from bot.clock import Clock
from bot.installations import Installed
from bot.ports import DeliveryError, Permanent
from bot.words import not_served

log = logging.getLogger(__name__)

DRAIN = 20.0
"""Seconds that stopping waits for answers still on their way."""
HANDLING = 5.0
"""Seconds that stopping waits for acknowledgements: Slack itself waits for three."""
EVENT_MEMORY = 900.0
"""Seconds that an event's key is remembered: longer than Slack repeats it."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What exists only while the adapter runs: it belongs to one event loop."""

    client: SlackClient
    running: Running
    later: Later
    edge: Edge
    oauth: OAuth | None
    envelopes: Envelopes
    lines: Lines


class SlackApp:
    """One Slack app. `clock` is desk time, `wall` wall seconds.

    Over HTTP: `await start(host, port)`; in Socket Mode, where the settings hold an app-level token:
    `await dial()`. Both end with `await stop()`. In a server that others share: `application()` mounted
    there, which opens and closes with it.
    """

    def __init__(
        self,
        desk: FrontDoor,
        *,
        settings: SlackSettings,
        clock: Clock,
        wall: Callable[[], float],
        tenants: Tenants | None = None,
        installing: Installing | None = None,
    ) -> None:
        """`tenants` keeps where the app is installed; with `installing` it can be installed by OAuth."""
        self._desk = desk
        self._tenants = tenants
        self._installing = installing
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
        later = Later()
        client = SlackClient(settings, partial(self._dead, later) if self._tenants else None)
        running = Running(self._desk, settings)
        posting = Posting(client, Copying(client, settings))
        counter = Counter(
            desk=self._desk,
            settings=settings,
            client=client,
            directory=Directory(client, later, self._wall),
            rooms=Rooms(client, later, self._wall),
            running=running,
            later=later,
            posting=posting,
            handled=Recent(self._wall, EVENT_MEMORY),
            encoded=Encoded(spoken),
            changes=Newest(),
            homes=Newest(),
            wall=self._wall,
        )
        tenants = self._tenants
        authorize = CachedAuthorize(settings, client, self._wall, tenants.look if tenants else None)
        bolt = _bolt(settings, client, authorize)
        Listeners(counter, self._clock, leaving(authorize, tenants)).register(bolt)
        if tenants is not None:
            tenants.changed = partial(_forget, authorize, client, tenants)
            tenants.watch()
        edge, envelopes = Edge(settings, bolt, self._wall), Envelopes(bolt, client, later)
        lines = Lines(client.dial, envelopes.take, self._wall, settings.connections)
        self._parts = _Parts(client, running, later, edge, None, envelopes, lines)
        if self._installing is not None:
            self.offer(self._installing)
        self.messenger.attach(asyncio.get_running_loop(), posting)

    async def close(self) -> None:
        """Wait for what is being answered and posted, then let go of everything."""
        parts, self._parts = self._parts, None
        if parts is None:
            return
        if self._tenants is not None:
            await self._tenants.unwatch()
        await _drained(parts.later)
        await parts.running.stop()
        self.messenger.detach()
        await parts.client.close()

    def application(self) -> web.Application:
        """An aiohttp application with the one path, to mount: it opens and closes with its server."""
        app = self._routes()
        app.on_startup.append(self._opening)
        app.on_cleanup.append(self._closing)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 3000) -> int:
        """Serve over HTTP; returns the port (a free one where 0 was asked for)."""
        await self.open()
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=HANDLING)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        return int(self._runner.addresses[0][1])

    def _routes(self) -> web.Application:
        app = web.Application()
        app.router.add_post(self._settings.path, self._handle)
        app.router.add_get(INSTALL, self._begin)
        app.router.add_get(REDIRECT, self._finish)
        return app

    async def dial(self) -> None:
        """Connect in Socket Mode, and keep connected.

        Raises Permanent where Slack refuses the app-level token. A Slack out of reach is dialled again.
        """
        await self.open()
        assert self._parts is not None
        try:
            await self._parts.client.connection()
        except Permanent:
            await self.close()
            raise
        except DeliveryError as error:
            log.warning("Slack is out of reach (%s); it is dialled again", error.code)
        self._parts.lines.start()

    def health(self) -> tuple[bool, Json]:
        """Whether Slack can reach us as far as we can tell, and the state of the transport."""
        parts = self._parts
        if parts is not None and self._settings.app_token:
            return parts.lines.health()
        heard = parts.edge.heard_at if parts is not None else None
        last = datetime.fromtimestamp(heard, UTC).isoformat(timespec="seconds") if heard else None
        return True, {"transport": "http", "last_request": last}

    def offer(self, installing: Installing) -> None:
        """From now on it can be installed by OAuth: for whoever knows its address only once it is served."""
        assert self._parts is not None
        assert self._tenants is not None
        client, api = self._parts.client, self._settings.api_base_url
        oauth = OAuth(installing, self._tenants, client, api, self._wall)
        self._parts = replace(self._parts, oauth=oauth)

    async def check(self) -> str:
        """The name of the workspace that the bot token opens. Raises DeliveryError with Slack's code."""
        return (await self.identity()).name

    async def identity(self) -> Installed:
        """The workspace that the bot token opens. Raises DeliveryError with Slack's code."""
        assert self._parts is not None
        answer = await self._parts.client.call("", "auth.test")
        tenant = text(answer.get("team_id"))
        app, bot = text(answer.get("app_id")), text(answer.get("user_id"))
        return Installed(PLATFORM, tenant, text(answer.get("team")) or tenant, app, bot, ())

    async def settle(self) -> None:
        """Wait until every answer begun is on its way: for whoever must know that all was said."""
        if self._parts is not None:
            await self._parts.later.settle()

    async def rest(self) -> None:
        """Take nothing new, and finish what was begun; what is left to be posted still can be."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
        if (parts := self._parts) is not None:
            await parts.lines.hush()
            await parts.envelopes.finish(HANDLING)
            await parts.lines.close()
            await _drained(parts.later)

    async def stop(self) -> None:
        """Take nothing new, finish what was begun, close."""
        await self.rest()
        await self.close()

    async def _handle(self, request: web.Request) -> web.Response:
        if self._parts is None or not self._settings.signing_secret:
            return web.Response(status=503)
        return await self._parts.edge.handle(request)

    async def _begin(self, request: web.Request) -> web.Response:
        oauth = self._parts.oauth if self._parts is not None else None
        return web.Response(status=404) if oauth is None else await oauth.begin(request)

    async def _finish(self, request: web.Request) -> web.Response:
        oauth = self._parts.oauth if self._parts is not None else None
        return web.Response(status=404) if oauth is None else await oauth.finish(request)

    def _dead(self, later: Later, team: str, token: str) -> None:
        if self._tenants is not None:
            later.start(self._tenants.dead(team, token))

    async def _opening(self, _app: web.Application) -> None:
        await self.open()

    async def _closing(self, _app: web.Application) -> None:
        await self.close()


def _forget(authorize: CachedAuthorize, client: SlackClient, tenants: Tenants, team: str) -> None:
    """That workspace has another token, or none: nothing of the old one stays."""
    authorize.forget(team)
    client.keep(set(tenants.tokens.values()))


async def _drained(later: Later) -> None:
    if cancelled := await later.drain(DRAIN):
        log.warning("stopped with %d answers not delivered", cancelled)


def _bolt(settings: SlackSettings, client: SlackClient, authorize: CachedAuthorize) -> AsyncApp:
    return AsyncApp(
        name="guichet.slack",
        logger=quiet,
        client=client.web,
        signing_secret=settings.signing_secret,
        # A second line behind the edge, which has checked the bytes as they came. Socket Mode comes over
        # connections that we opened with our token: nothing there is signed.
        request_verification_enabled=bool(settings.signing_secret),
        authorize=authorize,  # type: ignore[arg-type]  # Bolt takes None for "not installed", and says so elsewhere
        user_facing_authorize_error_message=not_served(),
        # One listener a request, and its acknowledgement is the answer: no polling for it every 10 ms.
        process_before_response=True,
        attaching_conversation_kwargs_enabled=False,
        attaching_function_token_enabled=False,
    )
