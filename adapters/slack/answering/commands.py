"""Slash commands: answered by the body of the acknowledgement, or by a form."""

from __future__ import annotations

import asyncio

from adapters.slack.answering.counter import Begun, Counter
from adapters.slack.inbound import commands
from adapters.slack.inbound.origin import Origin
from adapters.slack.wire import Json, text
from bot.replies import Audience, Reply


async def slash(counter: Counter, body: Json, origin: Origin) -> str | None:
    """The body of the acknowledgement, in JSON; None says nothing."""
    since = asyncio.get_running_loop().time()
    request = commands.slash(body, origin)
    outcome = await counter.ask(request)
    url = text(body.get("response_url"))
    if isinstance(outcome, Begun):
        counter.deliver_later(outcome, lambda reply: _respond(counter, url, reply, origin.team))
        return counter.acknowledged(counter.desk.working(outcome.locale), origin.team)
    form, trigger = outcome.form, text(body.get("trigger_id"))
    if form is not None and await counter.open_form(form, request.place, trigger, since):
        return None
    # A form that could not be opened is said in words, with the button that opens it.
    return None if outcome.audience is Audience.NOBODY else counter.acknowledged(outcome, origin.team)


async def _respond(counter: Counter, url: str, reply: Reply, tenant: str) -> None:
    if reply.audience is not Audience.NOBODY:
        await counter.client.respond(url, counter.spoken(reply, tenant))
