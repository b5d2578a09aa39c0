"""Dialogs: of a card's button and of the extension; forms, their errors, and answers for one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adapters.teams.answering import executing
from adapters.teams.answering.counter import Begun, Counter
from adapters.teams.answering.seeking import found
from adapters.teams.edge import Answer
from adapters.teams.inbound.dialogs import opened, place_data, pressed, submitted
from adapters.teams.inbound.origin import Origin
from adapters.teams.inbound.seeking import NAME
from adapters.teams.render.buttons import AT, COMMAND
from adapters.teams.render.message import CARD, Rendered, card, dialog, title_of
from adapters.teams.wire import Json, text
from bot.ports import Destination
from bot.replies import Audience, ChoiceField, Field, Note, Reply, TextField
from bot.requests import Changed, Filled, PlaceRef, Request

OK, NOT_IMPLEMENTED = 200, 501
_READ = {
    "task/fetch": pressed,
    "task/submit": submitted,
    "composeExtension/fetchTask": opened,
    "composeExtension/submitAction": submitted,
}


async def invoked(counter: Counter, activity: Json, origin: Origin) -> Answer:
    """The answer that Teams shows: another page of the dialog, or none, which closes it."""
    if activity.get("name") == executing.NAME:
        return await executing.executed(counter, activity, origin)
    if activity.get("name") == NAME:
        return await found(counter, activity, origin)
    read = _READ.get(text(activity.get("name")))
    if read is None:
        return Answer(NOT_IMPLEMENTED, {})
    request = read(activity, origin)
    if request is None:
        return Answer(OK, {})
    outcome = await counter.ask(request, origin)
    if isinstance(outcome, Begun):
        counter.deliver_later(outcome, lambda reply: _afterwards(counter, request, reply))
        outcome = counter.desk.working(outcome.locale)
    return Answer(OK, _shown(counter, request, await _kept(counter, request, origin, outcome)))


async def _kept(counter: Counter, request: Request, origin: Origin, reply: Reply) -> Reply:
    """The form as it was filled in, with the mistake at its field: a dialog shows only what it is given.

    A form that the desk does not show again is answered with the mistake alone.
    """
    intent = request.intent
    if not isinstance(intent, Filled) or reply.mistake is None:
        return reply
    changed = Changed(intent.command, intent.fields, intent.brings)
    again = await counter.ask(replace(request, intent=changed, key=f"{request.key}:again"), origin)
    if isinstance(again, Begun) or again.form is None:
        return reply
    form = again.form
    at = reply.mistake or next((each.id for each in form.fields if not isinstance(each, Note)), "")
    fields = tuple(_as_given(each, intent.fields) for each in form.fields)
    asked = replace(form, fields=fields, errors={**form.errors, at: reply.summary})
    return replace(again, blocks=tuple(asked if block is form else block for block in again.blocks))


def _as_given(field: Field, given: Mapping[str, str]) -> Field:
    """The field with what was typed or chosen there, where the form says nothing of its own."""
    match field:
        case TextField(id=name, value="") if given.get(name):
            return replace(field, value=given[name])
        case ChoiceField(id=name, options=options) if given.get(name) in {each.id for each in options}:
            return replace(field, value=given[name])
        case _:
            return field


async def _afterwards(counter: Counter, request: Request, reply: Reply) -> None:
    """The dialog is gone by now: the answer comes into the person's own chat."""
    if reply.audience is not Audience.NOBODY:
        to = Destination(request.place.platform, request.place.tenant, person=request.actor)
        await counter.posting.answer(to, reply)


def _shown(counter: Counter, request: Request, reply: Reply) -> Json:
    form = reply.form
    if form is not None:
        page = dialog(form, request.place.tenant, place_data(request.place), form.refresh)
        return _page(form.title, page)
    if reply.audience is Audience.NOBODY:
        return {}
    if isinstance(request.intent, Filled) and not reply.refused:
        # The confirmation of what was done comes by the outbox.
        return {}
    return _page(counter.settings.app_name, _answer(reply, request.place))


def _answer(reply: Reply, place: PlaceRef) -> Rendered:
    """The reply as a page: its buttons ask again from within the dialog, and still know the place."""
    made = card(reply, place.tenant)
    return Rendered(_within(made.json, place_data(place)), made.warnings)


def _within(held: object, place: Json) -> Json:
    """The same, with each button submitting the dialog instead of opening another."""
    found = _rewritten(held, place)
    assert isinstance(found, dict)
    return found


def _rewritten(held: object, place: Json) -> object:
    match held:
        case {"type": "Action.Submit", "data": {"guichet": command}, **kept}:
            return kept | {"type": "Action.Submit", "data": {COMMAND: command, AT: place}}
        case dict():
            return {name: _rewritten(value, place) for name, value in held.items()}
        case list():
            return [_rewritten(value, place) for value in held]
        case _:
            return held


def _page(title: str, page: Rendered) -> Json:
    shown = {"contentType": CARD, "content": page.json}
    value = {"title": title_of(title), "height": "medium", "width": "medium", "card": shown}
    return {"task": {"type": "continue", "value": value}}
