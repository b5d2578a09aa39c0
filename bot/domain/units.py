"""Lines of a statement, and corrections that await a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.domain.ids import AccountId, DeskId, PersonId, TextId
from policy.ledgers import Entry, Lot, Unit

CreditId = NewType("CreditId", int)

TRIAL = "trial"
"""The code of the lot that an account tries with."""
CREDIT = "credit"
"""The code of units that the desk gave."""
RETURNED = "returned"
"""The code of units that expired and came back."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry with what its reader is told of it. `number` is the ticket's."""

    entry: Entry
    lot: Lot
    number: int | None = None
    actor: PersonId | None = None
    text: TextId | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A correction of a balance: proposed by one person with a reason, confirmed or refused by another."""

    id: CreditId
    desk_id: DeskId
    account_id: AccountId
    unit: Unit
    amount: int
    text: TextId
    proposed_by: PersonId
    proposed_at: datetime
    owner_id: PersonId | None = None
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    is_confirmed: bool | None = None
