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

from adapters.cli.logs import log_from
from adapters.cli.not_started import NotStarted
from adapters.email.opening import BadMailbox
from adapters.web.server import PortTaken
from bot.compose import CannotOpen, PolicyFaults, VersionChanged
from bot.settings import BadSettings, Settings

out = Console(highlight=False, soft_wrap=True)


def run(settings: Settings, *, at: datetime | None, new: bool, empty: bool, socket: bool = False) -> int:
    """Serve until interrupted. Returns the exit status."""
    log_from(settings.log)
    try:
        if settings.has_slack or settings.has_teams:
            from adapters.cli.served import serve  # noqa: PLC0415  without the workspace's part

            asyncio.run(_until_stopped(serve(settings, out)))
        else:
            from adapters.cli.here import forget  # noqa: PLC0415

            if new:
                forget(settings.data)
            asyncio.run(_until_stopped(_serve_workspace(settings, at=at, empty=empty, socket=socket)))
    except (
        NotStarted,
        CannotOpen,
        VersionChanged,
        PolicyFaults,
        BadMailbox,
        BadSettings,
    ) as error:
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


async def _serve_workspace(settings: Settings, *, at: datetime | None, empty: bool, socket: bool) -> None:
    """The workspace on this machine."""
    from adapters.cli.here import workspace_here  # noqa: PLC0415

    with out.status("Opening the workspace (the first time, its example is lived through: some seconds) ..."):
        stack = AsyncExitStack()
        workspace = await stack.enter_async_context(
            workspace_here(settings, at=at, empty=empty, socket=socket)
        )
    async with stack:
        out.print(f"Guichet is open at [b]{workspace.url}[/b]")
        teams = workspace.world.beside
        if teams is not None:
            out.print(f"Teams is at [b]{teams.url}[/b], both side by side at [b]{workspace.url}/side[/b]")
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
