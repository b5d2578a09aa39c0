"""Answers as the bytes of an acknowledgement; what is said again and again is rendered and encoded once."""

from __future__ import annotations

import json
from collections.abc import Callable

from adapters.slack.wire import Json
from bot.replies import Reply

MOST = 32
"""How many of the last answers are kept: help and its like, which the desk words once itself."""


class Encoded:
    """By the very blocks, not their likeness: comparing two long replies costs more than it saves."""

    def __init__(self, render: Callable[[Reply, str], Json]) -> None:
        self._render = render
        self._held: dict[int, tuple[Reply, str, str]] = {}

    def text(self, reply: Reply, tenant: str) -> str:
        """The reply for that workspace, in JSON."""
        held = self._held.get(id(reply.blocks))
        # The blocks are held, so that their id cannot be another's meanwhile; comparing is quick where they
        # are the same object.
        if held is not None and held[0] == reply and held[1] == tenant:
            return held[2]
        said = json.dumps(self._render(reply, tenant), ensure_ascii=False)
        while len(self._held) >= MOST:
            del self._held[next(iter(self._held))]
        self._held[id(reply.blocks)] = (reply, tenant, said)
        return said
