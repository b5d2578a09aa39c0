"""The shape of the Bot Framework's JSON, as far as we name it."""

from __future__ import annotations

from adapters.serving.shapes import Json, listed, mapping, text

PLATFORM = "teams"
"""What `Actor.platform` and `PlaceRef.platform` say for this adapter."""
CHANNEL = "msteams"
"""What an activity of Teams says in `channelId`, and a key that may sign it in `endorsements`."""

__all__ = ["CHANNEL", "PLATFORM", "Json", "listed", "mapping", "tenant_of", "text"]


def tenant_of(activity: Json) -> str:
    """The tenant that an activity comes from: `conversation.tenantId` is not to be had through the SDK."""
    told = mapping(mapping(activity.get("channelData")).get("tenant")).get("id")
    return text(told) or text(mapping(activity.get("conversation")).get("tenantId"))
