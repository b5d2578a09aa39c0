"""Where an account stands as to fair use: decided by somebody of the desk, for a reason, on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, DeskId, PersonId
from policy.facts import Standing


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, appended. `training` is what was recorded as training, where that ended a limitation."""

    desk_id: DeskId
    account_id: AccountId
    standing: Standing
    at: datetime
    decided_by: PersonId
    reason: str
    training: str | None = None
