"""Events as requests: mentions, private messages, talk in threads and its changes, visits of the home."""

from __future__ import annotations

from adapters.slack.inbound.changes import CHANGES, changed
from adapters.slack.inbound.files import attachments
from adapters.slack.inbound.origin import Origin
from adapters.slack.inbound.places import PLACES, happened
from adapters.slack.inbound.text import Names, mention, mentioned, words
from adapters.slack.wire import Json, mapping, text
from bot.requests import Intent, PlaceKind, Request, Said, Typed, Via, Visited

SLACKBOT = "USLACKBOT"
_MESSAGES = {None, "file_share", "thread_broadcast", "me_message"}
"""Subtypes that are a person's message. Edits and deletions change one; the rest is not heard."""


def heard(body: Json, origin: Origin, names: Names) -> Request | None:
    """The request that an event makes; None for one that asks nothing of us."""
    event = mapping(body.get("event"))
    if event.get("type") == "message" and event.get("subtype") in CHANGES:
        return changed(body, event, origin, names)
    if event.get("type") in PLACES:
        return happened(body, event, origin)
    if _is_ours_or_a_bots(event, origin):
        return None
    match event.get("type"):
        case "app_mention":
            return _mentioned(body, event, origin, names)
        case "message":
            return _message(body, event, origin, names)
        case "app_home_opened" if event.get("tab") == "home":
            user = text(event.get("user"))
            return Request(
                origin.actor(user), origin.home(user), Visited(), _key(body), origin.received_at, Via.HOME
            )
        case _:
            return None


def named(body: Json) -> list[str]:
    """The users named in a thread's message: what joins a ticket calls them by their names."""
    event = mapping(body.get("event"))
    said = mapping(event.get("message")) or event
    return mentioned(text(said.get("text"))) if said.get("thread_ts") else []


def _is_ours_or_a_bots(event: Json, origin: Origin) -> bool:
    user = event.get("user")
    if user == SLACKBOT:
        return True  # "You have been removed from #help", in our own chat, is no command of anybody's
    return bool(event.get("bot_id")) or not text(user) or (origin.bot is not None and user == origin.bot)


def _mentioned(body: Json, event: Json, origin: Origin, names: Names) -> Request | None:
    """A mention in a channel. One that opens the message is a command, anywhere else in a thread it is talk.

    An edit that touches a mention sends the event again; what was said once is not done twice.
    """
    parts = mention(text(event.get("text")), origin.bot)
    if parts is None or event.get("edited"):
        return None
    before, after = parts
    if before and event.get("thread_ts"):
        return _request(body, event, origin, _said(event, names), Via.MESSAGE)
    return _request(body, event, origin, Typed(words(after)), Via.MENTION)


def _message(body: Json, event: Json, origin: Origin, names: Names) -> Request | None:
    if event.get("subtype") not in _MESSAGES or event.get("hidden"):
        return None
    place = origin.place(text(event.get("channel")))
    parts = mention(text(event.get("text")), origin.bot)
    if place.kind is PlaceKind.CHANNEL:
        # A message that mentions us comes as app_mention as well, which answers it.
        if parts is not None or not event.get("thread_ts"):
            return None
        return _request(body, event, origin, _said(event, names), Via.MESSAGE)
    if parts is not None and not parts[0]:
        return _request(body, event, origin, Typed(words(parts[1])), Via.MENTION)
    if event.get("thread_ts"):
        return _request(body, event, origin, _said(event, names), Via.MESSAGE)
    return _request(body, event, origin, Typed(words(text(event.get("text"))).strip()), Via.MENTION)


def _said(event: Json, names: Names) -> Said:
    return Said(words(text(event.get("text")), names), text(event.get("ts")), attachments(event))


def _request(body: Json, event: Json, origin: Origin, intent: Intent, via: Via) -> Request:
    thread = text(event.get("thread_ts")) or None
    place = origin.place(text(event.get("channel")), thread)
    return Request(origin.actor(text(event.get("user"))), place, intent, _key(body), origin.received_at, via)


def _key(body: Json) -> str:
    return f"event:{text(body.get('event_id'))}"
