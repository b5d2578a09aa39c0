"""A small town for rehearsals in Teams: a tenant, the real Teams adapter, and a house behind."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Self, TypeVar

from adapters.cli.towns import LOCALES, PATIENCE, SECRET, OwnLoop
from adapters.console.stage import Scene
from adapters.serving.door import FrontDoor
from adapters.teams.app import TeamsApp
from adapters.teams.settings import TeamsSettings
from adapters.teamspace.server import Teamspace
from adapters.teamspace.specs import ChannelSpec, PersonSpec, TenantSpec
from bot.clock import HandClock, wall
from bot.compose import House
from bot.replies import Reply
from bot.requests import Actor, PlaceRef, Profile, Request

APP = "rehearsal-app"
TENANT = "rehearsal"
T = TypeVar("T")


class TeamsTown:
    """The tenant, the adapter, and the house behind, on an event loop of their own; they meet over HTTP."""

    def __init__(self, house: House, clock: HandClock, scene: Scene) -> None:
        self.house = house
        self._clock = clock
        self._loop = OwnLoop("teams-town")
        self.door = Overheard(house.desk)
        self.space = Teamspace(tenant(scene), app_id=APP, secret=SECRET, now=clock.now, wall=wall)

    def __enter__(self) -> Self:
        self._loop.start()
        self.run(self._open())
        self.house.connect(self.teams.messenger)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._close())
        self._loop.stop()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it on the town's loop, and everything that it causes."""
        return self._loop.run(work)

    async def _open(self) -> None:
        await self.space.start()
        settings = TeamsSettings(
            APP,
            TENANT,
            SECRET,
            service_hosts=("127.0.0.1",),
            login=self.space.url,
            openid=f"{self.space.url}/openid",
            patience=PATIENCE,
        )
        self.teams = TeamsApp(
            self.door, self.house.conversations, settings=settings, clock=self._clock, wall=wall
        )
        port = await self.teams.start(port=0)
        await self.space.connect(f"http://127.0.0.1:{port}{settings.path}")
        await self.teams.settle()

    async def _close(self) -> None:
        await self.teams.stop()
        await self.space.stop()


class Overheard:
    """The desk's front door, which remembers whether its last answer was a form.

    Words open no dialog in Teams: they are answered with a button that does, and a person presses it.
    """

    def __init__(self, desk: FrontDoor) -> None:
        self._desk = desk
        self.offers_form = False

    def answer(self, request: Request) -> Reply:
        """As the desk answers."""
        reply = self._desk.answer(request)
        self.offers_form = reply.form is not None
        return reply

    def answer_all(self, requests: Sequence[Request]) -> tuple[Reply, ...]:
        """As the desk answers."""
        return tuple(map(self.answer, requests))

    def reads_only(self, request: Request) -> bool:
        """As the desk says."""
        return self._desk.reads_only(request)

    def kind(self, request: Request) -> str | None:
        """As the desk says."""
        return self._desk.kind(request)

    def at_once(self, request: Request) -> Reply | None:
        """As the desk answers."""
        reply = self._desk.at_once(request)
        if reply is not None:
            self.offers_form = reply.form is not None
        return reply

    def may(
        self, actors: Sequence[Actor], place: PlaceRef, commands: Sequence[str]
    ) -> Mapping[Actor, frozenset[str]]:
        """As the desk says."""
        return self._desk.may(actors, place, commands)

    def no_chat(self, locale: str | None = None) -> Reply:
        """An answer for one person could not be given in private."""
        return self._desk.no_chat(locale)

    def working(self, locale: str | None = None) -> Reply:
        """As the desk says."""
        return self._desk.working(locale)

    def busy(self, locale: str | None = None) -> Reply:
        """As the desk says."""
        return self._desk.busy(locale)


def tenant(scene: Scene) -> TenantSpec:
    """Everybody on the scene, and its places as channels."""
    return TenantSpec(
        TENANT,
        "Rehearsal",
        tuple(_person(handle, profile) for handle, profile in scene.people.items()),
        tuple(
            ChannelSpec(channel_id(place), place, tuple(map(user_id, scene.members[place])))
            for place in scene.places
        ),
    )


def _person(handle: str, profile: Profile) -> PersonSpec:
    return PersonSpec(
        user_id(handle),
        profile.name,
        locale=LOCALES[profile.locale or "en"],
        zone=profile.zone or "UTC",
        email=profile.email or "",
    )


def user_id(handle: str) -> str:
    """The directory's id of a person, by handle."""
    return "aad-" + handle.encode().hex()


def channel_id(place: str) -> str:
    """The id of a place's channel."""
    return f"19:{place.encode().hex()}@thread.tacv2"
