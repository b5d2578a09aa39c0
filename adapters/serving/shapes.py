"""JSON that others wrote, read without trusting its shape."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def mapping(value: Any) -> Json:
    """`value` where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """`value` where it is a string, else the empty one."""
    return value if isinstance(value, str) else ""


def listed(value: Any) -> list[Json]:
    """The JSON objects of a list; empty where it is none."""
    return [mapping(each) for each in value] if isinstance(value, list) else []


def copied(value: Any) -> Any:
    """The same JSON anew, all the way down."""
    match value:
        case dict():
            return {key: copied(held) for key, held in value.items()}
        case list():
            return [copied(held) for held in value]
        case _:
            return value
