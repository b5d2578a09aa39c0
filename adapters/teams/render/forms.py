"""A form as a card with inputs; each input is named by its field's id."""

from __future__ import annotations

from typing import assert_never

from adapters.serving.words import clean, clipped
from adapters.teams.limits import TITLE
from adapters.teams.render.buttons import COMMAND, row
from adapters.teams.render.lines import Said, line_of, together
from adapters.teams.wire import PLATFORM, Json
from bot.replies import (
    Action,
    CheckField,
    ChoiceField,
    Field,
    FileField,
    Form,
    Note,
    PersonField,
    PlaceField,
    TextField,
)

LIVE = "guichet.live"
"""The verb of the button that asks for the form again: Teams tells nobody of a field that changed."""
PLACE = "guichet.place"
"""Where a form carries the place at which it was asked for."""
BROUGHT = "guichet.brings"
"""Where a form carries the files of the message that it began with."""
HINT = ".hint"
"""Ends the id of what helps to fill a field in."""


def form_body(form: Form, tenant: str, place: Json, refresh: str) -> Said:
    """The fields in their order, each with its error; then the buttons.

    `refresh` is the label of the button that shows the promise anew; a form without a live field has none.
    """
    fields = together(_field(field, form, tenant) for field in form.fields)
    live = any(getattr(field, "live", False) for field in form.fields)
    data: Json = {COMMAND: form.command, PLACE: place}
    data |= carried(form)
    buttons: list[Json] = [
        {
            "type": "Action.Submit",
            "title": clipped(clean(form.submit), TITLE),
            "style": "positive",
            "data": data,
        }
    ]
    if live and refresh:
        buttons.append(
            {"type": "Action.Submit", "title": clipped(clean(refresh), TITLE), "data": data | {LIVE: True}}
        )
    return fields + Said(({"type": "ActionSet", "actions": buttons},))


def carried(form: Form) -> Json:
    """What a button of the form carries of the files that it brings along."""
    told = [{"name": each.name, "ref": each.ref, "link": each.link} for each in form.brings]
    return {BROUGHT: told} if told else {}


def opener(form: Form) -> Said:
    """The button that opens the form, with what was typed already and what came along with it."""
    rows = row((Action(form.title, form.command if form.again is None else form.again),), ())
    for action in (each for made in rows for each in made["actions"]):
        action["data"] |= carried(form)
    return Said(tuple(rows))


def _field(field: Field, form: Form, tenant: str) -> Said:
    error = form.errors.get(field.id)
    told = line_of((error,), tenant, color="Attention") if error else Said()
    match field:
        case Note(line=line, quiet=quiet):
            return line_of(line, tenant, isSubtle=True, size="Small") if quiet else line_of(line, tenant)
        case TextField():
            return told + Said((_text(field),)) + _hint(field, tenant)
        case ChoiceField(options=options):
            return told + Said((_choice(field),)) + _hint(field, tenant) if options else Said()
        case CheckField():
            return told + Said((_check(field),)) + _hint(field, tenant)
        case PersonField():
            return told + Said((_person(field, tenant),)) + _hint(field, tenant)
        case FileField(instead=instead):
            return line_of((instead,), tenant, isSubtle=True, size="Small") if instead else Said()
        case PlaceField():
            value: Json = {"value": field.value} if field.value else {}
            made = _named(field) | {"type": "Input.Text", **value}
            return told + Said((made,)) + _hint(field, tenant)
        case _:
            assert_never(field)


def _hint(field: TextField | ChoiceField | CheckField | PersonField | PlaceField, tenant: str) -> Said:
    """What helps to fill it in; named after its field, so that one can tell it from what is said of all."""
    if not field.hint:
        return Said()
    said = line_of((field.hint,), tenant, isSubtle=True, size="Small")
    return Said(tuple(each | {"id": f"{field.id}{HINT}"} for each in said.elements), said.mentions)


def _named(field: TextField | ChoiceField | PersonField | PlaceField) -> Json:
    named: Json = {"id": field.id, "label": clean(field.label)}
    # What is missing is told by the desk, at its field and in the person's language.
    return named


def _text(field: TextField) -> Json:
    value: Json = {"value": clean(field.value)} if clean(field.value) else {}
    return _named(field) | {
        "type": "Input.Text",
        "isMultiline": field.multiline,
        "maxLength": field.limit,
        **value,
    }


def _choice(field: ChoiceField) -> Json:
    choices = [
        {
            "title": f"{clean(o.label)} – {clean(o.description)}" if o.description else clean(o.label),
            "value": o.id,
        }
        for o in field.options
    ]
    value: Json = {"value": field.value} if field.value is not None else {}
    return _named(field) | {"type": "Input.ChoiceSet", "style": "compact", "choices": choices, **value}


def _check(field: CheckField) -> Json:
    return {
        "type": "Input.Toggle",
        "id": field.id,
        "label": clean(field.label),
        "title": clean(field.words),
        "valueOn": "yes",
        "valueOff": "",
        "value": "yes" if field.checked else "",
        "wrap": True,
    }


def _person(field: PersonField, tenant: str) -> Json:
    """Teams' own people picker."""
    actor = field.value
    known = actor is not None and actor.platform == PLATFORM and actor.tenant == tenant
    value: Json = {"value": actor.user} if actor is not None and known else {}
    return _named(field) | {
        "type": "Input.ChoiceSet",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"},
        **value,
    }
