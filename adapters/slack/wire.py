"""The shape of Slack's JSON, as far as we name it."""

from __future__ import annotations

from adapters.serving.shapes import Json, copied, mapping, text

PLATFORM = "slack"
"""What `Actor.platform` and `PlaceRef.platform` say for this adapter."""

__all__ = ["PLATFORM", "Json", "copied", "mapping", "text"]
