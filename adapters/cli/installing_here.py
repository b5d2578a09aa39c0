"""Installing on this machine: by itself in its own team, by OAuth from the page in others."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from adapters.slack.app import SlackApp
from adapters.slack.manifest import INSTALL
from adapters.slack.oauth import Installing
from adapters.slack.tenants import Tenants
from adapters.slack.wire import PLATFORM
from adapters.web.installed import show
from adapters.workspace.server import Workspace
from adapters.workspace.specs import TeamSpec
from bot.installations import Installed

KEY_HERE = urlsafe_b64encode(sha256(b"only-ever-used-on-this-machine").digest()).decode("ascii")
"""Seals the tokens of the workspace on this machine, which open nothing outside of it."""


async def install_here(workspace: Workspace, tenants: Tenants, team: TeamSpec) -> None:
    """Have the app installed in that team, without a click."""
    there = workspace.install(team.id)
    if tenants.tokens.get(team.id) != there.bot_token:
        scopes = tuple(sorted(there.scopes))
        token = there.bot_token
        await tenants.install(
            Installed(PLATFORM, team.id, team.name, there.app_id, there.bot_user_id, scopes, token)
        )


def offer(slack: SlackApp, workspace: Workspace, origin: str) -> None:
    """Let the app be installed in the other teams, from the workspace's page."""
    slack.offer(
        Installing(
            client_id=workspace.client_id, client_secret=workspace.client_secret, url=origin, show=show
        )
    )
    workspace.world.install_url = origin + INSTALL
