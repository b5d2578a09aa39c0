"""Messages as requests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from adapters.teams.inbound.files import attachments
from adapters.teams.inbound.origin import Origin, key_of
from adapters.teams.inbound.text import spoken
from adapters.teams.wire import Json, listed, mapping, text
from bot.requests import PlaceKind, PlaceRef, Request, Said, Typed, Via

BOT = "28:"
"""Begins the id of every bot."""
_TICKET = re.compile(r"^ticket(?:\s+|$)", re.IGNORECASE)


def message(activity: Json, origin: Origin, known: Mapping[str, str]) -> Request | None:
    """The request that a message makes; None for one that asks nothing of us.

    In a private chat every message is a command, in a channel one that begins with our mention; what is no
    command the desk takes for talk. So is a message in a thread without a mention, where we may hear it.
    """
    if is_of_a_bot(activity):
        return None
    said = spoken(activity, known)
    files = attachments(activity, origin)
    key = key_of(activity, origin)
    if is_targeted(activity):
        # Nobody else saw it: it is a command or nothing, never talk that others would read.
        place = replace(origin.place, thread=_seen_by_all(activity, origin))
        return Request(
            origin.actor, place, Typed(command_of(said.words)), key, origin.received_at, Via.COMMAND
        )
    talk = Said(spoken(activity, names(activity)).words, text(activity.get("id")), files)
    if origin.kind is PlaceKind.PRIVATE or said.to_us:
        typed = Typed(command_of(said.words), talk)
        return Request(origin.actor, _place(activity, origin), typed, key, origin.received_at, Via.MENTION)
    if origin.thread is None or not (said.words or files):
        return None
    return Request(origin.actor, origin.place, talk, key, origin.received_at, Via.MESSAGE)


def command_of(words: str) -> str:
    """The words without the `ticket` by which other platforms begin a command: people know it from there."""
    return _TICKET.sub("", words)


def is_targeted(activity: Json) -> bool:
    """Whether it was written to the bot alone, in a conversation of several: a true slash command."""
    return mapping(activity.get("recipient")).get("isTargeted") is True


def is_of_a_bot(activity: Json) -> bool:
    """Whether a bot wrote it, we ourselves above all: where all is heard, nothing may answer itself."""
    who = mapping(activity.get("from"))
    own = text(mapping(activity.get("recipient")).get("id"))
    return text(who.get("role")) == "bot" or text(who.get("id")).startswith(BOT) or text(who.get("id")) == own


def _seen_by_all(activity: Json, origin: Origin) -> str | None:
    """The thread that it was written in; one that it would begin itself, nobody else sees."""
    return None if origin.thread == text(activity.get("id")) else origin.thread


def names(activity: Json) -> dict[str, str]:
    """How those whom it mentions are called: in talk they are named, in a command known by their id."""
    told = [mapping(each.get("mentioned")) for each in listed(activity.get("entities"))]
    return {text(each.get("id")): text(each.get("name")) for each in told if text(each.get("name"))}


def _place(activity: Json, origin: Origin) -> PlaceRef:
    """Where it was said: a message of a private chat that answers another hangs on that one."""
    answered = text(activity.get("replyToId"))
    if origin.kind is PlaceKind.PRIVATE and answered:
        return replace(origin.place, thread=answered)
    return origin.place
