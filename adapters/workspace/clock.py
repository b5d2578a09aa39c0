"""The desk's time as the page shows it and moves it ahead."""

from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo


class WorkspaceClock(Protocol):
    """Desk time: message timestamps follow it, and the page may move it, forward only."""

    def now(self) -> datetime:
        """The present desk time, aware."""

    async def advance(self, to: datetime) -> None:
        """Move to `to`, letting whatever falls due on the way happen on the way."""

    def bar(self, team_id: str, user_id: str, channel_id: str) -> dict[str, Any]:
        """What the clock bar shows one person in one channel.

        Keys: time (ISO 8601), zone, city, status, is_open, next_opening (ISO 8601 or None),
        next_event ({label, at} or None).
        """


class HandSetClock:
    """A clock that stands where it was put, for a workspace without a desk and for tests."""

    def __init__(self, start: datetime, zone: str = "America/Toronto") -> None:
        if start.tzinfo is None:
            raise ValueError("a workspace clock starts at an aware time")
        self._now = start
        self._zone = zone

    def now(self) -> datetime:
        """Where the clock stands."""
        return self._now

    async def advance(self, to: datetime) -> None:
        """Stand at `to` from now on."""
        if to < self._now:
            raise ValueError("time only moves ahead")
        self._now = to

    def bar(self, team_id: str, user_id: str, channel_id: str) -> dict[str, Any]:
        """Time and zone; it knows of no opening hours."""
        del team_id, user_id, channel_id
        zone = ZoneInfo(self._zone)
        return {
            "time": self._now.astimezone(zone).isoformat(),
            "zone": self._zone,
            "city": self._zone.rpartition("/")[2].replace("_", " "),
            "status": "",
            "is_open": True,
            "next_opening": None,
            "next_event": None,
        }
