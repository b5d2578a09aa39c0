"""Buttons, menus and shortcuts: answered through `response_url`, by a form, or in the view they stand in."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from adapters.slack.answering import homes
from adapters.slack.answering.counter import Begun, Counter, lost, warned
from adapters.slack.inbound import actions, commands
from adapters.slack.inbound.actions import Surface
from adapters.slack.inbound.origin import Origin
from adapters.slack.inbound.text import mentioned
from adapters.slack.render.view import notice
from adapters.slack.wire import Json, mapping, text
from bot.ports import DeliveryError
from bot.replies import Audience, Reply
from bot.requests import Request

LINK_PATIENCE = 0.4
"""Seconds that the address of a message is waited for: the form must open while its trigger lives."""


async def click(counter: Counter, body: Json, origin: Origin) -> None:
    """A click on a message, a home or a private answer; or a changed field of an open form."""
    where = actions.surface(body)
    if where is Surface.FORM:
        await _changed(counter, body, origin)
        return
    request = actions.click(body, origin)
    if request is not None:
        await _answer(counter, body, request, where)


async def shortcut(counter: Counter, body: Json, origin: Origin) -> None:
    """A shortcut: a click without a button. One that takes a message along asks where that stands."""
    since = asyncio.get_running_loop().time()
    if commands.quotes(body):
        # The asker is looked up meanwhile: one wait, not two.
        user = text(mapping(body.get("user")).get("id"))
        link, named, _ = await asyncio.gather(
            _link(counter, body, origin),
            _named(counter, body, origin),
            counter.directory.profile(origin.team, user),
        )
        request = commands.shortcut(body, origin, named.get, link)
    else:
        request = commands.shortcut(body, origin)
    where = Surface.MESSAGE if text(body.get("response_url")) else Surface.HOME
    await _answer(counter, body, request, where, since)


async def _link(counter: Counter, body: Json, origin: Origin) -> str:
    """Where the message stands: as Slack says, else (too slow, or not ours to see) as it is known to be."""
    channel, message = mapping(body.get("channel")), mapping(body.get("message"))
    where = {"channel": text(channel.get("id")), "message_ts": text(message.get("ts"))}
    asking = counter.later.start(_permalink(counter, origin.team, where))
    await asyncio.wait({asking}, timeout=LINK_PATIENCE)
    return (asking.result() if asking.done() else "") or commands.permalink(body)


async def _permalink(counter: Counter, team: str, where: Json) -> str:
    try:
        return text((await counter.client.call(team, "chat.getPermalink", **where)).get("permalink"))
    except DeliveryError:
        return ""


async def _named(counter: Counter, body: Json, origin: Origin) -> dict[str, str]:
    """The names of the people in the message, who are ids in it."""
    users = mentioned(text(mapping(body.get("message")).get("text")))
    found = await counter.directory.mentioned(origin.team, users)
    return {user: profile.name for user, profile in found.items()}


async def _answer(
    counter: Counter, body: Json, request: Request, where: Surface, since: float | None = None
) -> None:
    since = since or asyncio.get_running_loop().time()
    if where is Surface.HOME:
        homes.begins(counter, request)
    outcome = await counter.ask(request, text(mapping(body.get("user")).get("team_id")) or None)
    if isinstance(outcome, Begun):
        counter.later.start(_slowly(counter, body, outcome, where))
        return
    form, trigger = outcome.form, text(body.get("trigger_id"))
    # In a modal the form takes its place: a trigger from there would open a second one over it.
    opens = form is not None and where is not Surface.SAID
    if form is not None and opens and await counter.open_form(form, request.place, trigger, since):
        return
    # The click is acknowledged by returning; what is said need not hold that up.
    counter.later.start(_show(counter, body, request, where, outcome))


async def _slowly(counter: Counter, body: Json, begun: Begun, where: Surface) -> None:
    if where is not Surface.HOME or not counter.desk.reads_only(begun.request):
        await _show(counter, body, begun.request, where, counter.desk.working(begun.locale))
    await _show(counter, body, begun.request, where, await begun.job)


async def _show(counter: Counter, body: Json, request: Request, where: Surface, reply: Reply) -> None:
    if reply.audience is Audience.NOBODY:
        return
    place = request.place
    match where:
        case Surface.MESSAGE:
            thread = {"thread_ts": place.thread} if place.thread else {}
            # Only what is theirs alone: a card's buttons are everybody's. A home turns its pages in place.
            may = reply.spent or (reply.home is not None and homes.turns(request))
            instead = may and mapping(body.get("container")).get("is_ephemeral") is True
            said = {**counter.spoken(reply, place.tenant), "replace_original": instead, **thread}
            if not await counter.client.respond(text(body.get("response_url")), said):
                await privately(counter, request, reply)
        case Surface.SAID | Surface.FORM:
            view = mapping(body.get("view"))
            title = text(mapping(view.get("title")).get("text")) or counter.settings.app_name
            shown = (
                counter.form_view(reply.form, place) if reply.form else warned(notice(reply, title, place))
            )
            await counter.view(place.tenant, "views.update", shown, view_id=text(view.get("id")))
            if homes.changes(counter, request):
                await homes.refresh(counter, request, {})
        case Surface.HOME if reply.home is not None and mapping(body.get("view")):
            await homes.show(counter, request, reply, mapping(body.get("view")))
        case Surface.HOME:
            shown = warned(notice(reply, counter.settings.app_name, place))
            trigger = text(body.get("trigger_id"))
            if await counter.view(place.tenant, "views.open", shown, trigger_id=trigger):
                await privately(counter, request, reply)
            if mapping(body.get("view")) and homes.changes(counter, request):
                await homes.refresh(counter, request, mapping(body.get("view")))


async def _changed(counter: Counter, body: Json, origin: Origin) -> None:
    request = actions.change(body, origin)
    view = mapping(body.get("view"))
    counter.changes.note(text(view.get("id")), request.key)
    outcome = await counter.ask(request, origin.came_from)
    if isinstance(outcome, Begun):
        counter.deliver_later(outcome, lambda reply: _follow(counter, request, view, reply))
    else:
        counter.later.start(_follow(counter, request, view, outcome))


async def _follow(counter: Counter, request: Request, view: Json, reply: Reply) -> None:
    """Show the form as the change made it, unless the person has changed it again since.

    The view's hash makes Slack refuse an answer to an older state, should another process have given a
    newer one. A change made while an update was under way carries an old hash, too, and is the newest all
    the same: then it is shown without.
    """
    view_id, form = text(view.get("id")), reply.form
    if form is None or not counter.changes.is_newest(view_id, request.key):
        return
    shown, tenant = counter.form_view(form, request.place), request.place.tenant
    held = {"view_id": view_id, "hash": text(view.get("hash"))}
    refused = await counter.view(tenant, "views.update", shown, **held)
    if refused == "hash_conflict" and counter.changes.is_newest(view_id, request.key):
        await counter.view(tenant, "views.update", shown, view_id=view_id)


async def privately(counter: Counter, request: Request, reply: Reply) -> None:
    """Say it where it was asked, to the asker alone; at most once, lost where Slack will not."""
    said = counter.spoken(replace(reply, audience=Audience.ASKER), request.place.tenant)
    place = request.place
    try:
        await counter.client.call(
            place.tenant,
            "chat.postEphemeral",
            channel=place.conversation,
            user=request.actor.user,
            text=said["text"],
            blocks=said["blocks"],
            **({"thread_ts": place.thread} if place.thread else {}),
        )
    except DeliveryError as error:
        lost("a private answer", error)
