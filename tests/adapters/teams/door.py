"""The edge alone, between a small Microsoft and a desk that only writes down what reaches it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Self

import aiohttp
from aiohttp import web

from adapters.teams.auth.keys import Keys
from adapters.teams.auth.token import SecretToken
from adapters.teams.auth.validator import Validator
from adapters.teams.connector import Connector
from adapters.teams.edge import Answer, Edge
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import Json
from bot.clock import wall

from .fake_microsoft import APP, TENANT, FakeMicrosoft


class Wall:
    """Wall time that stands where it was put: at first, where tokens' library reads it."""

    def __init__(self) -> None:
        self.seconds = wall()

    def __call__(self) -> float:
        return self.seconds


class Door:
    """The edge before a desk that only writes down what reaches it."""

    def __init__(self, **settings: Any) -> None:
        self.wall = Wall()
        self.microsoft = FakeMicrosoft(self.wall)
        self.heard: list[Json] = []
        self._more = settings

    async def __aenter__(self) -> Self:
        await self.microsoft.start()
        self.session = aiohttp.ClientSession()
        given: dict[str, Any] = {
            "app_id": APP,
            "tenant": TENANT,
            "secret": "shhh",
            "service_hosts": ("127.0.0.1",),
            "login": self.microsoft.origin,
            "openid": f"{self.microsoft.origin}/openid",
        }
        self.settings = TeamsSettings(**given | self._more)
        self.keys = Keys(self.session, self.settings.openid, self.wall)
        self.validator = Validator(self.settings, self.keys, self.wall)
        edge = Edge(self.settings, self.validator, self._turn, self.wall)
        app = web.Application()
        app.router.add_post(self.settings.path, edge.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}{self.settings.path}"
        self.token = SecretToken(self.session, self.settings, self.wall)
        self.connector = Connector(self.session, self.token, self.settings)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()
        await self._runner.cleanup()
        await self.microsoft.stop()

    async def _turn(self, activity: Json) -> Answer | None:
        self.heard.append(activity)
        return Answer(200, {"ok": 1}) if activity["type"] == "invoke" else None

    def activity(self, **more: Any) -> Json:
        return {
            "type": "message",
            "id": "1",
            "channelId": "msteams",
            "serviceUrl": self.microsoft.origin,
            "channelData": {"tenant": {"id": TENANT}},
            "conversation": {"id": "a:1"},
        } | more

    async def send(self, activity: Json | None = None, token: str | None = None) -> int:
        token = self.microsoft.token() if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self.session.post(self.url, json=activity or self.activity(), headers=headers) as answer:
            return answer.status


def played(play: Callable[[Door], Awaitable[None]], **settings: Any) -> None:
    async def whole() -> None:
        async with Door(**settings) as door:
            await play(door)

    asyncio.run(whole())
