"""Edits and deletions of messages, as Teams tells of them: of those that it told of before."""

from __future__ import annotations

from adapters.teams.inbound.files import attachments
from adapters.teams.inbound.messages import names
from adapters.teams.inbound.origin import Origin
from adapters.teams.inbound.text import spoken
from adapters.teams.wire import Json, mapping, text
from bot.requests import Deleted, Edited, PlaceKind, Request, Via


def changed(activity: Json, origin: Origin) -> Request | None:
    """The change as a request of the message's author; None for one at the top of a channel.

    A message that is brought back (`undeleteMessage`) stays deleted in its ticket: its history says so.
    """
    ref = text(activity.get("id"))
    if not ref or (origin.kind is not PlaceKind.PRIVATE and origin.thread in {None, ref}):
        return None
    is_gone = activity.get("type") == "messageDelete"
    intent: Edited | Deleted = Deleted(ref) if is_gone else _edited(activity, origin, ref)
    turn = intent.turn if isinstance(intent, Edited) else ""
    kind = text(mapping(activity.get("channelData")).get("eventType"))
    key = f"changed:{origin.conversation}:{ref}:{kind}:{turn}"
    return Request(origin.actor, origin.place, intent, key, origin.received_at, Via.MESSAGE)


def _edited(activity: Json, origin: Origin, ref: str) -> Edited:
    turn = text(activity.get("timestamp")) or text(activity.get("localTimestamp"))
    return Edited(spoken(activity, names(activity)).words, ref, attachments(activity, origin), turn)
