"""Slash commands and shortcuts as requests."""

from __future__ import annotations

from adapters.slack.inbound.files import attachments
from adapters.slack.inbound.origin import Origin
from adapters.slack.inbound.text import Names, words
from adapters.slack.wire import Json, mapping, text
from bot.requests import Quoted, Request, Typed, Via


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


QUOTING = {"message.open": "open", "message.add": "add"}
"""Callback ids of the shortcuts that take the message itself along, with the command that its form is for."""


def quotes(body: Json) -> bool:
    """Whether it is a shortcut that takes a message along."""
    return text(body.get("callback_id")) in QUOTING


def shortcut(body: Json, origin: Origin, names: Names = lambda _: None, link: str = "") -> Request:
    """A shortcut: its callback id is the command. On a message, in the thread of that message.

    Where it takes the message along, its words are data: no parser meets them. `link` leads to it.
    """
    user, callback = text(mapping(body.get("user")).get("id")), text(body.get("callback_id"))
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
        intent=_quoted(body, message, origin, names, link) if quotes(body) else Typed(callback),
        key=f"trigger:{text(body.get('trigger_id'))}",
        received_at=origin.received_at,
        via=Via.BUTTON,
    )


def permalink(body: Json) -> str:
    """Where Slack shows the message of a shortcut, made from what came with it; empty where too little did.

    A workspace's addresses have had this shape for long, and asking for one could miss the trigger's time.
    """
    channel, message = mapping(body.get("channel")), mapping(body.get("message"))
    domain, ts = text(mapping(body.get("team")).get("domain")), text(message.get("ts"))
    if not (domain and text(channel.get("id")) and ts):
        return ""
    thread = text(message.get("thread_ts"))
    within = f"?thread_ts={thread}&cid={text(channel.get('id'))}" if thread and thread != ts else ""
    return f"https://{domain}.slack.com/archives/{text(channel.get('id'))}/p{ts.replace('.', '')}{within}"


def _quoted(body: Json, message: Json, origin: Origin, names: Names, link: str) -> Quoted:
    author = text(message.get("user"))
    person = author and not message.get("bot_id") and author != origin.bot
    return Quoted(
        command=QUOTING[text(body.get("callback_id"))],
        text=words(text(message.get("text")), names).strip(),
        author=origin.actor(author) if person else None,
        link=link,
        files=attachments(message),
    )
