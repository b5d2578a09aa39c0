"""Answers as the bytes of an acknowledgement; what is said again and again is rendered and encoded once."""

from __future__ import annotations

import json
from collections.abc import Callable

from adapters.serving.once import Once
from adapters.slack.wire import Json
from bot.replies import Reply


class Encoded:
    """JSON for a workspace."""

    def __init__(self, render: Callable[[Reply, str], Json]) -> None:
        # ASCII alone: it becomes bytes at each answer, and other characters would be encoded each time.
        self._once = Once(lambda reply, tenant: json.dumps(render(reply, tenant)))

    def text(self, reply: Reply, tenant: str) -> str:
        """The reply for that workspace, in JSON."""
        return self._once.of(reply, tenant)
