"""A workspace removes the app, or takes its token away: events say so, in any order, perhaps late."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from adapters.slack.authorize import CachedAuthorize
from adapters.slack.listeners import Gone
from adapters.slack.tenants import Tenants
from adapters.slack.wire import Json, mapping, text
from bot.installations import InstallationState

log = logging.getLogger(__name__)


def leaving(authorize: CachedAuthorize, tenants: Tenants | None) -> Gone:
    """What is done about `app_uninstalled` and `tokens_revoked`."""

    async def gone(team: str, body: Json) -> None:
        event = mapping(body.get("event"))
        is_revoked = text(event.get("type")) == "tokens_revoked"
        if is_revoked and not mapping(event.get("tokens")).get("bot"):
            return  # tokens of people, which we never ask for: the bot's stands
        authorize.forget(team)
        log.warning("the app was removed from a workspace, or its token revoked")
        if tenants is not None and team:
            state = InstallationState.REVOKED if is_revoked else InstallationState.REMOVED
            await tenants.end(team, state, _at(body.get("event_time")))

    return gone


def _at(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None
