"""A small town for rehearsals: a workspace, the real Slack adapter installed in it, and a house behind."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Self, TypeVar

from adapters.cli.towns import LOCALES, PATIENCE, SECRET, OwnLoop
from adapters.console.stage import Scene
from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from adapters.workspace.clock import HandSetClock
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.compose import House
from bot.requests import Profile

TEAM = "TREHEARSAL"
T = TypeVar("T")


class Town:
    """The workspace, the adapter installed in it, and the house behind, on an event loop of their own.

    The two meet over HTTP, or in Socket Mode by `socket`.
    """

    def __init__(self, house: House, clock: HandClock, scene: Scene, *, socket: bool = False) -> None:
        self.house = house
        self._socket = socket
        self._clock = _DeskClock(clock)
        self._wall = _Ticking()
        self._loop = OwnLoop("town")
        self.workspace = Workspace(
            team=_team(scene),
            manifest=manifest_text(None) if socket else manifest_text(),
            signing_secret=SECRET,
            clock=self._clock,
            wall=self._wall,
            patience=PATIENCE,
        )

    def __enter__(self) -> Self:
        self._loop.start()
        self.run(self._open())
        self.house.connect(self.slack.messenger)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._close())
        self._loop.stop()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it on the town's loop, and everything that it causes."""
        return self._loop.run(work)

    async def quiet(self) -> None:
        """Wait until nothing is on its way between the workspace and the adapter."""
        for _ in range(2):
            await self.workspace.settle()
            await self.slack.settle()
        await self.workspace.settle()

    async def _open(self) -> None:
        tokens: dict[str, str] = {}
        await self.workspace.start()
        settings = SlackSettings(
            signing_secret="" if self._socket else SECRET,
            app_token=self.workspace.app_token if self._socket else "",
            installations=tokens,
            api_base_url=self.workspace.api_url,
            patience=PATIENCE,
            form_patience=PATIENCE,
        )
        self.slack = SlackApp(self.house.desk, settings=settings, clock=self._clock, wall=self._wall)
        if self._socket:
            await self.slack.dial()
            await self.workspace.sockets.connected()
        else:
            port = await self.slack.start(port=0)
            self.workspace.connect(f"http://127.0.0.1:{port}")
        tokens[TEAM] = self.workspace.install(TEAM).bot_token

    async def _close(self) -> None:
        await self.slack.stop()
        await self.workspace.stop()


class _DeskClock(HandSetClock):
    """The desk's own clock, as the workspace reads it."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock.now())
        self._desk = clock

    def now(self) -> datetime:
        """Where the desk's clock stands."""
        return self._desk.now()


class _Ticking:
    """Wall time that moves a millisecond a look: nothing dies on a slow machine, and no two acts are one."""

    def __init__(self) -> None:
        self._seconds = wall()

    def __call__(self) -> float:
        self._seconds += 0.001
        return self._seconds


def _team(scene: Scene) -> TeamSpec:
    users = tuple(_person(handle, profile) for handle, profile in scene.people.items())
    channels = tuple(
        ChannelSpec(
            channel_id(place), place, private=True, members=(*map(user_id, scene.members[place]), THE_APP)
        )
        for place in scene.places
    )
    return TeamSpec(TEAM, "Rehearsal", users, channels)


def _person(handle: str, profile: Profile) -> UserSpec:
    return UserSpec(
        user_id(handle),
        handle,
        profile.name,
        locale=LOCALES[profile.locale or "en"],
        tz=profile.zone or "UTC",
        is_admin=profile.is_admin,
        email=profile.email or "",
    )


def user_id(handle: str) -> str:
    """The workspace's id of a person, by handle."""
    return "U" + handle.encode().hex().upper()


def handle_of(user: str) -> str:
    """The handle of a user."""
    return bytes.fromhex(user[1:]).decode()


def channel_id(place: str) -> str:
    """The id of a place's channel."""
    return "C" + place.encode().hex().upper()


def place_of(channel: str) -> str:
    """The place that a channel stands for."""
    return bytes.fromhex(channel[1:]).decode()
