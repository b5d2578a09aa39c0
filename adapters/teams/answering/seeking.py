"""The search of the compose box: what was found, and what stands in the message once it is chosen."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from adapters.serving.words import clean, clipped
from adapters.teams.answering.counter import Begun, Counter
from adapters.teams.edge import Answer
from adapters.teams.inbound.origin import Origin
from adapters.teams.inbound.seeking import sought
from adapters.teams.limits import MESSAGE, SUMMARY
from adapters.teams.render.message import CARD, card, size
from adapters.teams.wire import PLATFORM, Json
from bot.replies import Offer, Reply
from bot.requests import PlaceKind

OK = 200
PREVIEW = "application/vnd.microsoft.card.thumbnail"
TITLE, LINE = 100, 200
"""Characters of a row: Teams shows two short lines."""
_MARKS = str.maketrans({"<": "\u2039", ">": "\u203a"})
"""What could be markup in a row, as what looks like it: Teams shows rows by rules of its own."""


async def found(counter: Counter, activity: Json, origin: Origin) -> Answer:
    """The rows; a sentence where there are none, or where it takes too long."""
    request = sought(activity, origin)
    if request is None:
        return Answer(OK, {})
    if request.place.kind is PlaceKind.PRIVATE and not await _is_ours(counter, origin):
        # A chat with another bot, or nowhere that Teams tells: others may read there.
        request = replace(request, place=replace(request.place, kind=PlaceKind.CHANNEL))
    outcome = await counter.ask(request, origin)
    reply = counter.desk.busy(outcome.locale) if isinstance(outcome, Begun) else outcome
    if not reply.offers:
        return Answer(OK, _extension({"type": "message", "text": clipped(clean(reply.summary), SUMMARY)}))
    return Answer(OK, _listed(reply, origin.tenant))


async def _is_ours(counter: Counter, origin: Origin) -> bool:
    """Whether it is the person's own chat with this bot."""
    chat = await asyncio.to_thread(counter.conversations.chat, PLATFORM, origin.tenant, origin.user)
    return chat is not None and chat.conversation == origin.conversation


def _listed(reply: Reply, tenant: str) -> Json:
    """As many rows as a message of Teams holds; those left out are found by more words."""
    rows = [_row(offer, tenant) for offer in reply.offers]
    while True:
        made = _extension({"type": "result", "attachmentLayout": "list", "attachments": rows})
        if size(made) <= MESSAGE or len(rows) <= 1:
            return made
        rows = rows[:-1]


def _row(offer: Offer, tenant: str) -> Json:
    shown = {"title": _told(offer.title, TITLE), "text": _told(offer.line, LINE)}
    return {
        "contentType": CARD,
        "content": card(Reply(offer.summary, offer.blocks), tenant).json,
        "preview": {"contentType": PREVIEW, "content": shown},
    }


def _told(words: str, most: int) -> str:
    return clipped(clean(words).translate(_MARKS), most)


def _extension(held: Json) -> Json:
    return {"composeExtension": held}
