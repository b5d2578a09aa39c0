"""`guichet run`: whatever is configured. Nothing configured: the workspace on this machine."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.markup import escape

from adapters.cli.here import forget, workspace_here
from adapters.cli.logs import log_from
from adapters.cli.posting import start_mail
from adapters.cli.public import public_pages
from adapters.email.opening import BadMailbox
from adapters.slack.app import SlackApp
from adapters.slack.settings import SlackSettings
from adapters.web.server import PortTaken
from bot.clock import SystemClock, wall
from bot.compose import CannotOpen, PolicyFaults, VersionChanged, build
from bot.ports import DeliveryError, Permanent
from bot.settings import BadSettings, Settings

out = Console(highlight=False, soft_wrap=True)


def run(settings: Settings, *, at: datetime | None, new: bool, empty: bool) -> int:
    """Serve until interrupted. Returns the exit status."""
    log_from(settings.log)
    if settings.missing_for_slack:
        print(f"Slack is half configured: {settings.missing_for_slack[0]} is missing", file=sys.stderr)
        return 2
    try:
        if settings.has_slack:
            asyncio.run(_until_stopped(_serve_slack(settings)))
        else:
            if new:
                forget(settings.data)
            asyncio.run(_until_stopped(_serve_workspace(settings, at=at, empty=empty)))
    except SlackRefused as error:
        print(error, file=sys.stderr)
        return 1
    except (CannotOpen, VersionChanged, PolicyFaults, BadMailbox, BadSettings) as error:
        print(error, file=sys.stderr)
        return 1
    except PortTaken as error:
        print(f"Port {error.port} is taken; choose another with GUICHET_WEB_PORT", file=sys.stderr)
        return 1
    except OSError as error:
        if "address already in use" not in str(error).lower():
            raise
        print(f"Port {settings.port} is taken; choose another: guichet run --port N", file=sys.stderr)
        return 1
    return 0


async def _serve_slack(settings: Settings) -> None:
    """A real Slack workspace, over HTTP."""
    settings.data.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    house = await asyncio.to_thread(
        build, settings.database_url, clock, more_policies=settings.policy_texts()
    )
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
        team = await _connected(slack)
        house.connect(slack.messenger)
        start_mail(settings, house, stack)
        house.runner.start()
        public = await stack.enter_async_context(public_pages(house, settings))
        out.print(f"Guichet serves {team} at [b]http://{settings.host}:{port}/slack/events[/b].")
        out.print(f"Public pages: [b]{public}/health[/b], [b]{public}/transparency/<desk>[/b].")
        out.print("Ctrl+C stops it.")
        await _for_ever()


class SlackRefused(RuntimeError):
    """Slack does not take the bot token."""


async def _connected(slack: SlackApp) -> str:
    """The workspace's name. A token that Slack refuses ends the start; a Slack out of reach does not."""
    try:
        return f"the Slack workspace [b]{escape(await slack.check())}[/b]"
    except Permanent as error:
        raise SlackRefused(
            f"Slack refuses the bot token ({error.code}): copy GUICHET_SLACK_BOT_TOKEN anew from "
            "OAuth & Permissions, and install the app in the workspace"
        ) from None
    except DeliveryError as error:
        out.print(f"Slack does not answer yet ({error.code}); what is to be posted waits until it does.")
        return "Slack"


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
