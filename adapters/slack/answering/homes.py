"""The app's home: published for the one who looks at it."""

from __future__ import annotations

from adapters.slack.answering.counter import Begun, Counter, warned
from adapters.slack.render.view import home
from bot.replies import Audience, Reply
from bot.requests import Request


async def publish(counter: Counter, request: Request) -> None:
    """Ask the desk for this person's home and show it, however late."""
    outcome = await counter.ask(request)
    if isinstance(outcome, Begun):
        counter.deliver_later(outcome, lambda reply: _show(counter, request, reply))
    else:
        await _show(counter, request, outcome)


async def _show(counter: Counter, request: Request, reply: Reply) -> None:
    if reply.audience is not Audience.NOBODY:
        tenant = request.actor.tenant
        await counter.view(tenant, "views.publish", warned(home(reply, tenant)), user_id=request.actor.user)
