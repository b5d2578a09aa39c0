"""The workspace as one server on loopback: Web API, response URLs and page."""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from aiohttp import web

from adapters.workspace.clock import WorkspaceClock
from adapters.workspace.dispatch import AppLink
from adapters.workspace.errors import SetupError
from adapters.workspace.events import redeliver, verified
from adapters.workspace.faults import Faults
from adapters.workspace.file_server import FileServer
from adapters.workspace.files import Files
from adapters.workspace.hub import Hub
from adapters.workspace.installing import Installing
from adapters.workspace.leaving import revoke, uninstall
from adapters.workspace.limits import ACKNOWLEDGE_SECONDS, EVENT_RETRY_SECONDS
from adapters.workspace.manifest import read_manifest
from adapters.workspace.memory import restore
from adapters.workspace.modals import Modals
from adapters.workspace.page import Page, guard
from adapters.workspace.rates import Mode, Rates, RateTable
from adapters.workspace.response_urls import ResponseUrls
from adapters.workspace.side import Side
from adapters.workspace.socket_link import SocketLink
from adapters.workspace.specs import Beside, Completion, Installation, TeamSpec
from adapters.workspace.store import Journal
from adapters.workspace.switchboard import PATH, Switchboard
from adapters.workspace.tasks import Tasks
from adapters.workspace.triggers import Hooks, Triggers
from adapters.workspace.web_api import WebApi
from adapters.workspace.world import World, found_team

BODY_BYTES = 1_000_000


def _no_completions(locale: str) -> list[Completion]:
    del locale
    return []


