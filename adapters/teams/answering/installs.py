"""The app comes and goes: conversations are met, given up, and taken up again, with what waited there."""

from __future__ import annotations

import asyncio

from adapters.teams.answering.counter import Begun, Counter
from adapters.teams.inbound.origin import Origin, key_of
from adapters.teams.known import REMOVED, reach_of
from adapters.teams.wire import PLATFORM, Json, listed, mapping, text
from bot.ports import Destination
from bot.requests import Actor, Happened, Happening, PlaceKind, PlaceRef, Request, Typed, Via

ADDED = "add"
"""What Teams calls an installation; an update of the app (`add-upgrade`) greets nobody again."""


async def installed(counter: Counter, activity: Json, origin: Origin) -> None:
    """Installed, updated or removed: what was dead there lives again, or the other way round."""
    if text(activity.get("action")).startswith("remove"):
        await _left(counter, activity, origin)
        return
    await counter.meet(origin)
    await _entered(counter, activity, origin)
    if origin.kind is PlaceKind.PRIVATE and text(activity.get("action")) == ADDED:
        await _welcome(counter, activity, origin)


async def _welcome(counter: Counter, activity: Json, origin: Origin) -> None:
    """In a person's own chat their home: who this is, and what they can do, or who can add them."""
    if not counter.welcomed.is_new(f"{origin.tenant}:{origin.conversation}"):
        return
    request = Request(
        origin.actor, origin.place, Typed(""), key_of(activity, origin), origin.received_at, Via.MENTION
    )
    outcome = await counter.ask(request, origin)
    if isinstance(outcome, Begun):
        outcome = await outcome.job
    await counter.posting.answer(Destination(PLATFORM, origin.tenant, origin.conversation), outcome)


async def members(counter: Counter, activity: Json, origin: Origin) -> None:
    """The bot itself was added to a conversation or taken out of it."""
    own = text(mapping(activity.get("recipient")).get("id"))
    if own in {text(each.get("id")) for each in listed(activity.get("membersRemoved"))}:
        await _left(counter, activity, origin)
        return
    await counter.meet(origin)
    if own in {text(each.get("id")) for each in listed(activity.get("membersAdded"))}:
        await _entered(counter, activity, origin)


async def _left(counter: Counter, activity: Json, origin: Origin) -> None:
    for conversation in await _touched(counter, origin):
        await asyncio.to_thread(counter.conversations.bury, PLATFORM, origin.tenant, conversation, REMOVED)
        await _tell(counter, activity, origin, conversation, Happening.LEFT)


async def _entered(counter: Counter, activity: Json, origin: Origin) -> None:
    for conversation in await _touched(counter, origin):
        await asyncio.to_thread(counter.conversations.bury, PLATFORM, origin.tenant, conversation, None)
        await _tell(counter, activity, origin, conversation, Happening.ENTERED)


async def _touched(counter: Counter, origin: Origin) -> list[str]:
    """The conversation, and the others of its team: the app is in all its channels, or in none."""
    if not origin.conversation:
        return []
    found = [origin.conversation]
    if origin.team:
        known = await asyncio.to_thread(counter.conversations.all_of, PLATFORM, origin.tenant)
        found += [each.conversation for each in known if reach_of(each).team == origin.team]
    return list(dict.fromkeys(found))


async def _tell(counter: Counter, activity: Json, origin: Origin, conversation: str, what: Happening) -> None:
    """The desk says there what waited, or hears that nothing can be said: in the bot's own name."""
    if origin.kind is PlaceKind.PRIVATE:
        return
    bot = text(mapping(activity.get("recipient")).get("id"))
    place = PlaceRef(PLATFORM, origin.tenant, conversation)
    key = f"event:{text(activity.get('id'))}:{conversation}:{what}:{origin.received_at.isoformat()}"
    actor = Actor(PLATFORM, origin.tenant, bot)
    job = counter.running.begin(Request(actor, place, Happened(what), key, origin.received_at, Via.MESSAGE))
    if job is not None:
        await asyncio.wait({job})
