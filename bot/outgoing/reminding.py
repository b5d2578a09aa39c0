"""What is said of reminders that an agent puts off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId, TextId


@dataclass(frozen=True, slots=True)
class SnoozedNotice:
    """In the desk's thread: no reminder until then, and why. Without `until`, that is over."""

    actor: PersonId
    until: datetime | None
    reason: TextId | None
    tag: Literal["snoozed"] = "snoozed"