class Workspace:
    """A Slack-compatible workspace that meets the app of `manifest` over HTTP.

    In Socket Mode instead, where the manifest enables it: the app connects with `app_token`.

    Args:
        team: one team, or several that share the server; each has its own bot token.
        manifest: the text of the app's manifest (YAML); an invalid one raises SetupError.
        signing_secret: what requests to the app are signed with; never empty.
        clock: desk time, which message timestamps follow.
        wall: wall time in seconds since 1970, for trigger ids, signatures and rate limits.
        completions: the verbs of the app's commands in a person's locale, for the composer.
        store: a directory that keeps channels and messages across restarts; None keeps nothing.
        limits: "strict" applies Slack's rate limits, "lenient" none.
        rates: other limits than Slack's, for "strict".
        app_origin: where the app is served (scheme://host:port), in place of the manifest's addresses.
        patience: wall seconds within which the app must acknowledge.
        event_retries: wall seconds after which an unacknowledged event is sent again.
    """

    def __init__(
        self,
        *,
        team: TeamSpec | Sequence[TeamSpec],
        manifest: str,
        signing_secret: str,
        clock: WorkspaceClock,
        wall: Callable[[], float],
        completions: Callable[[str], list[Completion]] = _no_completions,
        store: Path | None = None,
        limits: Mode = "lenient",
        rates: RateTable | None = None,
        app_origin: str | None = None,
        patience: float = ACKNOWLEDGE_SECONDS,
        event_retries: tuple[float, ...] = EVENT_RETRY_SECONDS,
    ) -> None:
        if not signing_secret:
            raise SetupError("the signing secret is empty: anyone could speak for the workspace")
        teams = [team] if isinstance(team, TeamSpec) else list(team)
        if not teams:
            raise SetupError("a workspace needs a team")
        app, faults = read_manifest(manifest), Faults()
        switchboard = Switchboard(wall, faults)
        self.world = World(
            manifest=app,
            clock=clock,
            wall=wall,
            completions=completions,
            teams={spec.id: found_team(spec) for spec in teams},
            journal=Journal(store),
            link=(
                SocketLink(switchboard, signing_secret, wall, patience)
                if app.socket_mode
                else AppLink(signing_secret, wall, patience)
            ),
            triggers=Triggers(wall),
            hooks=Hooks(wall),
            modals=Modals(),
            faults=faults,
            rates=Rates(limits, wall, rates),
            hub=Hub(),
            tasks=Tasks(),
            switchboard=switchboard,
            files=Files(store / "files" if store else None),
            event_retries=event_retries,
        )
        switchboard.app_id = self.world.app_id
        for each in self.world.teams.values():
            each.files = self.world.files
        if app_origin:
            self.connect(app_origin)
        restore(self.world)
        self._web_api = WebApi(self.world)
        self._page: Page | None = None
        self._runner: web.AppRunner | None = None

    @property
    def faults(self) -> Faults:
        """Trouble for the next calls of the app."""
        return self.world.faults

    @property
    def calls(self) -> list[tuple[str, dict[str, object]]]:
        """The app's last 1,000 calls of the Web API in this run: (method, arguments), oldest first."""
        return list(self._web_api.calls)

    @property
    def counts(self) -> Mapping[str, int]:
        """How often the app has called which method in this run."""
        return self._web_api.counts

    @property
    def app_token(self) -> str:
        """The app-level token (xapp-...), for an app in Socket Mode."""
        return self.world.app_token

    @property
    def sockets(self) -> Switchboard:
        """The connections of an app in Socket Mode, and what can befall them."""
        return self.world.switchboard

    @property
    def url(self) -> str:
        """Where the page is, once started."""
        return self.world.base_url

    @property
    def api_url(self) -> str:
        """The base of the Web API, ending in a slash."""
        return f"{self.url}/api/"

    def install(self, team_id: str) -> Installation:
        """Install the app in a team; again gives the same installation."""
        return self.world.install(self.world.teams[team_id])

    def uninstall(self, team_id: str) -> None:
        """Remove the app from a team: its token dies and it hears app_uninstalled."""
        uninstall(self.world, self.world.teams[team_id])

    def revoke(self, team_id: str) -> None:
        """Revoke the app's token in a team: it hears tokens_revoked."""
        revoke(self.world, self.world.teams[team_id])

    @property
    def client_id(self) -> str:
        """The app's, for OAuth."""
        return self.world.grants.client_id

    @property
    def client_secret(self) -> str:
        """The app's, for OAuth: made anew at each start."""
        return self.world.grants.client_secret

    def connect(self, origin: str) -> None:
        """The app is served at `origin` from now on; the manifest's paths stay."""
        self.world.manifest = self.world.manifest.at(origin)

    def beside(self, face: Beside) -> None:
        """Another face of the desk is served, too: the page links to it, and `/side` shows both."""
        self.world.beside = face

    async def verify(self) -> bool:
        """Whether the app answers Slack's url_verification with its challenge, as it must once."""
        return await verified(self.world)

    def redeliver(self, event_id: str) -> None:
        """Send an acknowledged event once more, as Slack may."""
        redeliver(self.world, event_id)

    async def settle(self) -> None:
        """Wait until every request to the app under way has been answered."""
        await self.world.tasks.settle()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on a loopback address; port 0 takes a free one."""
        if not _is_loopback(host):
            raise SetupError(f"{host} is not a loopback address: the workspace has no passwords")
        self._page = Page(self.world)
        app = web.Application(client_max_size=BODY_BYTES, middlewares=[guard])
        app.router.add_route("*", "/api/{method}", self._web_api.serve)
        app.router.add_get(PATH, self.world.switchboard.serve)
        app.router.add_post("/actions/{key:.+}", ResponseUrls(self.world).serve)
        app.add_routes(Installing(self.world).routes())
        app.add_routes(FileServer(self.world).routes())
        app.add_routes(Side(self.world).routes())
        app.add_routes(self._page.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        address = self._runner.addresses[0]
        shown = f"[{host}]" if ":" in host else host
        self.world.base_url = self.world.files.base_url = f"http://{shown}:{address[1]}"

    async def stop(self) -> None:
        """Stop serving; what was said is on disk already."""
        if self._page is not None:
            self._page.stopping.set()
        await self.world.tasks.stop()
        await self.world.switchboard.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        await self.world.link.stop()
        self.world.journal.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.stop()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
