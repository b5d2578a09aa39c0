"""Edits and deletions of messages in threads, as Slack tells of them.

`message_changed` comes for more than edits: a preview of a link was added, a parent lost a reply, a
parent with replies was deleted and a tombstone stands in its place.
"""

from __future__ import annotations

from adapters.slack.inbound.files import attachments
from adapters.slack.inbound.origin import Origin
from adapters.slack.inbound.text import Names, mention, words
from adapters.slack.wire import Json, mapping, text
from bot.requests import Deleted, Edited, Request, Via

CHANGES = frozenset({"message_changed", "message_deleted"})
"""Subtypes of events that speak of a message, rather than being one."""


def changed(body: Json, event: Json, origin: Origin, names: Names) -> Request | None:
    """The change as a request of the message's author; None for one that changes nothing said to us."""
    message, before = mapping(event.get("message")), mapping(event.get("previous_message"))
    is_gone = event.get("subtype") == "message_deleted" or message.get("subtype") == "tombstone"
    said = before if is_gone else message
    user = text(said.get("user"))
    thread = text(said.get("thread_ts")) or text(before.get("thread_ts"))
    ref = text(event.get("deleted_ts")) or text(said.get("ts"))
    if not user or not ref or not thread or thread == ref or _is_a_bots(said, origin):
        return None
    if _is_command(before, origin):
        return None
    intent: Edited | Deleted = Deleted(ref) if is_gone else _edited(event, message, ref, names)
    if isinstance(intent, Edited) and before and _same(before, message):
        return None
    place = origin.place(text(event.get("channel")), thread)
    key = f"event:{text(body.get('event_id'))}"
    return Request(origin.actor(user), place, intent, key, origin.received_at, Via.MESSAGE)


def _edited(event: Json, message: Json, ref: str, names: Names) -> Edited:
    turn = text(mapping(message.get("edited")).get("ts")) or text(event.get("event_ts"))
    return Edited(words(text(message.get("text")), names), ref, attachments(message), turn)


def _is_a_bots(said: Json, origin: Origin) -> bool:
    return bool(said.get("bot_id")) or (origin.bot is not None and said.get("user") == origin.bot)


def _is_command(before: Json, origin: Origin) -> bool:
    """What was a command by mention was done: to write it otherwise does nothing."""
    parts = mention(text(before.get("text")), origin.bot)
    return parts is not None and not parts[0]


def _same(before: Json, message: Json) -> bool:
    """The words and files are the same: what changed is how Slack shows them."""
    files = [each.ref for each in attachments(before)] == [each.ref for each in attachments(message)]
    return files and text(before.get("text")) == text(message.get("text"))
