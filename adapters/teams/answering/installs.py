"""The app comes and goes: conversations are met, given up, and taken up again."""

from __future__ import annotations

import asyncio

from adapters.teams.answering.counter import Counter
from adapters.teams.inbound.origin import Origin
from adapters.teams.wire import PLATFORM, Json, listed, mapping, text

REMOVED = "app_removed"


async def installed(counter: Counter, activity: Json, origin: Origin) -> None:
    """Installed, updated or removed: what was dead there lives again, or the other way round."""
    if text(activity.get("action")).startswith("remove"):
        await _bury(counter, origin, REMOVED)
        return
    await counter.meet(origin)
    await _bury(counter, origin, None)


async def members(counter: Counter, activity: Json, origin: Origin) -> None:
    """The bot itself was added to a conversation or taken out of it."""
    own = text(mapping(activity.get("recipient")).get("id"))
    if own in {text(each.get("id")) for each in listed(activity.get("membersRemoved"))}:
        await _bury(counter, origin, REMOVED)
        return
    await counter.meet(origin)
    if own in {text(each.get("id")) for each in listed(activity.get("membersAdded"))}:
        await _bury(counter, origin, None)


async def _bury(counter: Counter, origin: Origin, why: str | None) -> None:
    await asyncio.to_thread(counter.conversations.bury, PLATFORM, origin.tenant, origin.conversation, why)
