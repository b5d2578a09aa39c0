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
        self._once = Once(lambda reply, tenant: json.dumps(render(reply, tenant), ensure_ascii=False))

    def text(self, reply: Reply, tenant: str) -> str:
        """The reply for that workspace, in JSON."""
        return self._once.of(reply, tenant)
