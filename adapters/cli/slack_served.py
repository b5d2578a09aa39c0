"""A real Slack workspace, served."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from rich.console import Console

from adapters.cli.installing import SlackRefused, connected, known_later, wired
from adapters.cli.posting import start_mail
from adapters.cli.public import public_pages
from adapters.cli.stopping import finish
from adapters.slack.app import SlackApp
from bot.clock import SystemClock, wall
from bot.compose import build
from bot.ports import Permanent
from bot.settings import Settings

__all__ = ["SlackRefused", "serve_slack"]


async def serve_slack(settings: Settings, out: Console) -> None:
    """A real Slack workspace or several, over HTTP or in Socket Mode."""
    settings.data.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    keys = settings.keys.get_secret_value()
    house = await asyncio.to_thread(
        build, settings.database_url, clock, more_policies=settings.policy_texts(), keys=keys
    )
    async with AsyncExitStack() as stack:
        stack.callback(house.close)
        made = await asyncio.to_thread(wired, settings, house)
        slack = SlackApp(
            house.desk,
            settings=made.settings,
            clock=clock,
            wall=wall,
            tenants=made.tenants,
            installing=made.installing,
        )
        stack.push_async_callback(slack.stop)
        where = await _listening(slack, settings)
        team = await connected(slack, made, out)
        house.connect(slack.messenger)
        start_mail(settings, house, stack)
        house.runner.start()
        public = await stack.enter_async_context(public_pages(house, settings, {"slack": slack.health}))
        stack.push_async_callback(finish, house, slack)
        if team == "Slack":
            stack.callback(asyncio.create_task(known_later(slack, made)).cancel)
        out.print(f"Guichet serves {team} {where}.")
        out.print(f"Public pages: [b]{public}/health[/b], [b]{public}/transparency/<desk>[/b].")
        out.print("Ctrl+C stops it.")
        await asyncio.Event().wait()


async def _listening(slack: SlackApp, settings: Settings) -> str:
    """Be reached by Slack; says how. An app-level token that Slack refuses ends the start."""
    if not settings.in_socket_mode:
        port = await slack.start(settings.host, settings.port)
        return f"at [b]http://{settings.host}:{port}/slack/events[/b]"
    try:
        await slack.dial()
    except Permanent as error:
        raise SlackRefused(
            f"Slack refuses the app-level token ({error.code}): in the app's settings switch Socket Mode on, "
            "then under Basic Information, App-Level Tokens, make one with the scope connections:write, and "
            "give it as GUICHET_SLACK_APP_TOKEN (it begins with xapp-)"
        ) from None
    return "in Socket Mode"
