"""Events about reminders that an agent puts off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId, TextId


@dataclass(frozen=True, slots=True)
class Snoozed:
    """No reminder before `until`, by an agent, for a reason. A breach is announced all the same.

    A later one takes its place; one that ends when it is said ends it.
    """

    at: datetime
    actor: PersonId
    until: datetime
    reason: TextId | None = None
    tag: Literal["snoozed"] = "snoozed"
