"""What is answered about reminders that are put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.results.views import TicketView


@dataclass(frozen=True, slots=True)
class SnoozeForm:
    """For how long, and why; with what was typed already."""

    ticket: TicketView
    minutes: int | None = None
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SnoozeTold:
    """Put off until then; None where that is over."""

    ticket: TicketView
    until: datetime | None
