"""The small Teams as one server on loopback: login, connector and page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from adapters.teamspace import acts
from adapters.teamspace.connector import Connector
from adapters.teamspace.files import Files
from adapters.teamspace.link import Link
from adapters.teamspace.page import Commands, Page, guard
from adapters.teamspace.signing import Signing
from adapters.teamspace.specs import TenantSpec
from adapters.teamspace.world import World


class Teamspace:
    """One tenant with one bot.

    Args:
        tenant: its people and channels.
        app_id, secret: of the bot's registration; it signs in with them.
        now: desk time, which messages carry.
        wall: wall seconds, for tokens.
        folder: keeps what was said across restarts; None keeps nothing.
        commands: the bot's list of commands, in a person's locale.
        framed_by: a page on this machine that may show this one inside itself.
    """

    def __init__(
        self,
        tenant: TenantSpec,
        *,
        app_id: str,
        secret: str,
        now: Callable[[], datetime],
        wall: Callable[[], float],
        folder: Path | None = None,
        framed_by: str = "",
        commands: Commands = lambda _locale: (),
    ) -> None:
        self.world = World(tenant, app_id, now, folder)
        self._signing = Signing(app_id, secret, wall)
        self.connector = Connector(self.world, self._signing)
        self.link = Link(self.world, self._signing)
        self.files = Files(folder)
        self._page = Page(self.world, self.link, self.files, commands, framed_by)
        self._runner: web.AppRunner | None = None
        self.url = ""
        """Where it is, once started: page, login and connector alike."""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve; port 0 takes a free one."""
        app = web.Application(middlewares=[guard])
        app.add_routes(self._signing.routes())
        app.add_routes(self.connector.routes())
        app.add_routes(self.files.routes())
        app.add_routes(self._page.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self._runner.addresses[0][1]}"
        self.link.origin = lambda: self.url

    async def connect(self, messages: str, *, for_people: bool = True) -> bool:
        """The bot listens at that address; the app is installed where it was not yet: then True.

        `for_people`: for everybody, too, who are greeted then; else `assign` does it later.
        """
        self.link.url = messages
        if not self.world.install():
            return False
        await acts.install(self.world, self.link)
        if for_people:
            await self.assign()
        return True

    async def assign(self) -> None:
        """The app is installed for everybody."""
        await acts.install_for_people(self.world, self.link)

    async def stop(self) -> None:
        """Stop serving; what was said is on disk already."""
        self._page.stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        await self.link.stop()
