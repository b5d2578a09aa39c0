"""The director's commands, before the curtain, about a platform's own places and people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

from adapters.console.stage import Scene
from bot.requests import Actor, PlaceKind, PlaceRef, Request, Typed, Via

Named = Callable[[str], str]
"""What a platform calls somebody, by handle, or a place."""


class Director:
    """Whoever sets the desk up, as a platform knows them."""

    def __init__(self, scene: Scene, platform: str, tenant: str, user: Named, channel: Named) -> None:
        self._scene = scene
        self._platform = platform
        self._tenant = tenant
        self._user = user
        self._channel = channel
        self._numbers: Iterator[int] = count(1)

    def asks(self, words: str, conversation: str, now: datetime) -> Request:
        """These words, typed in that place."""
        people = self._scene.people
        words = re.sub(r"@([\w-]+)", lambda m: f"@{self._user(m[1])}" if m[1] in people else m[0], words)
        channel = self._channel(conversation)
        place = PlaceRef(self._platform, self._tenant, channel, None, PlaceKind.CHANNEL, conversation)
        director = self._scene.director
        return Request(
            actor=Actor(self._platform, self._tenant, self._user(director)),
            place=place,
            intent=Typed(words),
            key=f"direction:{next(self._numbers)}",
            received_at=now,
            via=Via.COMMAND,
            profile=people[director],
            mentioned={self._user(handle): profile for handle, profile in people.items()},
        )
