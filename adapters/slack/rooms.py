"""Whether the app is in a channel, and who else may read it: remembered for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from adapters.serving.later import Later
from adapters.slack.client import SlackClient
from adapters.slack.wire import mapping
from bot.ports import Closed, DeliveryError
from bot.requests import PlaceKind, PlaceRef

AGE = 3600.0
"""Seconds that an answer of `conversations.info` is believed; events say sooner what changes."""
PATIENCE = 0.5
"""Seconds that a person waits for it; then they are answered without."""
MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Room:
    at: float
    joined: bool | None
    shared: bool


class Rooms:
    """Channels by workspace and id. Commands come from channels that the app is not in; messages do not."""

    def __init__(self, client: SlackClient, later: Later, wall: Callable[[], float]) -> None:
        self._client = client
        self._later = later
        self._wall = wall
        self._rooms: dict[tuple[str, str], _Room] = {}

    async def looked_at(self, place: PlaceRef) -> PlaceRef:
        """The place with what Slack says of it, where it says so soon enough."""
        if place.kind is not PlaceKind.CHANNEL:
            return place
        key = (place.tenant, place.conversation)
        room = self._rooms.get(key)
        if room is None or self._wall() - room.at >= AGE:
            asking = self._later.start(self._ask(key))
            await asyncio.wait({asking}, timeout=PATIENCE)
            room = self._rooms.get(key)
        return place if room is None else replace(place, joined=room.joined, shared=room.shared)

    def forget(self, team: str, channel: str) -> None:
        """Something became of it: ask anew."""
        self._rooms.pop((team, channel), None)

    async def _ask(self, key: tuple[str, str]) -> None:
        team, channel = key
        joined: bool | None = None
        shared = False
        try:
            answer = await self._client.call(team, "conversations.info", channel=channel)
            found = mapping(answer.get("channel"))
            joined = found.get("is_member") is True and not found.get("is_archived")
            shared = found.get("is_ext_shared") is True
        except Closed:
            joined = False  # a private channel that the app is not in does not exist for it
        except DeliveryError:
            pass
        if len(self._rooms) >= MOST:
            self._rooms.pop(next(iter(self._rooms)))
        self._rooms[key] = _Room(self._wall(), joined, shared)
