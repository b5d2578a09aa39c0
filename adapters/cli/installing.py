"""Where the app is installed: by a token in the environment, or in several workspaces by OAuth."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape

from adapters.cli.not_started import NotStarted
from adapters.slack.app import SlackApp
from adapters.slack.manifest import INSTALL
from adapters.slack.oauth import Installing
from adapters.slack.settings import BadSettings as BadSlackSettings
from adapters.slack.settings import SlackSettings
from adapters.slack.tenants import Tenants
from adapters.web.installed import show
from bot.clock import wall
from bot.compose import House
from bot.ports import DeliveryError, Permanent
from bot.settings import BadSettings, Settings

AGAIN = 30.0
"""Seconds after which a Slack that did not answer at the start is asked again."""


class SlackRefused(NotStarted):
    """Slack does not take a token."""


@dataclass(frozen=True, slots=True)
class Wired:
    """What the Slack adapter is made of."""

    settings: SlackSettings
    tenants: Tenants
    installing: Installing | None


def wired(settings: Settings, house: House) -> Wired:
    """The adapter's settings, and what is stored of installations. Raises BadSettings, NoKey among them."""
    by_oauth = settings.by_oauth
    tenants = Tenants(house.installations, wall, stores=by_oauth)
    tenants.load()
    try:
        slack = SlackSettings(
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            bot_token=None if by_oauth else settings.slack_bot_token.get_secret_value(),
            installations=tenants.tokens if by_oauth else None,
            gone=tenants.gone,
            app_token=settings.slack_app_token.get_secret_value().strip(),
            connections=settings.slack_connections,
            api_base_url=settings.slack_api,
            file_limit=settings.slack_files * 1_000_000,
            writers=house.desk.writers,
        )
        installing = None
        if by_oauth:
            installing = Installing(
                client_id=settings.slack_client_id.strip(),
                client_secret=settings.slack_client_secret.get_secret_value().strip(),
                url=settings.url,
                show=show,
            )
    except BadSlackSettings as error:
        raise BadSettings(f"Slack cannot be served so: {error}") from None
    return Wired(slack, tenants, installing)


async def connected(slack: SlackApp, made: Wired, out: Console) -> str:
    """Which workspaces are served, for people. A token that Slack refuses ends the start.

    A Slack out of reach does not; it is asked again until it says which workspace that is.
    """
    if made.installing is not None:
        count = len(made.tenants.tokens)
        where = f"[b]{escape(made.installing.url.rstrip('/'))}{INSTALL}[/b]"
        out.print(f"Install it in a workspace at {where}.")
        return f"{count} Slack workspace{'' if count == 1 else 's'}"
    try:
        return f"the Slack workspace [b]{escape(await _known(slack, made.tenants))}[/b]"
    except Permanent as error:
        raise SlackRefused(
            f"Slack refuses the bot token ({error.code}): copy GUICHET_SLACK_BOT_TOKEN anew from "
            "OAuth & Permissions, and install the app in the workspace"
        ) from None
    except DeliveryError as error:
        out.print(f"Slack does not answer yet ({error.code}); what is to be posted waits until it does.")
        return "Slack"


async def known_later(slack: SlackApp, made: Wired) -> None:
    """Ask a Slack that did not answer at the start, until it does: cancelled when serving ends."""
    while made.installing is None:
        await asyncio.sleep(AGAIN)
        try:
            await _known(slack, made.tenants)
        except DeliveryError:
            continue
        return


async def _known(slack: SlackApp, tenants: Tenants) -> str:
    """The workspace's name. That the app is there is kept, so that its being removed can be told."""
    there = await slack.identity()
    if there.tenant:
        await tenants.install(there)
    return there.name
