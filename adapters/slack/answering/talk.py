"""Mentions, private messages and talk in threads: answered in the place, privately or to all."""

from __future__ import annotations

import asyncio

from adapters.slack.answering.clicks import privately
from adapters.slack.answering.counter import Begun, Counter, lost
from adapters.slack.answering.homes import publish
from adapters.slack.inbound import events
from adapters.slack.inbound.origin import Origin
from adapters.slack.inbound.places import channel_of
from adapters.slack.unnamed import with_names
from adapters.slack.wire import PLATFORM, Json, mapping, text
from bot.ports import Destination, Permanent, Transient, Uncertain
from bot.replies import Audience, Reply
from bot.requests import PlaceKind, Request, Via

LOOK_BACK = 900.0
"""Seconds in which the answer to a repeated event is looked for: Slack gives up five minutes after."""
GRACE = 3.0
"""Seconds before we look for a post of unknown outcome: Slack may still be writing it."""
LONGEST_WAIT = 30.0
ATTEMPTS = 4
HOLD = 0.6
"""Seconds that the acknowledgement waits for the answer to be posted: until then Slack would ask again."""


async def event(counter: Counter, body: Json, origin: Origin) -> None:
    """Whatever an event asks of us. Returning acknowledges it; Slack sends it again otherwise."""
    counter.rooms.forget(origin.team, channel_of(body))
    named = await counter.directory.mentioned(origin.team, events.named(body))
    request = events.heard(body, origin, {user: profile.name for user, profile in named.items()}.get)
    if request is None or not counter.handled.is_new(f"{origin.team}:{request.key}"):
        return
    if request.via is Via.HOME:
        counter.later.start(publish(counter, request, mapping(mapping(body.get("event")).get("view"))))
        return
    outcome = await counter.ask(await with_names(counter.client, request), origin.came_from)
    asked = text(mapping(body.get("event")).get("ts"))
    if isinstance(outcome, Begun):
        counter.later.start(_slowly(counter, outcome, asked, origin))
        return
    saying = counter.later.start(_say(counter, request, outcome, asked, origin))
    await asyncio.wait({saying}, timeout=HOLD)


async def _slowly(counter: Counter, begun: Begun, asked: str, origin: Origin) -> None:
    if begun.request.via is Via.MENTION:
        await privately(counter, begun.request, counter.desk.working(begun.locale))
    await _say(counter, begun.request, await begun.job, asked, origin)


async def _say(counter: Counter, request: Request, reply: Reply, asked: str, origin: Origin) -> None:
    place = request.place
    is_private = place.kind is PlaceKind.PRIVATE
    if reply.audience is Audience.NOBODY:
        return
    if reply.audience is Audience.ASKER and not is_private:
        await privately(counter, request, reply)
        return
    # In a channel the answer makes a thread under the question; a private chat needs none.
    thread = place.thread or (None if is_private else asked)
    to = Destination(PLATFORM, place.tenant, place.conversation, thread, urgent=True)
    await _post(counter, to, reply, f"answer:{request.key}", look=origin.retried)


async def _post(counter: Counter, to: Destination, reply: Reply, key: str, *, look: bool) -> None:
    """Post once: after an unknown outcome, or where Slack repeated the question, look before posting."""
    since = counter.wall() - LOOK_BACK
    for _ in range(ATTEMPTS):
        try:
            if not (look and await counter.posting.find(to, key, since)):
                await counter.posting.post(to, reply, key)
        except Permanent as error:
            lost("an answer", error)
        except Transient as error:
            await asyncio.sleep(min(error.retry_after, LONGEST_WAIT))
            continue
        except Uncertain:
            look = True
            await asyncio.sleep(GRACE)
            continue
        return
    lost("an answer", Transient("given_up"))
