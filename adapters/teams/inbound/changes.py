"""Edits and deletions of messages, as Teams tells of them: of those that it told of before."""

from __future__ import annotations

from adapters.teams.inbound.files import attachments
from adapters.teams.inbound.messages import is_of_a_bot, names
from adapters.teams.inbound.origin import Origin
from adapters.teams.inbound.text import spoken
from adapters.teams.wire import Json, mapping, text
from bot.requests import Deleted, Edited, PlaceKind, Request, Via

BACK = "undeleteMessage"
"""The kind of an update that brings a message back, which its author had deleted."""


def changed(activity: Json, origin: Origin) -> Request | None:
    """The change as a request of the message's author; None for one at the top of a channel."""
    ref = text(activity.get("id"))
    if (
        is_of_a_bot(activity)
        or not ref
        or (origin.kind is not PlaceKind.PRIVATE and origin.thread in {None, ref})
    ):
        return None
    turn = text(activity.get("timestamp")) or text(activity.get("localTimestamp"))
    kind = text(mapping(activity.get("channelData")).get("eventType"))
    intent: Edited | Deleted = Deleted(ref)
    if activity.get("type") != "messageDelete":
        words = spoken(activity, names(activity)).words
        intent = Edited(words, ref, attachments(activity, origin), turn, back=kind == BACK)
    key = f"changed:{origin.conversation}:{ref}:{kind}:{turn}"
    return Request(origin.actor, origin.place, intent, key, origin.received_at, Via.MESSAGE)
