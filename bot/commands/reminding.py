"""The verb by which an agent puts reminders off, once understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from bot.commands.spec import STAFF, CommandSpec, verb


@dataclass(frozen=True, slots=True)
class Snooze:
    """No reminder of a ticket for so many minutes, or until a wall-clock time of the desk.

    `until` may be a moment as it was written ("tomorrow 9:00"). Without an end or a reason, its form; `stop`
    ends a snooze.
    """

    ticket: int | None
    minutes: int | None = None
    until: time | datetime | str | None = None
    reason: str | None = None
    stop: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it says all that is needed."""
        has_end = self.minutes is not None or self.until is not None
        return self.stop or (has_end and bool(self.reason))


SPECS: tuple[CommandSpec, ...] = (
    verb("snooze", "différer differer", "posponer", STAFF, ticket=True, writes=True),
)
"""Its row of the table."""
