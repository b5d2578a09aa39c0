"""A real Slack workspace, served."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from rich.console import Console
from rich.markup import escape

from adapters.cli.posting import start_mail
from adapters.cli.public import public_pages
from adapters.cli.stopping import finish
from adapters.slack.app import SlackApp
from adapters.slack.settings import SlackSettings
from bot.clock import SystemClock, wall
from bot.compose import build
from bot.ports import DeliveryError, Permanent
from bot.settings import Settings


class SlackRefused(RuntimeError):
    """Slack does not take a token."""


async def serve_slack(settings: Settings, out: Console) -> None:
    """A real Slack workspace, over HTTP or in Socket Mode."""
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
            app_token=settings.slack_app_token.get_secret_value().strip(),
            connections=settings.slack_connections,
            api_base_url=settings.slack_api,
        ),
        clock=clock,
        wall=wall,
    )
    async with AsyncExitStack() as stack:
        stack.callback(house.close)
        stack.push_async_callback(slack.stop)
        where = await _listening(slack, settings)
        team = await _connected(slack, out)
        house.connect(slack.messenger)
        start_mail(settings, house, stack)
        house.runner.start()
        public = await stack.enter_async_context(public_pages(house, settings, {"slack": slack.health}))
        stack.push_async_callback(finish, house, slack)
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


async def _connected(slack: SlackApp, out: Console) -> str:
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
