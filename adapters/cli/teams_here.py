"""Teams beside the workspace on this machine: the same desk behind the real Teams adapter."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from adapters.cli import example_teams as example
from adapters.teams.app import TeamsApp
from adapters.teams.settings import TeamsSettings
from adapters.teamspace import acts
from adapters.teamspace.server import Teamspace
from adapters.workspace.server import Workspace
from adapters.workspace.specs import Beside
from bot.clock import Clock, wall
from bot.compose import House
from bot.settings import Settings

FOLDER = "teamspace"
"""Where it is kept, in the data directory."""
LOCAL_SECRET = "only-ever-used-on-this-machine"  # noqa: S105 - opens nothing but the login on loopback
LAST_PORT = 65_535
AFTER = 2
"""Its port comes so many after the page's: the public pages are between."""


class TeamsHere:
    """The small Teams and the adapter that serves it."""

    def __init__(self, space: Teamspace, app: TeamsApp, house: House) -> None:
        self.space = space
        self.app = app
        self._house = house

    async def live(self) -> None:
        """The customer's side of the example: the desk's admin sets it up, from Teams."""
        if not await asyncio.to_thread(self._house.linking.same, *example.SAME):
            return
        people = {person.id: person for person in example.TENANT.people}
        for who, words in example.SETUP:
            await acts.say(self.space.world, self.space.link, people[who], example.RIVE, f"@Guichet {words}")
            await self.app.settle()
            await asyncio.to_thread(self._house.runner.deliver_all)


async def teams_here(
    settings: Settings, house: House, clock: Clock, workspace: Workspace, stack: AsyncExitStack
) -> TeamsHere:
    """Serve Teams beside that workspace, until the stack is left."""
    space = Teamspace(
        example.TENANT,
        app_id=example.APP,
        secret=LOCAL_SECRET,
        now=clock.now,
        wall=wall,
        folder=settings.data / FOLDER,
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
        ),
        clock=clock,
        wall=wall,
    )
    port = await app.start()
    stack.push_async_callback(app.stop)
    house.connect(app.messenger)
    await space.connect(f"http://127.0.0.1:{port}/api/messages")
    workspace.beside(Beside("Teams", space.url, example.CUSTOMER, example.AGENT))
    return TeamsHere(space, app, house)


async def _start(space: Teamspace, settings: Settings) -> None:
    """At its own port; at a free one where somebody else listens there."""
    port = settings.port + AFTER if 0 < settings.port <= LAST_PORT - AFTER else 0
    try:
        await space.start(settings.host, port)
    except OSError:
        await space.stop()
        await space.start(settings.host, 0)
