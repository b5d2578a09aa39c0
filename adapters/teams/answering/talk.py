"""Messages: answered in the turn, privately where the words are for one person."""

from __future__ import annotations

from dataclasses import replace

from adapters.teams.answering.counter import Begun, Counter
from adapters.teams.inbound import changes as inbound_changes
from adapters.teams.inbound.messages import message
from adapters.teams.inbound.origin import Origin
from adapters.teams.inbound.text import spoken
from adapters.teams.wire import PLATFORM, Json, text
from bot.ports import Destination
from bot.replies import Audience, Reply
from bot.requests import PlaceKind, Profile, Request


async def heard(counter: Counter, activity: Json, origin: Origin) -> None:
    """Whatever a message asks of us."""
    named = await counter.directory.members(origin, spoken(activity, {}).people)
    request = message(activity, origin, {account: member.user for account, member in named.items()})
    if request is None:
        return
    mentioned = {m.user: Profile(m.name or m.user, email=m.email) for m in named.values()}
    request = replace(request, mentioned=mentioned)
    outcome = await counter.ask(request, origin)
    asked = text(activity.get("id"))
    if isinstance(outcome, Begun):
        await _say(counter, request, counter.desk.working(outcome.locale), asked)
        counter.deliver_later(outcome, lambda reply: _say(counter, request, reply, asked))
        return
    await _say(counter, request, outcome, asked)


async def changed(counter: Counter, activity: Json, origin: Origin) -> None:
    """What joined a ticket reads otherwise now, or is gone. Nobody is answered."""
    named = await counter.directory.members(origin, spoken(activity, {}).people)
    request = inbound_changes.changed(
        activity, origin, {account: member.user for account, member in named.items()}
    )
    if request is not None:
        await counter.ask(request, origin)


async def _say(counter: Counter, request: Request, reply: Reply, asked: str) -> None:
    place = request.place
    if reply.audience is Audience.NOBODY:
        return
    to = Destination(PLATFORM, place.tenant, place.conversation, place.thread or asked)
    if place.kind is PlaceKind.PRIVATE:
        to = Destination(PLATFORM, place.tenant, place.conversation)
    elif reply.audience is Audience.ASKER:
        to = Destination(PLATFORM, place.tenant, person=request.actor)
    await counter.posting.post(to, reply)
