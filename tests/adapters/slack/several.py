"""Several workspaces, the whole desk behind the adapter, and a browser that installs the app in them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp

from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.oauth import Installing
from adapters.slack.settings import SlackSettings
from adapters.slack.tenants import Tenants
from adapters.web.installed import show
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.compose import House, build

SECRET = "a signing secret"
KEY = "bm90LXJlYWxseS1hLXNlY3JldC1qdXN0LXRlc3RzLSE="
START = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
BOREAL = TeamSpec(
    "T1",
    "Boréal",
    users=(
        UserSpec("U1SARA", "sara", "Sara Lind", is_admin=True, email="sara@boreal.test"),
        UserSpec("U1INES", "ines", "Inès Caron"),
    ),
    channels=(ChannelSpec("C1DESK", "desk", members=("U1SARA", "U1INES", THE_APP)),),
)
ATELIER = TeamSpec(
    "T2",
    "Atelier Roy",
    users=(UserSpec("U2MAYA", "maya", "Maya Singh", locale="fr-CA", is_admin=True),),
    channels=(ChannelSpec("C2HELP", "help", members=("U2MAYA", THE_APP)),),
)


class HandWall:
    """Wall time that can be moved on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return wall() + self.ahead


class DeskTime(HandSetClock):
    """The workspace's clock is the desk's: messages and events are dated by it."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock.now())
        self._desk = clock

    def now(self) -> datetime:
        return self._desk.now()


@dataclass
class Seen:
    """What a browser shows in the end."""

    status: int
    text: str
    headers: dict[str, str]
    urls: list[str] = field(default_factory=list)


class Browser:
    """Follows redirects by hand, with cookies by hand: `Secure` ones travel to loopback, as in browsers."""

    def __init__(self, session: aiohttp.ClientSession, language: str = "en") -> None:
        self._session = session
        self._language = language
        self.cookies: dict[str, str] = {}
        self.set_cookies: list[str] = []
        self.urls: list[str] = []

    async def open(self, url: str, fields: list[tuple[str, str]] | None = None) -> Seen:
        self.urls.append(url)
        headers = {"Accept-Language": self._language}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        sent = urlencode(fields) if fields is not None else None
        if sent is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        ask = self._session.post if sent is not None else self._session.get
        async with ask(url, data=sent, headers=headers, allow_redirects=False) as answer:
            for line in answer.headers.getall("Set-Cookie", []):
                self.set_cookies.append(line)
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value.strip('"')
                if "Max-Age=0" in line:
                    del self.cookies[name]
            text = await answer.text()
            if answer.status in (302, 303):
                where = answer.headers["Location"]
                base = urlsplit(url)
                return await self.open(where if "://" in where else f"{base.scheme}://{base.netloc}{where}")
            return Seen(answer.status, text, dict(answer.headers), list(self.urls))

    async def decide(self, seen: Seen, who: str, decision: str = "allow", optional: bool = True) -> Seen:
        """Answer Slack's question whether the app may come in."""
        url = seen.urls[-1]
        asked = dict(parse_qsl(urlsplit(url).query))
        fields = [(k, asked[k]) for k in ("client_id", "scope", "redirect_uri", "state") if k in asked]
        fields += [("who", who), ("decision", decision)]
        if optional:
            fields += [("optional", each) for each in ("files:read", "files:write", "users:read.email")]
        return await self.open(url.partition("?")[0], fields)


class Several:
    """`workspace` has two teams, none installed; `app` serves both; `house` is the whole desk."""

    def __init__(self, database: str = "sqlite://", *, keys: str = KEY) -> None:
        self.clock = HandClock(START)
        self.wall = HandWall()
        self.house: House = build(database, self.clock, keys=keys)
        self.workspace = Workspace(
            team=(BOREAL, ATELIER),
            manifest=manifest_text("http://127.0.0.1:1"),
            signing_secret=SECRET,
            clock=DeskTime(self.clock),
            wall=self.wall,
        )

    async def __aenter__(self) -> Self:
        await self.workspace.start()
        self.session = aiohttp.ClientSession()
        await self.serve()
        return self

    async def serve(self, client_secret: str | None = None) -> None:
        """Start the adapter, on a port of its own."""
        port = _free_port()
        self.origin = f"http://127.0.0.1:{port}"
        self.tenants = Tenants(self.house.installations, self.wall)
        self.tenants.load()
        self.app = SlackApp(
            self.house.desk,
            settings=SlackSettings(
                SECRET,
                installations=self.tenants.tokens,
                gone=self.tenants.gone,
                api_base_url=self.workspace.api_url,
                api_timeout=2.0,
            ),
            clock=self.clock,
            wall=self.wall,
            tenants=self.tenants,
            installing=Installing(
                client_id=self.workspace.client_id,
                client_secret=client_secret or self.workspace.client_secret,
                url=self.origin,
                show=show,
            ),
        )
        await self.app.start(port=port)
        self.workspace.connect(self.origin)
        self.house.connect(self.app.messenger)

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()
        await self.app.stop()
        await self.workspace.stop()
        await asyncio.to_thread(self.house.close)

    def browser(self, language: str = "en") -> Browser:
        return Browser(self.session, language)

    async def install(self, who: str = "T1/U1SARA", **given: Any) -> Seen:
        """The whole way, as a person goes it."""
        browser = self.browser()
        return await browser.decide(await browser.open(f"{self.origin}/slack/install"), who, **given)

    async def deliver(self) -> None:
        """Say all that can be said."""
        await asyncio.to_thread(self.house.runner.deliver_all)

    def driver(self, user: str, team: str) -> Driver:
        return Driver(self.workspace, user, team)

    def calls(self, method: str) -> int:
        return sum(name == method for name, _ in self.workspace.calls)

    def said_privately(self, user: str, team: str) -> list[str]:
        driver = self.driver(user, team)
        return [driver.read(message) for message in driver.messages("@app")]


def played(play: Callable[[Several], Awaitable[None]], **given: Any) -> None:
    async def whole() -> None:
        async with Several(**given) as several:
            await play(several)

    asyncio.run(whole())


def words(seen: Seen) -> str:
    """What stands on a page, without its style and tags."""
    import re  # noqa: PLC0415

    body = seen.text.partition("</head>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def database_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'desk.db'}"


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
