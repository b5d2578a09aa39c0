"""Messages as requests."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.teams.inbound.origin import Origin
from adapters.teams.inbound.text import spoken
from adapters.teams.wire import Json, listed, mapping, text
from bot.requests import Attachment, PlaceKind, Request, Said, Typed, Via

FILE = "application/vnd.microsoft.teams.file.download.info"


def message(activity: Json, origin: Origin, known: Mapping[str, str]) -> Request | None:
    """The request that a message makes; None for one that asks nothing of us.

    In a private chat every message is a command; in a channel one that begins with our mention is. Without it
    (where the app may hear channels) a message in a thread is talk.
    """
    said = spoken(activity, known)
    files = attachments(activity)
    key = f"activity:{origin.conversation}:{text(activity.get('id'))}"
    if origin.kind is PlaceKind.PRIVATE or said.to_us:
        return Request(origin.actor, origin.place, Typed(said.words), key, origin.received_at, Via.MENTION)
    if origin.thread is None or not (said.words or files):
        return None
    talk = Said(said.words, text(activity.get("id")), files)
    return Request(origin.actor, origin.place, talk, key, origin.received_at, Via.MESSAGE)


def attachments(activity: Json) -> tuple[Attachment, ...]:
    """The files that came with a message: in a private chat by their address, in a channel by their link."""
    return tuple(
        Attachment(
            text(each.get("name")),
            text(mapping(each.get("content")).get("uniqueId")),
            text(each.get("contentUrl")),
            text(mapping(each.get("content")).get("fileType")),
        )
        for each in listed(activity.get("attachments"))
        if each.get("contentType") == FILE
    )
