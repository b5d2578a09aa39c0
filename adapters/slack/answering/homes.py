"""The app's home: published for the one who looks at it, kept at what they chose to see.

What is shown travels with the view (the command that shows it again, and a digest of it): a click or a visit
shows the same part again, whichever process answers, and what stands there already is not published anew.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.slack.answering.counter import Begun, Counter, warned
from adapters.slack.render.view import home, shown_in
from adapters.slack.wire import Json
from bot.replies import Audience, Reply
from bot.requests import PlaceKind, Request, Typed, Via, Visited


async def publish(counter: Counter, request: Request, view: Json) -> None:
    """Somebody looks at their home (`view` is what stands there): the part they last saw, as it is now."""
    await _again(counter, request, view, shown_in(view)[0])


async def refresh(counter: Counter, request: Request, view: Json) -> None:
    """What the home shows may have changed by this request of its owner, made in it or in a form from it."""
    command = shown_in(view)[0] or counter.homes.latest(_owner(request))
    visit = replace(request, via=Via.HOME, key=f"{request.key}:home")
    await _again(counter, visit, view, command)


def changes(counter: Counter, request: Request) -> bool:
    """Whether the home is worth looking at anew: something was done, from the home or a form opened there."""
    return request.place.kind is PlaceKind.HOME and not counter.desk.reads_only(request)


def turns(request: Request) -> bool:
    """Whether the click asked for another part of the home."""
    return isinstance(request.intent, Typed) and request.intent.text.startswith("home")


async def show(counter: Counter, request: Request, reply: Reply, view: Json) -> None:
    """Put the home in place of the one that stands (`view`), unless it is the same, or a newer one came."""
    owner, tenant = _owner(request), request.actor.tenant
    if reply.audience is Audience.NOBODY or not counter.changes.is_newest(f"home:{owner}", request.key):
        return
    made = home(reply, tenant)
    if reply.home is not None:
        counter.homes.note(owner, reply.home)
    if shown_in(view) != shown_in(made.json):
        await counter.view(tenant, "views.publish", warned(made), user_id=request.actor.user)


def begins(counter: Counter, request: Request) -> None:
    """From now on this request decides what the home shows: answers to earlier ones come too late."""
    counter.changes.note(f"home:{_owner(request)}", request.key)


async def _again(counter: Counter, request: Request, view: Json, command: str) -> None:
    begins(counter, request)
    seen = replace(request, intent=Typed(command) if command else Visited())
    reply = await _asked(counter, seen)
    if reply.home is None and command:
        # What they last saw is theirs no more: another role, another desk.
        reply = await _asked(counter, replace(seen, intent=Visited()))
    await show(counter, request, reply, view)


async def _asked(counter: Counter, request: Request) -> Reply:
    outcome = await counter.ask(request)
    return await outcome.job if isinstance(outcome, Begun) else outcome


def _owner(request: Request) -> str:
    return f"{request.actor.tenant}:{request.actor.user}"
