"""The whole desk in a workspace on this machine: what `guichet run` starts where nothing is configured."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from adapters.cli import example
from adapters.cli.desk_time import DeskTime, KeptClock, ahead
from adapters.cli.installing_here import KEY_HERE, install_here, offer
from adapters.cli.posting import start_mail
from adapters.cli.public import public_pages
from adapters.cli.seeding import seed
from adapters.cli.stopping import finish
from adapters.cli.teams_here import FOLDER, TeamsHere, teams_here
from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from adapters.slack.tenants import Tenants
from adapters.workspace.server import Workspace
from adapters.workspace.specs import Completion
from bot.clock import SystemClock, wall
from bot.compose import House, build
from bot.settings import Settings
from bot.words import completions

LOCAL_SECRET = "only-ever-used-on-this-machine"  # noqa: S105 - signs requests on loopback, to ourselves


@asynccontextmanager
async def workspace_here(
    settings: Settings, *, at: datetime | None = None, empty: bool = False, socket: bool = False
) -> AsyncIterator[Workspace]:
    """The workspace, its page and the real adapter, served until left.

    A new one begins at desk time `at` (now where None) with the example lived up to it, unless `empty`; one
    that was kept in the data directory goes on from where it was. The two meet over HTTP, or by `socket`.
    """
    data, team = settings.data, example.TEAM
    data.mkdir(parents=True, exist_ok=True)
    kept, unfinished = data / "workspace" / "ahead", data / "workspace" / "unfinished"
    if unfinished.exists():
        forget(data)  # stopped while the example was being lived through: it starts over
    is_new = not kept.exists()
    clock = _clock(at, kept, back=timedelta() if empty else example.SPAN, is_new=is_new)
    house = await asyncio.to_thread(
        build,
        settings.database_url,
        clock,
        more_policies=settings.policy_texts(),
        keys=f"{KEY_HERE},{settings.keys.get_secret_value()}",
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.to_thread, house.close)
        tenants = Tenants(house.installations, wall)
        tenants.load()
        desk_time = DeskTime(house, clock, {each.id: each for each in (team, example.OTHER)})
        workspace = Workspace(
            team=(team, example.OTHER),
            manifest=manifest_text(None) if socket else manifest_text(),
            signing_secret=LOCAL_SECRET,
            clock=desk_time,
            wall=wall,
            completions=_completions,
            store=data / "workspace",
        )
        await workspace.start(settings.host, settings.port)
        stack.push_async_callback(workspace.stop)
        slack = SlackApp(
            house.desk,
            settings=SlackSettings(
                signing_secret="" if socket else LOCAL_SECRET,
                app_token=workspace.app_token if socket else "",
                installations=tenants.tokens,
                gone=tenants.gone,
                api_base_url=workspace.api_url,
                file_limit=settings.slack_files * 1_000_000,
                writers=house.desk.writers,
            ),
            clock=clock,
            wall=wall,
            tenants=tenants,
        )
        stack.push_async_callback(slack.stop)
        if socket:
            await slack.dial()
            await workspace.sockets.connected()
        else:
            port = await slack.start("127.0.0.1", 0)
            workspace.connect(f"http://127.0.0.1:{port}")
            offer(slack, workspace, f"http://127.0.0.1:{port}")
        await install_here(workspace, tenants, team)
        house.connect(slack.messenger)
        teams = await teams_here(settings, house, desk_time, workspace, stack)
        start_mail(settings, house, stack)
        house.runner.start()
        await stack.enter_async_context(
            public_pages(house, settings, {"slack": slack.health, "teams": teams.app.health})
        )
        stack.push_async_callback(finish, house, slack, teams.app)
        if is_new and not empty:
            unfinished.touch()
            await _live(house, workspace, teams, desk_time, at)
            unfinished.unlink()
        await teams.assign()
        clock.keep()
        yield workspace
        clock.keep()


def forget(data: Path) -> None:
    """Remove what the workspace kept on this machine."""
    for folder in ("workspace", FOLDER):
        shutil.rmtree(data / folder, ignore_errors=True)
    for name in ("guichet.db", "guichet.db-wal", "guichet.db-shm"):
        (data / name).unlink(missing_ok=True)


def _clock(at: datetime | None, kept: Path, *, back: timedelta, is_new: bool) -> KeptClock:
    """Desk time: a new example begins before `at` (or now) so that it can be lived up to it."""
    real = SystemClock().now()
    if is_new:
        return KeptClock((at or real) - back, kept)
    return KeptClock(real + timedelta(seconds=ahead(kept)), kept)


async def _live(
    house: House, workspace: Workspace, teams: TeamsHere, desk_time: DeskTime, at: datetime | None
) -> None:
    await seed(workspace, desk_time, house.runner.deliver_all, at or SystemClock().now(), teams.live)


def _completions(locale: str) -> list[Completion]:
    return [Completion(*verb) for verb in completions(locale)]
