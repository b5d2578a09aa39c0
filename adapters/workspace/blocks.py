"""Walks Block Kit blocks: their ids, their interactive elements, and what those hold."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from adapters.workspace.model import Json

Values = dict[str, dict[str, Json]]

HOLDS: Mapping[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
"""Each element that holds a value: its key in `state.values`, and that of its first value in the block."""

LISTS = frozenset(key for key, _ in HOLDS.values() if key.endswith("s"))


def copied(value: Any) -> Any:
    """The same JSON anew, all the way down."""
    match value:
        case dict():
            return {key: copied(held) for key, held in value.items()}
        case list():
            return [copied(held) for held in value]
        case _:
            return value


def with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks, copied, with a random block_id and action_id wherever the app gave none."""
    blocks = copied(blocks)
    for block in blocks:
        block["block_id"] = block.get("block_id") or secrets.token_urlsafe(4)
        for element in elements_of(block):
            if element.get("type") not in ("image", "mrkdwn", "plain_text"):
                element["action_id"] = element.get("action_id") or secrets.token_urlsafe(4)
    return blocks


def elements_of(block: Json) -> list[Json]:
    """The elements of one block that may be acted on."""
    match block.get("type"):
        case "actions" | "context_actions":
            return list(block.get("elements") or ())
        case "section":
            return [block["accessory"]] if block.get("accessory") else []
        case "input":
            return [block["element"]] if block.get("element") else []
        case _:
            return []


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every (block, element) that may be acted on."""
    for block in blocks:
        for element in elements_of(block):
            if "action_id" in element:
                yield block, element


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """The (block, element) of those ids."""
    return next(
        (
            (b, e)
            for b, e in interactive(blocks)
            if (b.get("block_id"), e["action_id"]) == (block_id, action_id)
        ),
        None,
    )


def first_values(blocks: list[Json], kept: Values | None = None) -> Values:
    """What each element holds at first, or what it held before where the same element remains."""
    values: Values = {}
    for block, element in interactive(blocks):
        kind = element["type"]
        if kind not in HOLDS:
            continue
        key, initial = HOLDS[kind]
        held = ((kept or {}).get(block["block_id"]) or {}).get(element["action_id"])
        if held is None or held.get("type") != kind or not _still_offered(element, held.get(key)):
            held = {"type": kind, key: copied(element.get(initial, [] if key in LISTS else None))}
        values.setdefault(block["block_id"], {})[element["action_id"]] = held
    return values


def merged(blocks: list[Json], values: Values, given: object) -> Values:
    """`values` with what a page says its elements hold; what the blocks do not have is left out."""
    result = first_values(blocks, values)
    if not isinstance(given, dict):
        return result
    for block, element in interactive(blocks):
        state = (given.get(block["block_id"]) or {}).get(element["action_id"])
        kind = element["type"]
        if kind in HOLDS and isinstance(state, dict):
            key = HOLDS[kind][0]
            value = state.get(key, [] if key in LISTS else None)
            held = None if value == "" else value
            result[block["block_id"]][element["action_id"]] = {"type": kind, key: as_offered(element, held)}
    return result


def as_offered(element: Json, value: object) -> object:
    """A chosen option (or options) as the app wrote it, found by its value."""
    if isinstance(value, list):
        return [as_offered(element, item) for item in value]
    if isinstance(value, dict) and "value" in value:
        return next((o for o in options_of(element) if o.get("value") == value["value"]), value)
    return value


def options_of(element: Json) -> list[Json]:
    """The options of a select, radio, checkbox or overflow element, groups opened."""
    grouped = [
        option for group in element.get("option_groups") or () for option in group.get("options") or ()
    ]
    return [*(element.get("options") or ()), *grouped]


def _still_offered(element: Json, held: object) -> bool:
    if element["type"] not in ("static_select", "radio_buttons", "checkboxes", "multi_static_select"):
        return True
    chosen = held if isinstance(held, list) else [held] if isinstance(held, dict) else []
    offered = {option.get("value") for option in options_of(element)}
    return all(option.get("value") in offered for option in chosen)
