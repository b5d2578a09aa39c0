"""The shape of the Bot Framework's JSON, as far as we name it."""

from __future__ import annotations

from adapters.serving.shapes import Json, listed, mapping, text

PLATFORM = "teams"
"""What `Actor.platform` and `PlaceRef.platform` say for this adapter."""
CHANNEL = "msteams"
"""What an activity of Teams says in `channelId`, and a key that may sign it in `endorsements`."""

__all__ = ["CHANNEL", "PLATFORM", "Json", "listed", "mapping", "tenant_of", "tenants_of", "text"]


def tenant_of(activity: Json) -> str:
    """The tenant that an activity comes from: `conversation.tenantId` is not to be had through the SDK."""
    told, beside = _told(activity)
    return told or beside


def tenants_of(activity: Json) -> frozenset[str]:
    """Every tenant that it names: one, in whatever Teams sends."""
    return frozenset(_told(activity)) - {""}


def _told(activity: Json) -> tuple[str, str]:
    told = mapping(mapping(activity.get("channelData")).get("tenant")).get("id")
    return text(told), text(mapping(activity.get("conversation")).get("tenantId"))
