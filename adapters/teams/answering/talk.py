"""Messages: answered in the turn, privately where the words are for one person."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from adapters.teams.answering.counter import Begun, Counter
from adapters.teams.inbound import changes as inbound_changes
from adapters.teams.inbound.dialogs import place_data
from adapters.teams.inbound.messages import is_targeted, message
from adapters.teams.inbound.origin import Origin
from adapters.teams.inbound.text import spoken
from adapters.teams.wire import PLATFORM, Json, text
from bot.ports import Destination, Permanent
from bot.replies import Audience, Reply
from bot.requests import PlaceKind, Profile, Request

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The message that is answered: its id, who asked (`29:...`), their language, and who else saw it."""

    ref: str
    account: str
    locale: str | None
    is_targeted: bool


async def heard(counter: Counter, activity: Json, origin: Origin) -> None:
    """Whatever a message asks of us."""
    named = await counter.directory.members(origin, spoken(activity, {}).people)
    request = message(activity, origin, {account: member.user for account, member in named.items()})
    if request is None:
        return
    mentioned = {
        m.user: Profile(m.name or m.user, email=m.email, home_tenant=m.tenant or None) for m in named.values()
    }
    request = replace(request, mentioned=mentioned)
    outcome = await counter.ask(request, origin)
    asked = _Asked(text(activity.get("id")), origin.account, origin.locale, is_targeted(activity))
    if isinstance(outcome, Begun):
        await _say(counter, request, counter.desk.working(outcome.locale), asked)
        counter.deliver_later(outcome, lambda reply: _say(counter, request, reply, asked))
        return
    await _say(counter, request, outcome, asked)


async def changed(counter: Counter, activity: Json, origin: Origin) -> None:
    """What joined a ticket reads otherwise now, or is gone. Nobody is answered."""
    request = inbound_changes.changed(activity, origin)
    if request is not None:
        await counter.ask(request, origin)


async def _say(counter: Counter, request: Request, reply: Reply, asked: _Asked) -> None:
    place = request.place
    if reply.audience is Audience.NOBODY:
        return
    thread = place.thread if asked.is_targeted else place.thread or asked.ref
    to = Destination(PLATFORM, place.tenant, place.conversation, thread)
    if place.kind is PlaceKind.PRIVATE:
        to = Destination(PLATFORM, place.tenant, place.conversation)
    elif reply.audience is Audience.ASKER:
        await _privately(counter, request, reply, asked, to)
        return
    await counter.posting.answer(to, reply)


async def _privately(
    counter: Counter, request: Request, reply: Reply, asked: _Asked, thread: Destination
) -> None:
    """In the asker's own chat; where there can be none, the thread hears that, and nothing of the answer."""
    if asked.is_targeted and counter.settings.targeted:
        try:
            await counter.posting.target(thread, asked.account, reply)
        except Permanent as error:
            log.warning("a targeted message was refused: %s", error.code)
        else:
            return
    try:
        # Its buttons are pressed in the private chat, and mean the channel where it was asked.
        chat = Destination(PLATFORM, thread.tenant, person=request.actor)
        await counter.posting.answer(chat, reply, at=place_data(request.place))
    except Permanent as error:
        log.warning("an answer for one person could not be given: %s", error.code)
        if asked.is_targeted:
            return  # nobody saw it asked
        await counter.posting.answer(thread, counter.desk.no_chat(asked.locale))
