"""A message that somebody acts upon by the extension: its words, its author, its files, where it stands."""

from __future__ import annotations

from dataclasses import replace

from adapters.teams.inbound.addresses import web_address
from adapters.teams.inbound.markup import words_of
from adapters.teams.inbound.origin import Origin
from adapters.teams.wire import PLATFORM, Json, listed, mapping, text
from bot.requests import Actor, Attachment, PlaceKind, PlaceRef, Quoted

COMMANDS = ("open", "add")
"""The extension's commands that take the message itself along."""
FILE = "reference"
"""What Teams calls a file of a message: where it lies is told, not what is in it."""


def quoted(activity: Json, origin: Origin) -> Quoted | None:
    """The message, for the form that begins with it; None where no message came along."""
    value = mapping(activity.get("value"))
    message = mapping(value.get("messagePayload"))
    command = text(value.get("commandId"))
    if command not in COMMANDS or text(value.get("commandContext")) != "message" or not message:
        return None
    body = mapping(message.get("body"))
    content = text(body.get("content"))
    return Quoted(
        command=command,
        text=words_of(content) if text(body.get("contentType")).lower() == "html" else content.strip(),
        author=_author(message, origin),
        link=web_address(text(message.get("linkToMessage"))),
        files=tuple(_files(message)),
    )


def stands_in(activity: Json, origin: Origin) -> PlaceRef:
    """The place of the message: in a channel, the thread that it hangs on or begins."""
    message = mapping(mapping(activity.get("value")).get("messagePayload"))
    if origin.thread or origin.kind is PlaceKind.PRIVATE or not text(message.get("id")):
        return origin.place
    if not mapping(mapping(activity.get("channelData")).get("channel")):
        return origin.place  # a group chat has no threads
    return replace(origin.place, thread=text(message.get("replyToId")) or text(message.get("id")))


def _author(message: Json, origin: Origin) -> Actor | None:
    """The person who wrote it, by their id in the directory; None for an app's."""
    user = text(mapping(mapping(message.get("from")).get("user")).get("id"))
    return Actor(PLATFORM, origin.tenant, user) if user else None


def _files(message: Json) -> list[Attachment]:
    return [
        Attachment(text(each.get("name")), text(each.get("id")), web_address(text(each.get("contentUrl"))))
        for each in listed(message.get("attachments"))
        if each.get("contentType") == FILE
    ]
