"""Each field of a form as a block of a modal; block and element are both named by the field's id."""

from __future__ import annotations

from typing import assert_never

from adapters.serving.words import clean
from adapters.slack import limits
from adapters.slack.limits import INPUT_LENGTH
from adapters.slack.render.spans import text_object
from adapters.slack.render.words import plain_text
from adapters.slack.wire import PLATFORM, Json
from bot.replies import (
    CheckField,
    ChoiceField,
    Field,
    FileField,
    Note,
    Option,
    PersonField,
    PlaceField,
    TextField,
)

INPUTS = (TextField, ChoiceField, CheckField, PersonField, PlaceField, FileField)


def field_block(field: Field, tenant: str, *, files: bool) -> Json | None:
    """The block that asks for this field; None for one that cannot be asked (a choice of nothing).

    `files`: whether our bot there may read and write files; without that, a form cannot take any.
    """
    match field:
        case TextField(live=live):
            return {**_input(field, _text(field)), **({"dispatch_action": True} if live else {})}
        case ChoiceField(options=options, live=live):
            if not options:
                return None
            return {**_input(field, _choice(field)), **({"dispatch_action": True} if live else {})}
        case CheckField(live=live):
            return {**_input(field, _check(field)), **({"dispatch_action": True} if live else {})}
        case PersonField(value=value, live=live):
            known = value is not None and value.platform == PLATFORM and value.tenant == tenant
            first = {"initial_user": value.user} if value is not None and known else {}
            picker = {"type": "users_select", "action_id": field.id, **first}
            return {**_input(field, picker), **({"dispatch_action": True} if live else {})}
        case PlaceField(value=place):
            places: Json = {
                "type": "conversations_select",
                "action_id": field.id,
                "filter": {"include": ["public", "private"], "exclude_bot_users": True},
            }
            return _input(field, {**places, **({"initial_conversation": place} if place else {})})
        case FileField(most=most, kinds=kinds) if files:
            ending = {"filetypes": list(kinds)} if kinds else {}
            taken = min(most, limits.FILES)
            return _input(field, {"type": "file_input", "action_id": field.id, "max_files": taken, **ending})
        case FileField(instead=instead):
            return _note(Note(field.id, (instead,), quiet=True), tenant) if instead else None
        case Note():
            return _note(field, tenant)
        case _:
            assert_never(field)


def _input(
    field: TextField | ChoiceField | CheckField | PersonField | PlaceField | FileField, element: Json
) -> Json:
    block: Json = {
        "type": "input",
        "block_id": field.id,
        "label": plain_text(field.label),
        "element": element,
        "optional": not field.required,
    }
    if field.hint:
        block["hint"] = plain_text(field.hint)
    return block


def _text(field: TextField) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": field.id,
        "multiline": field.multiline,
        "max_length": min(field.limit, INPUT_LENGTH),
    }
    if field.live:
        # Slack waits for a pause in the typing before it tells.
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return {**element, "initial_value": clean(field.value)} if clean(field.value) else element


def _choice(field: ChoiceField) -> Json:
    options = [_option(option) for option in field.options]
    first = next((o for o in options if o["value"] == field.value), None)
    element: Json = {"type": "static_select", "action_id": field.id, "options": options}
    return {**element, "initial_option": first} if first else element


def _check(field: CheckField) -> Json:
    box: Json = {"text": plain_text(field.words), "value": "yes"}
    element: Json = {"type": "checkboxes", "action_id": field.id, "options": [box]}
    return {**element, "initial_options": [box]} if field.checked else element


def _option(option: Option) -> Json:
    made: Json = {"text": plain_text(option.label), "value": option.id}
    if option.description:
        made["description"] = plain_text(option.description)
    return made


def _note(note: Note, tenant: str) -> Json:
    words = text_object(note.line, tenant)
    if note.quiet:
        return {"type": "context", "block_id": note.id, "elements": [words]}
    return {"type": "section", "block_id": note.id, "text": words}
