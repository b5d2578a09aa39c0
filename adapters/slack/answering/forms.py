"""Submitted forms: errors at their fields, or the form closes; a refusal is shown where the form was."""

from __future__ import annotations

from dataclasses import replace

from adapters.serving.words import clean
from adapters.slack.answering import homes
from adapters.slack.answering.counter import Begun, Counter, warned
from adapters.slack.inbound import views
from adapters.slack.inbound.origin import Origin
from adapters.slack.render.fields import INPUTS
from adapters.slack.render.view import field_errors, notice
from adapters.slack.wire import Json, mapping, text
from bot.replies import Form, Note, Reply
from bot.requests import Filled, Request


async def submission(counter: Counter, body: Json, origin: Origin) -> Json | None:
    """The body of the acknowledgement. The confirmation of what was done comes by the outbox."""
    request = views.submission(body, origin)
    view = mapping(body.get("view"))
    outcome = await counter.ask(request, origin.came_from)
    if isinstance(outcome, Begun):
        counter.deliver_later(outcome, lambda reply: _late(counter, request, view, reply))
        working = warned(notice(counter.desk.working(outcome.locale), _title(counter, view), request.place))
        return {"response_action": "update", "view": working.json}
    return _answered(counter, request, view, outcome)


def _answered(counter: Counter, request: Request, view: Json, reply: Reply) -> Json:
    form = reply.form
    if form is not None:
        asked = request.intent.fields if isinstance(request.intent, Filled) else {}
        errors = field_errors(form, asked) if form.errors else {}
        # What is wrong at a field that comes with the answer can be mended only once it is on the screen.
        new = form.errors.keys() & {f.id for f in form.fields if isinstance(f, INPUTS) and f.id not in asked}
        if errors and not new:
            return {"response_action": "errors", "errors": errors}
        again = counter.form_view(with_errors(form), request.place)
        return {"response_action": "update", "view": again.json}
    if reply.refused:
        at = reply.mistake if reply.mistake is None else _place_of(reply.mistake, view)
        if at:
            return {"response_action": "errors", "errors": {at: clean(reply.summary)}}
        shown = warned(notice(reply, _title(counter, view), request.place))
        return {"response_action": "update", "view": shown.json}
    if homes.changes(counter, request):
        counter.later.start(homes.refresh(counter, request, {}))
    if reply.goes_on:
        shown = warned(notice(reply, _title(counter, view), request.place))
        return {"response_action": "update", "view": shown.json}
    return {"response_action": "clear"}


def _place_of(mistake: str, view: Json) -> str:
    """The input at which a mistake is said: its own, else the first one with words that would be lost.

    Empty where nothing was typed: then the mistake may take the place of the form, with its buttons.
    """
    states = mapping(mapping(view.get("state")).get("values"))
    if mistake in states:
        return mistake
    for block, elements in states.items():
        held = [mapping(state) for state in mapping(elements).values()]
        if any(state.get("type") == "plain_text_input" and text(state.get("value")) for state in held):
            return block
    return ""


async def _late(counter: Counter, request: Request, view: Json, reply: Reply) -> None:
    # The form has been replaced by "working on it": what came of it is shown in that same view.
    form = reply.form
    shown = (
        counter.form_view(with_errors(form), request.place)
        if form is not None
        else warned(notice(reply, _title(counter, view), request.place))
    )
    await counter.view(request.place.tenant, "views.update", shown, view_id=text(view.get("id")))
    if form is None and homes.changes(counter, request):
        await homes.refresh(counter, request, {})


def with_errors(form: Form) -> Form:
    """The form with its errors as lines above it, where Slack has no field on the screen to show them at."""
    notes = tuple(Note(f"error.{name}", (sentence,)) for name, sentence in form.errors.items())
    return replace(form, fields=(*notes, *form.fields), errors={})


def _title(counter: Counter, view: Json) -> str:
    return text(mapping(view.get("title")).get("text")) or counter.settings.app_name
