"""In which field of a submitted form a mistake stands: there it is said, and what was typed stays."""

from __future__ import annotations

from collections.abc import Iterator

from bot.errors import DeskError, NotUnderstood
from bot.requests import Filled, Request, Typed

_NAMING = ("option", "what")
"""Facts that name an option, or what is missing: fields bear the same names."""


def field_of(error: DeskError, request: Request) -> str | None:
    """The id of the field; empty where no single one is to blame; None where no form was submitted.

    What a mistake quotes as it was written is told from the fields' own words.
    """
    intent = request.intent
    if not isinstance(intent, Filled):
        return None
    if error.field is not None:
        return error.field
    named = (str(error.facts[fact]) for fact in _NAMING if fact in error.facts)
    quoted = {str(value) for fact, value in error.facts.items() if fact not in _NAMING}
    written = (
        name
        for name, value in intent.fields.items()
        if value.strip() and quoted.intersection(_ways(value.strip(), request))
    )
    return next((name for name in (*named, *written) if name in intent.fields), "")


def _ways(value: str, request: Request) -> Iterator[str]:
    """A field's value as a mistake may quote it; a person by the name that the platform gives."""
    yield value
    yield value.lstrip("#@")
    known = request.mentioned.get(value.removeprefix("@"))
    if known is not None:
        yield known.name


def with_each(error: DeskError, request: Request) -> DeskError:
    """The mistake that several people could be meant, with the commands that name each of them.

    Only where it was typed: the words are the same but for the name.
    """
    intent, written = request.intent, str(error.facts.get("person", ""))
    if error.says != "error.which_person" or not isinstance(intent, Typed) or intent.text.count(written) != 1:
        return error
    people = str(error.facts.get("people", "")).split(", ")
    commands = "\n".join(intent.text.replace(written, person) for person in people)
    return NotUnderstood(error.says, **{**error.facts, "commands": commands})
