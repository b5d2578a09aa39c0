"""Teams beside the workspace on this machine: the same desk behind the real Teams adapter."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from adapters.cli import example_teams as example
from adapters.cli.desk_time import DeskTime
from adapters.teams.app import TeamsApp
from adapters.teams.package.manifest import COMMANDS, translation
from adapters.teams.settings import TeamsSettings
from adapters.teamspace import acts
from adapters.teamspace.server import Teamspace
from adapters.teamspace.specs import CommandSpec
from adapters.workspace.server import Workspace
from adapters.workspace.specs import Beside
from bot.clock import wall
from bot.compose import House
from bot.settings import Settings

FOLDER = "teamspace"
"""Where it is kept, in the data directory."""
LOCAL_SECRET = "only-ever-used-on-this-machine"  # noqa: S105 - opens nothing but the login on loopback
LANGUAGES = ("en", "fr", "es")
LAST_PORT = 65_535
AFTER = 2
"""Its port comes so many after the page's: the public pages are between."""


class TeamsHere:
    """The small Teams and the adapter that serves it."""

    def __init__(self, space: Teamspace, app: TeamsApp, house: House, *, is_new: bool) -> None:
        self.space = space
        self.app = app
        self._house = house
        self._is_new = is_new

    async def assign(self) -> None:
        """Everybody there gets the app, where nobody had it, and is greeted by it."""
        if self._is_new:
            await self.space.assign()
            await self.app.settle()

    async def live(self) -> None:
        """The customer's side of the example: the desk's admin sets it up, from Teams."""
        if not await asyncio.to_thread(self._house.linking.same, *example.SAME):
            return
        people = {person.id: person for person in example.TENANT.people}
        for who, place, words in example.SETUP:
            await acts.say(self.space.world, self.space.link, people[who], place, words)
            await self.app.settle()
            await asyncio.to_thread(self._house.runner.deliver_all)


async def teams_here(
    settings: Settings, house: House, clock: DeskTime, workspace: Workspace, stack: AsyncExitStack
) -> TeamsHere:
    """Serve Teams beside that workspace, until the stack is left."""
    space = Teamspace(
        example.TENANT,
        app_id=example.APP,
        secret=LOCAL_SECRET,
        now=clock.now,
        wall=wall,
        folder=settings.data / FOLDER,
        commands=_commands,
        framed_by=workspace.url,
    )
    await _start(space, settings)
    stack.push_async_callback(space.stop)
    app = TeamsApp(
        house.desk,
        house.conversations,
        settings=TeamsSettings(
            example.APP,
            example.TENANT.id,
            LOCAL_SECRET,
            service_hosts=(settings.host,),
            login=space.url,
            openid=f"{space.url}/openid",
            admins=frozenset({example.SARA_THERE}),
            writers=house.desk.writers,
            targeted=True,
        ),
        clock=clock,
        wall=wall,
    )
    stack.push_async_callback(app.stop)
    port = await app.start(port=0)
    house.connect(app.messenger)
    is_new = await space.connect(f"http://127.0.0.1:{port}/api/messages", for_people=False)
    workspace.beside(Beside("Teams", space.url, example.CUSTOMER, example.AGENT))
    clock.watchers.append(space.world.nudge)
    return TeamsHere(space, app, house, is_new=is_new)


async def _start(space: Teamspace, settings: Settings) -> None:
    """At its own port; at a free one where somebody else listens there."""
    port = settings.port + AFTER if 0 < settings.port <= LAST_PORT - AFTER else 0
    try:
        await space.start(settings.host, port)
    except OSError:
        await space.stop()
        await space.start(settings.host, 0)


def _commands(locale: str) -> list[CommandSpec]:
    """What the app's package lists for Teams to offer, in the language of that locale."""
    language = locale[:2] if locale[:2] in LANGUAGES else "en"
    told = translation(language)
    path = "bots[0].commandLists[0].commands"
    return [
        CommandSpec(told[f"{path}[{at}].title"], told[f"{path}[{at}].description"])
        for at in range(len(COMMANDS))
    ]
