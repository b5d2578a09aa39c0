"""Forms as a person at the console fills them in: fields by label or id, choices by their words or ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adapters.console.stage import CannotDo
from bot.replies import CheckField, ChoiceField, Field, Form, Note, PersonField, PlaceField, TextField

REQUIRED = "Please complete this required field."
"""What platforms say, before the desk is asked, of a needed field that is empty."""


def filled(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """What the form holds once `values` (by label or id) were put in; language-neutral. Raises CannotDo."""
    held = {field.id: _held(field) for field in form.fields if not isinstance(field, Note)}
    for name, value in values.items():
        field = _named(form, name)
        held[field.id] = _value(field, value)
    return held


def missing(form: Form, held: Mapping[str, str]) -> Form | None:
    """The form with what it holds and an error at each needed field that is empty; None where none is."""
    errors = {
        field.id: REQUIRED
        for field in form.fields
        if not isinstance(field, Note) and field.required and not held.get(field.id)
    }
    return holding(replace(form, errors=errors), held) if errors else None


def noted(form: Form, asked: Mapping[str, str]) -> Form:
    """The form with its errors as lines above it, where one is at a field that was not before the person."""
    new = form.errors.keys() & {f.id for f in form.fields if not isinstance(f, Note) and f.id not in asked}
    if not new:
        return form
    notes = tuple(Note(f"error.{name}", (sentence,)) for name, sentence in form.errors.items())
    return replace(form, fields=(*notes, *form.fields), errors={})


def holding(form: Form, held: Mapping[str, str]) -> Form:
    """The form with these values in its fields."""
    return replace(form, fields=tuple(_with(field, held) for field in form.fields))


def _with(field: Field, held: Mapping[str, str]) -> Field:
    match field:
        case TextField(id=name):
            return replace(field, value=held.get(name, ""))
        case ChoiceField(id=name) | PlaceField(id=name):
            return replace(field, value=held.get(name) or None)
        case CheckField(id=name):
            return replace(field, checked=held.get(name) == "yes")
        case _:
            return field


def _held(field: Field) -> str:
    match field:
        case PersonField(value=value):
            return value.user if value else ""
        case TextField(value=value) | ChoiceField(value=value) | PlaceField(value=value):
            return value or ""
        case CheckField(checked=checked):
            return "yes" if checked else ""
        case _:
            return ""


def _named(form: Form, name: str) -> Field:
    asked = [field for field in form.fields if not isinstance(field, Note)]
    for field in asked:
        if name in (field.id, field.label):
            return field
    raise CannotDo(f"no field {name!r} in the form; there are: {', '.join(field.id for field in asked)}")


def _value(field: Field, value: str) -> str:
    if isinstance(field, PersonField):
        return value.removeprefix("@")
    if not isinstance(field, ChoiceField):
        return value
    for option in field.options:
        if value in (option.id, option.label):
            return option.id
    offered = ", ".join(option.id for option in field.options)
    raise CannotDo(f"{value!r} is not offered for {field.id}; there are: {offered}")
