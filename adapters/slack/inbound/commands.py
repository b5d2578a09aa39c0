"""Slash commands and shortcuts as requests."""

from __future__ import annotations

from adapters.slack.inbound.origin import Origin
from adapters.slack.inbound.text import words
from adapters.slack.wire import Json, mapping, text
from bot.requests import Request, Typed, Via


def slash(body: Json, origin: Origin) -> Request:
    """A slash command. Its key is the trigger id, which Slack gives once; a command has no thread."""
    channel, name = text(body.get("channel_id")), text(body.get("channel_name"))
    shown = None if name in ("directmessage", "privategroup") else name
    return Request(
        actor=origin.actor(text(body.get("user_id"))),
        place=origin.place(channel, name=shown),
        intent=Typed(words(text(body.get("text"))).strip()),
        key=f"trigger:{text(body.get('trigger_id'))}",
        received_at=origin.received_at,
        via=Via.COMMAND,
    )


def shortcut(body: Json, origin: Origin) -> Request:
    """A shortcut: its callback id is the command. On a message, in the thread of that message."""
    user = text(mapping(body.get("user")).get("id"))
    channel = mapping(body.get("channel"))
    message = mapping(body.get("message"))
    thread = text(message.get("thread_ts")) or text(message.get("ts")) or None
    place = (
        origin.place(text(channel.get("id")), thread, text(channel.get("name")))
        if channel.get("id")
        else origin.home(user)
    )
    return Request(
        actor=origin.actor(user),
        place=place,
        intent=Typed(text(body.get("callback_id"))),
        key=f"trigger:{text(body.get('trigger_id'))}",
        received_at=origin.received_at,
        via=Via.BUTTON,
    )
