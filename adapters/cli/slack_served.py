"""A real Slack workspace or several, served."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from rich.console import Console

from adapters.cli.installing import SlackRefused, connected, known_later, wired
from adapters.slack.app import SlackApp
from bot.clock import Clock, wall
from bot.compose import House
from bot.ports import Permanent
from bot.settings import Settings

__all__ = ["SlackRefused", "slack_served"]


async def slack_served(
    settings: Settings, house: House, clock: Clock, stack: AsyncExitStack, out: Console
) -> tuple[SlackApp, str]:
    """Begin to serve it, over HTTP or in Socket Mode, until the stack ends; what is served, for people."""
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
    if team == "Slack":
        stack.callback(asyncio.create_task(known_later(slack, made)).cancel)
    return slack, f"{team} {where}"


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
