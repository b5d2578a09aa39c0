"""`guichet run`: whatever is configured. Nothing configured: the workspace on this machine."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from typing import Any

import structlog
from rich.console import Console

from adapters.cli.here import forget, workspace_here
from adapters.slack.app import SlackApp
from adapters.slack.settings import SlackSettings
from bot.clock import SystemClock, wall
from bot.compose import CannotOpen, build
from bot.settings import Settings

out = Console(highlight=False, soft_wrap=True)


def run(settings: Settings, *, at: datetime | None, new: bool, empty: bool) -> int:
    """Serve until interrupted. Returns the exit status."""
    quiet(settings.log)
    try:
        if settings.has_slack:
            asyncio.run(_until_stopped(_serve_slack(settings)))
        else:
            if new:
                forget(settings.data)
            asyncio.run(_until_stopped(_serve_workspace(settings, at=at, empty=empty)))
    except CannotOpen as error:
        print(error, file=sys.stderr)
        return 1
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
        await _for_ever()


async def _serve_workspace(settings: Settings, *, at: datetime | None, empty: bool) -> None:
    """The workspace on this machine."""
    with out.status("Opening the workspace (the first time, its example is lived through: some seconds) ..."):
        stack = AsyncExitStack()
        workspace = await stack.enter_async_context(workspace_here(settings, at=at, empty=empty))
    async with stack:
        out.print(f"Guichet is open at [b]{workspace.url}[/b]")
        out.print("A Slack-like workspace on this machine: choose who you are at the foot of the sidebar,")
        out.print("type /ticket in a channel, and move the clock on top. Ctrl+C stops it; nothing is lost.")
        await _for_ever()


async def _until_stopped(serving: Coroutine[Any, Any, None]) -> None:
    """Serve until SIGINT or SIGTERM, at whatever point that comes; what is in hand is finished."""
    task = asyncio.ensure_future(serving)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def _for_ever() -> None:
    await asyncio.Event().wait()
