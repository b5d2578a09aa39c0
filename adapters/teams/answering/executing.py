"""`Action.Execute`: Teams asks for a reader's own card, or a button is pressed that says so itself."""

from __future__ import annotations

import asyncio

from adapters.teams.answering.counter import Begun, Counter
from adapters.teams.edge import Answer
from adapters.teams.inbound.dialogs import pressed
from adapters.teams.inbound.origin import Origin
from adapters.teams.render.message import CARD
from adapters.teams.views import HELD, VIEW
from adapters.teams.wire import Json, mapping
from bot.ports import Destination
from bot.replies import Audience

NAME = "adaptiveCard/action"
MESSAGE = "application/vnd.microsoft.activity.message"
OK = 200


async def executed(counter: Counter, activity: Json, origin: Origin) -> Answer:
    """A card for that person, or a line; nothing that fails here changes the card."""
    action = mapping(mapping(activity.get("value")).get("action"))
    data = mapping(action.get("data"))
    if action.get("verb") == VIEW:
        held = mapping(data.get(HELD))
        if not held:
            return Answer(OK, {"statusCode": OK, "type": MESSAGE, "value": ""})
        shown = await asyncio.to_thread(counter.views.of, origin.actor, origin.place, held)
        return Answer(OK, {"statusCode": OK, "type": CARD, "value": shown})
    request = pressed(activity, origin)
    if request is None:
        return Answer(OK, {"statusCode": OK, "type": MESSAGE, "value": ""})
    outcome = await counter.ask(request, origin)
    if isinstance(outcome, Begun):
        to = Destination(origin.actor.platform, origin.tenant, person=request.actor)
        counter.deliver_later(outcome, lambda reply: counter.posting.answer(to, reply))
        outcome = counter.desk.working(outcome.locale)
    said = "" if outcome.audience is Audience.NOBODY else outcome.summary
    return Answer(OK, {"statusCode": OK, "type": MESSAGE, "value": said})
