"""`guichet run`: whatever is configured. Nothing configured: the workspace on this machine."""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import sys
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from rich.console import Console

from adapters.cli import example
from adapters.cli.desk_time import DeskTime, ahead
from adapters.cli.seeding import seed
from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from adapters.workspace.server import Workspace
from adapters.workspace.specs import Completion
from bot.clock import MovableClock, SystemClock, wall
from bot.compose import House, build
from bot.settings import Settings
from bot.words import completions

LOCAL_SECRET = "only-ever-used-on-this-machine"  # noqa: S105 - signs requests on loopback, to ourselves
out = Console(highlight=False, soft_wrap=True)


def run(settings: Settings, *, at: datetime | None, new: bool, empty: bool) -> int:
    """Serve until interrupted. Returns the exit status."""
    quiet(settings.log)
    try:
        if settings.has_slack:
            asyncio.run(_serve_slack(settings))
        else:
            if new:
                forget(settings.data)
            asyncio.run(_serve_workspace(settings, at=at, empty=empty))
    except OSError as error:
        if "address already in use" not in str(error).lower():
            raise
        print(f"Port {settings.port} is taken; choose another: guichet run --port N", file=sys.stderr)
        return 1
    return 0


def quiet(level: str) -> None:
    """Logs go to standard error, one line each, from the level that the settings name."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(level=number, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    for noisy in ("alembic", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def forget(data: Path) -> None:
    """Remove what the workspace kept on this machine."""
    shutil.rmtree(data / "workspace", ignore_errors=True)
    for name in ("guichet.db", "guichet.db-wal", "guichet.db-shm"):
        (data / name).unlink(missing_ok=True)


async def _serve_slack(settings: Settings) -> None:
    """A real Slack workspace, over HTTP."""
    settings.data.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    house = await asyncio.to_thread(build, settings.database_url, clock)
    slack = SlackApp(
        house.desk,
        settings=SlackSettings(
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            bot_token=settings.slack_bot_token.get_secret_value(),
            api_base_url=settings.slack_api,
        ),
        clock=clock,
        wall=wall,
    )
    async with AsyncExitStack() as stack:
        stack.callback(house.close)
        port = await slack.start(settings.host, settings.port)
        stack.push_async_callback(slack.stop)
        house.connect(slack.messenger)
        house.runner.start()
        out.print(f"Guichet serves Slack at [b]http://{settings.host}:{port}/slack/events[/b].")
        out.print("Ctrl+C stops it.")
        await _until_stopped()


async def _serve_workspace(settings: Settings, *, at: datetime | None, empty: bool) -> None:
    """The workspace, its page and the real adapter, all on this machine."""
    data, team = settings.data, example.TEAM
    data.mkdir(parents=True, exist_ok=True)
    kept = data / "workspace" / "ahead"
    is_new = not kept.exists()
    clock = _clock(at, kept, back=timedelta() if empty else example.SPAN, is_new=is_new)
    house = await asyncio.to_thread(build, settings.database_url, clock)
    async with AsyncExitStack() as stack:
        stack.callback(house.close)
        tokens: dict[str, str] = {}
        desk_time = DeskTime(house, clock, {team.id: team}, kept)
        workspace = Workspace(
            team=team,
            manifest=manifest_text(url="http://127.0.0.1:1"),
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
                signing_secret=LOCAL_SECRET, installations=tokens, api_base_url=workspace.api_url
            ),
            clock=clock,
            wall=wall,
        )
        port = await slack.start("127.0.0.1", 0)
        stack.push_async_callback(slack.stop)
        workspace.connect(f"http://127.0.0.1:{port}")
        installation = workspace.install(team.id)
        tokens[team.id] = installation.bot_token
        house.connect(slack.messenger)
        house.runner.start()
        if is_new and not empty:
            await _seed(house, workspace, desk_time, at)
        desk_time.keep()
        out.print(f"Guichet is open at [b]{workspace.url}[/b]")
        out.print("A Slack-like workspace on this machine: choose who you are at the foot of the sidebar,")
        out.print("type /ticket in a channel, and move the clock on top. Ctrl+C stops it; nothing is lost.")
        await _until_stopped()


def _clock(at: datetime | None, kept: Path, *, back: timedelta, is_new: bool) -> MovableClock:
    """Desk time: a new example begins before `at` (or now) so that it can be lived up to it."""
    real = SystemClock().now()
    if is_new:
        return MovableClock((at or real) - back)
    return MovableClock(real + timedelta(seconds=ahead(kept)))


async def _seed(house: House, workspace: Workspace, desk_time: DeskTime, at: datetime | None) -> None:
    with out.status("Setting up the example: two desks, their people, a few tickets ..."):
        await seed(workspace, desk_time, house.runner.deliver_all, at or SystemClock().now())


def _completions(locale: str) -> list[Completion]:
    return [Completion(*verb) for verb in completions(locale)]


async def _until_stopped() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()
