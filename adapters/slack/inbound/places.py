"""What becomes of channels, as Slack tells of it: the bot invited or removed, archived, renamed, shared.

Slack does not tell an app of its own leaving by `member_left_channel`, which only those still there
hear: `channel_left` (of a private channel `group_left`) does, and is sometimes withheld. A refused post
says it too.
"""

from __future__ import annotations

from adapters.slack.inbound.origin import Origin
from adapters.slack.wire import Json, mapping, text
from bot.requests import Happened, Happening, Request, Via

_HAPPENINGS = {
    "channel_archive": Happening.ARCHIVED,
    "channel_left": Happening.LEFT,
    "channel_rename": Happening.RENAMED,
    "channel_shared": Happening.SHARED,
    "channel_unarchive": Happening.REOPENED,
    "group_archive": Happening.ARCHIVED,
    "group_left": Happening.LEFT,
    "group_rename": Happening.RENAMED,
    "group_unarchive": Happening.REOPENED,
    "member_joined_channel": Happening.ENTERED,
}
PLACES = frozenset(_HAPPENINGS)
"""Events that speak of a channel itself. Of those who join one, only ourselves matter."""


def happened(body: Json, event: Json, origin: Origin) -> Request | None:
    """The happening, in the bot's own name: no person asks for anything. None where others join."""
    what = _HAPPENINGS[text(event.get("type"))]
    bot = origin.bot or ""
    if what is Happening.ENTERED and (not bot or event.get("user") != bot):
        return None
    held = event.get("channel")
    channel, name = (
        (text(held.get("id")), text(held.get("name"))) if isinstance(held, dict) else (text(held), "")
    )
    if not channel:
        return None
    key = f"event:{text(body.get('event_id'))}"
    place = origin.place(channel)
    intent = Happened(what, name or None)
    return Request(origin.actor(bot), place, intent, key, origin.received_at, Via.MESSAGE)


def channel_of(body: Json) -> str:
    """The channel that such an event is about; empty for another event."""
    event = mapping(body.get("event"))
    if event.get("type") not in PLACES | {"channel_unshared", "member_left_channel"}:
        return ""
    held = event.get("channel")
    return text(held.get("id")) if isinstance(held, dict) else text(held)
