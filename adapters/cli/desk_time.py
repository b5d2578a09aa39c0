"""The workspace's clock, wound by the desk: moving it ahead plays what falls due on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.workspace.specs import TeamSpec
from bot.clock import MovableClock, SystemClock
from bot.compose import House
from bot.overview import Overviews
from bot.requests import Actor


class KeptClock(MovableClock):
    """Desk time that is written down at each move: whoever is killed on the way does not go back."""

    def __init__(self, start: datetime | None, kept: Path) -> None:
        super().__init__(start)
        self._kept = kept

    def set(self, to: datetime) -> None:
        """Move ahead to `to`; ValueError where that would be back."""
        super().set(to)
        self.keep()

    def keep(self) -> None:
        """Write down how far ahead of real time it is. The file holds the last or this, never half of it."""
        ahead = self.now() - SystemClock().now()
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        new = self._kept.with_suffix(".new")
        new.write_text(str(ahead.total_seconds()), encoding="ascii")
        new.replace(self._kept)


class DeskTime:
    """Desk time for one workspace, moved by its page: what falls due on the way happens on the way."""

    def __init__(self, house: House, clock: KeptClock, teams: dict[str, TeamSpec]) -> None:
        self._house = house
        self._clock = clock
        self._overviews = Overviews(house.database, house.policies)
        self._locales = {(team.id, user.id): user.locale for team in teams.values() for user in team.users}
        self._moving = asyncio.Lock()
        self.watchers: list[Callable[[], None]] = []
        """Whom to tell that time has moved."""

    def now(self) -> datetime:
        """The present desk time."""
        return self._clock.now()

    async def advance(self, to: datetime) -> None:
        """Move to `to`; reminders on the way are sent at their instants."""
        async with self._moving:
            await asyncio.to_thread(self._house.runner.advance, self._clock, to)
        for watcher in self.watchers:
            watcher()

    def bar(self, team_id: str, user_id: str, channel_id: str) -> dict[str, Any]:
        """What the clock bar shows: the desk of this channel, else of this person."""
        now = self._clock.now()
        actor = Actor("slack", team_id, user_id)
        seen = self._overviews.of(actor, channel_id, self._locales.get((team_id, user_id)), now)
        if seen is None:
            return {
                "time": now.isoformat(),
                "zone": "UTC",
                "city": "UTC",
                "status": "",
                "is_open": True,
                "next_opening": None,
                "next_event": None,
            }
        return {
            "time": now.isoformat(),
            "zone": seen.zone,
            "city": seen.city,
            "status": seen.status,
            "is_open": seen.is_open,
            "next_opening": seen.next_opening.isoformat() if seen.next_opening else None,
            "next_event": (
                {"label": seen.next_event.label, "at": seen.next_event.at.isoformat()}
                if seen.next_event
                else None
            ),
        }


def ahead(kept: Path) -> float:
    """Seconds that desk time was ahead when it was last kept; 0 where it never was."""
    try:
        return float(kept.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0.0
