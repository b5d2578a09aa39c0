"""The shape of Slack's JSON, as far as we name it."""

from __future__ import annotations

from typing import Any

PLATFORM = "slack"
"""What `Actor.platform` and `PlaceRef.platform` say for this adapter."""

Json = dict[str, Any]


def mapping(value: Any) -> Json:
    """`value` where it is a JSON object, else an empty one: payloads are read without trusting them."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """`value` where it is a string, else the empty one."""
    return value if isinstance(value, str) else ""
