"""Every way in which a call to Teams fails, classified once: permanent, transient or uncertain."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.serving.unanswered import retry_after
from adapters.teams.wire import Json, mapping, text
from bot.ports import DeliveryError, Permanent, Transient, Uncertain

AGAIN = frozenset({412, 429, 502, 503, 504})
"""The statuses that Microsoft tells bots to try again, and no others: nothing was done."""


class Throttled(Transient):
    """Teams answered 429: it takes nothing there for as long as it says."""


DEAD = frozenset({"BotNotInConversationRoster", "BotDisabledByAdmin", "ConversationBlockedByUser"})
"""Codes after which a conversation takes nothing more until the bot is installed there again."""
NO_CONVERSATION = frozenset({"ConversationNotFound", "http_404"})
"""What a post meets whose conversation is no more: its id is of no use."""
UNAUTHORIZED, SERVER_ERROR, TOO_MANY = 401, 500, 429


def answered(status: int, headers: Mapping[str, str], body: Json) -> DeliveryError:
    """What an answer that is no success means."""
    code = text(mapping(body.get("error")).get("code")) or f"http_{status}"
    if status == TOO_MANY:
        return Throttled(code, retry_after=retry_after(headers))
    if status in AGAIN:
        return Transient(code, retry_after=retry_after(headers))
    if status >= SERVER_ERROR:
        return Uncertain(code)
    return Permanent(code)


def is_dead(error: Permanent) -> bool:
    """Whether the conversation itself is lost, and not only this message."""
    return error.code in DEAD
