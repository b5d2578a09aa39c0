"""Which bot answers in which workspace: Bolt's authorization, from our installations, with a short memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.client import SlackClient
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import Json
from bot.ports import DeliveryError, Permanent

AGE = 600.0
"""Seconds that an answer of `auth.test` is believed; a refusal, a tenth of that."""


PATIENCE = 0.8
"""Seconds that a request waits for `auth.test`: its own acknowledgement is due."""


@dataclass(frozen=True, slots=True)
class _Known:
    at: float
    bot: Json | None
    """What `auth.test` said; None where the token was refused."""


class CachedAuthorize(AsyncAuthorize):
    """Finds the token of a workspace and the bot behind it.

    Where Slack cannot be asked just now, the last answer stands, or the token alone: a person is not turned
    away for it. A token that Slack refuses authorizes nobody.
    """

    def __init__(
        self,
        settings: SlackSettings,
        client: SlackClient,
        wall: Callable[[], float],
        look: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`look` reads anew where the app is installed, for a workspace that is not known."""
        self._settings = settings
        self._look = look
        self._client = client
        self._wall = wall
        self._known: dict[str, _Known] = {}

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """The bot of this workspace (or of its organisation); None where the app is not installed."""
        token = self._settings.token(team_id, enterprise_id)
        tenant = team_id or enterprise_id
        if token is None and self._look is not None:
            await self._look()
            token = self._settings.token(team_id, enterprise_id)
        if token is None or tenant is None:
            return None
        if team_id and enterprise_id:
            self._client.learn(team_id, enterprise_id)
        known = await self._bot(tenant)
        if known is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            # One token serves one workspace, whichever a payload from a shared channel names.
            team_id=(known.get("team_id") or team_id) if self._settings.bot_token == token else team_id,
            bot_token=token,
            bot_id=known.get("bot_id"),
            bot_user_id=known.get("user_id"),
            user_id=user_id,
        )

    async def _bot(self, tenant: str) -> Json | None:
        known, now = self._known.get(tenant), self._wall()
        if known is not None and now - known.at < (AGE if known.bot is not None else AGE / 10):
            return known.bot
        try:
            asking = self._client.call(tenant, "auth.test")
            bot: Json | None = await asyncio.wait_for(asking, PATIENCE)
        except Permanent:
            bot = None
        except (DeliveryError, TimeoutError):
            return known.bot if known is not None else {}
        self._known[tenant] = _Known(now, bot)
        return bot

    def forget(self, tenant: str) -> None:
        """The app was removed there, or its token revoked: ask again next time."""
        self._known.pop(tenant, None)
