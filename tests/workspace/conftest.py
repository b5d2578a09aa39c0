"""A workspace with a tiny app behind it, played by coroutines."""

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl

import aiohttp
import pytest
from aiohttp import web

from adapters.workspace.clock import HandSetClock
from adapters.workspace.dispatch import sign
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, Completion, TeamSpec, UserSpec

SECRET = "a secret of the tests"
START = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)

TEAM = TeamSpec(
    id="T_BOREAL",
    name="Boréal",
    users=(
        UserSpec("U_NADIA", "nadia", "Nadia Roy", "Authorized contact", "fr-CA", "America/Toronto"),
        UserSpec("U_TOM", "tom", "Tom Hébert", "Colleague"),
        UserSpec("U_INES", "ines", "Inès Caron", "Agent", "es-ES", "Europe/Paris"),
    ),
    channels=(
        ChannelSpec("C_HELP", "help", members=("U_NADIA", "U_TOM", "U_INES", THE_APP), purpose="Ask here"),
        ChannelSpec("C_LOUNGE", "lounge", members=("U_NADIA", "U_TOM")),
        ChannelSpec("G_DESK", "desk", private=True, members=("U_INES", THE_APP)),
        ChannelSpec("G_SECRET", "secret", private=True, members=("U_TOM",)),
    ),
)

MANIFEST = """
display_information: {name: Guichet, description: A support desk}
features:
  bot_user: {display_name: guichet, always_online: true}
  app_home: {home_tab_enabled: true, messages_tab_enabled: true}
  slash_commands:
    - {command: /ticket, url: "https://example.com/slack/events", description: Tickets, usage_hint: "open, show", should_escape: true}
  shortcuts:
    - {name: Open a ticket, type: message, callback_id: open_from_message, description: From this message}
    - {name: New ticket, type: global, callback_id: new_ticket, description: From anywhere}
oauth_config:
  scopes:
    bot: [commands, "chat:write", "app_mentions:read", "channels:history", "groups:history", "im:history", "channels:read", "groups:read", "im:read", "users:read", "im:write", "channels:join"]
settings:
  event_subscriptions:
    request_url: https://example.com/slack/events
    bot_events: [app_home_opened, app_mention, message.channels, message.groups, message.im, member_joined_channel, app_uninstalled]
  interactivity: {is_enabled: true, request_url: "https://example.com/slack/events"}
"""


class Wall:
    """Wall time that stands where it was put."""

    def __init__(self) -> None:
        self.seconds = 1_783_000_000.0

    def __call__(self) -> float:
        return self.seconds


Answer = Callable[[dict[str, Any]], Awaitable[Any]]


class TinyApp:
    """An app that checks each signature, writes down what it got, and answers as told.

    `answers` holds, by kind of request ("/ticket", "block_actions", "view_submission", an event's type), a
    coroutine from the payload to an answer: None, a text, an object, or a web.Response.
    """

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self.heard: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: dict[str, Answer] = {}
        self._runner: web.AppRunner | None = None
        self.origin = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/slack/events", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The events heard of one type, without their envelopes."""
        return [h["event"] for h in self.heard if h.get("event", {}).get("type") == kind]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        timestamp = int(request.headers["X-Slack-Request-Timestamp"])
        if request.headers["X-Slack-Signature"] != sign(SECRET, timestamp, body) or timestamp != int(
            self._wall()
        ):
            return web.Response(status=401)
        payload = self._read(request.content_type, body)
        self.heard.append(payload)
        self.headers.append(dict(request.headers))
        kind = payload.get("command") or payload.get("event", {}).get("type") or payload["type"]
        answer = await self.answers[kind](payload) if kind in self.answers else None
        if isinstance(answer, web.StreamResponse):
            return answer
        if isinstance(answer, str):
            return web.Response(text=answer)
        return web.Response() if answer is None else web.json_response(answer)

    def _read(self, kind: str, body: bytes) -> dict[str, Any]:
        if kind == "application/json":
            return dict(json.loads(body))
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        return dict(json.loads(fields["payload"])) if "payload" in fields else fields


class Stage:
    """The workspace, the app, and the people of the tests; all of it starts when the test does."""

    def __init__(self, store: Path) -> None:
        self.wall = Wall()
        self.manifest = MANIFEST
        self.team = TEAM
        self.clock = HandSetClock(START)
        self.app = TinyApp(self.wall)
        self.store = store
        self.options: dict[str, Any] = {}
        self.workspace = self.made()

    def made(self, manifest: str = MANIFEST, secret: str = SECRET) -> Workspace:
        given = {"team": self.team, "manifest": manifest, "signing_secret": secret, **self.options}
        return Workspace(
            clock=self.clock,
            wall=self.wall,
            store=self.store,
            completions=lambda locale: [
                Completion("open", "open SUBJECT", f"open ({locale})", "Open a ticket")
            ],
            **given,
        )

    async def __aenter__(self) -> Self:
        await self.app.start()
        self.session = aiohttp.ClientSession()
        await self._begin()
        return self

    async def _begin(self) -> None:
        self.workspace.connect(self.app.origin)
        await self.workspace.start()
        self.token = self.workspace.install("T_BOREAL").bot_token
        self.bot = self.workspace.install("T_BOREAL").bot_user_id
        self.nadia = Driver(self.workspace, "U_NADIA")
        self.tom = Driver(self.workspace, "U_TOM")
        self.ines = Driver(self.workspace, "U_INES")

    async def __aexit__(self, *exc: object) -> None:
        await self.workspace.stop()
        await self.session.close()
        await self.app.stop()

    async def restart(self, *, manifest: str = MANIFEST, **options: Any) -> None:
        """Stop the workspace and start another on the same store."""
        await self.workspace.stop()
        self.options = options
        self.workspace = self.made(manifest)
        await self._begin()

    async def api(self, method: str, token: str | None = None, **arguments: Any) -> dict[str, Any]:
        """One call of the Web API with a JSON body."""
        headers = {"Authorization": f"Bearer {token or self.token}"}
        async with self.session.post(
            self.workspace.api_url + method, json=arguments, headers=headers
        ) as answer:
            return dict(await answer.json())

    async def get(self, path: str, **query: str) -> Any:
        """One read of the page protocol."""
        async with self.session.get(self.workspace.url + path, params=query) as answer:
            return await answer.json()

    async def post(self, path: str, user: str = "U_NADIA", **body: Any) -> tuple[int, Any]:
        """One action of the page protocol: status and answer."""
        given = {"team": "T_BOREAL", "user": user, **body}
        async with self.session.post(f"{self.workspace.url}/page/{path}", json=given) as answer:
            return answer.status, await answer.json()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs a coroutine test on a loop of its own, inside its stage if it has one."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}

    async def play() -> None:
        async with AsyncExitStack() as stack:
            for stage in {id(a): a for a in arguments.values() if isinstance(a, Stage)}.values():
                await stack.enter_async_context(stage)
            await pyfuncitem.obj(**arguments)

    asyncio.run(play())
    return True
