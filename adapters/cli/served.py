"""The platforms that are configured, served by one desk: Slack, Teams, or both in one process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from typing import Protocol

from rich.console import Console

from adapters.cli.posting import start_mail
from adapters.cli.public import public_pages
from adapters.cli.stopping import Resting, finish
from adapters.serving.memory import collect_rarely
from bot.clock import SystemClock
from bot.compose import build
from bot.settings import Settings


class Platform(Resting, Protocol):
    """The adapter of a platform."""

    def health(self) -> tuple[bool, Mapping[str, object]]:
        """Whether it is well as far as it can tell, and its state: for `/health`."""
        ...


async def serve(settings: Settings, out: Console) -> None:
    """Serve what is configured until cancelled."""
    settings.data.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    keys = settings.keys.get_secret_value()
    house = await asyncio.to_thread(
        build, settings.database_url, clock, more_policies=settings.policy_texts(), keys=keys
    )
    async with AsyncExitStack() as stack:
        stack.callback(house.close)
        said: list[str] = []
        apps: dict[str, Platform] = {}
        if settings.has_slack:
            from adapters.cli.slack_served import slack_served  # noqa: PLC0415

            apps["slack"], words = await slack_served(settings, house, clock, stack, out)
            said.append(words)
        if settings.has_teams:
            from adapters.cli.teams_served import teams_served  # noqa: PLC0415

            apps["teams"], words = await teams_served(settings, house, clock, stack, out)
            said.append(words)
        start_mail(settings, house, stack)
        house.runner.start()
        parts: dict[str, Callable[[], tuple[bool, Mapping[str, object]]]] = {
            name: app.health for name, app in apps.items()
        }
        public = await stack.enter_async_context(public_pages(house, settings, parts))
        stack.push_async_callback(finish, house, *apps.values())
        collect_rarely()
        for words in said:
            out.print(f"Guichet serves {words}.")
        out.print(f"Public pages: [b]{public}/health[/b], [b]{public}/transparency/<desk>[/b].")
        out.print("Ctrl+C stops it.")
        await asyncio.Event().wait()
