"""The shape of the Bot Framework's JSON, as far as we name it."""

from __future__ import annotations

from typing import Any

PLATFORM = "teams"
"""What `Actor.platform` and `PlaceRef.platform` say for this adapter."""
CHANNEL = "msteams"
"""What an activity of Teams says in `channelId`, and a key that may sign it in `endorsements`."""

Json = dict[str, Any]


def mapping(value: Any) -> Json:
    """`value` where it is a JSON object, else an empty one: activities are read without trusting them."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """`value` where it is a string, else the empty one."""
    return value if isinstance(value, str) else ""


def listed(value: Any) -> list[Json]:
    """The JSON objects of a list; empty where it is none."""
    return [mapping(each) for each in value] if isinstance(value, list) else []


def tenant_of(activity: Json) -> str:
    """The tenant that an activity comes from: `conversation.tenantId` is not to be had through the SDK."""
    told = mapping(mapping(activity.get("channelData")).get("tenant")).get("id")
    return text(told) or text(mapping(activity.get("conversation")).get("tenantId"))
