"""Corrections of balances that two people make."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import DeskId, PersonId
from bot.domain.units import Credit, CreditId
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import corrections
from policy.ledgers import Unit

_COLUMNS = (
    corrections.c.id,
    corrections.c.desk_id,
    corrections.c.account_id,
    corrections.c.unit,
    corrections.c.amount,
    corrections.c.text_id,
    corrections.c.proposed_by,
    corrections.c.proposed_at,
    corrections.c.owner_id,
    corrections.c.decided_by,
    corrections.c.decided_at,
    corrections.c.is_confirmed,
)
_OF_DESK = select(*_COLUMNS).where(corrections.c.desk_id == bindparam("desk_id")).order_by(corrections.c.id)
_WAITING = _OF_DESK.where(corrections.c.decided_at.is_(None))
_GET = _OF_DESK.where(corrections.c.id == bindparam("credit_id"))
_ADD = insert(corrections).returning(corrections.c.id)
_DECIDE = (
    update(corrections)
    .where(
        corrections.c.desk_id == bindparam("of_desk"),
        corrections.c.id == bindparam("of_id"),
        corrections.c.decided_at.is_(None),
    )
    .values(decided_by=bindparam("by"), decided_at=bindparam("at"), is_confirmed=bindparam("yes"))
)


class Credits(Repository):
    """Proposed corrections, and what became of them."""

    def add(self, credit: Credit) -> Credit:
        """A new one; its id is given here."""
        values = {
            "desk_id": credit.desk_id,
            "account_id": credit.account_id,
            "unit": credit.unit.value,
            "amount": credit.amount,
            "owner_id": credit.owner_id,
            "text_id": credit.text,
            "proposed_by": credit.proposed_by,
            "proposed_at": credit.proposed_at,
        }
        return replace(credit, id=CreditId(self._db.id(_ADD, values)))

    def get(self, desk_id: DeskId, credit_id: CreditId) -> Credit | None:
        """The desk's correction of that id."""
        row = self._db.run(_GET, {"desk_id": desk_id, "credit_id": credit_id}).one_or_none()
        return None if row is None else _credit(row)

    def waiting(self, desk_id: DeskId) -> tuple[Credit, ...]:
        """Those that nobody has decided, oldest first."""
        return tuple(_credit(row) for row in self._db.run(_WAITING, {"desk_id": desk_id}))

    def decide(self, credit: Credit, by: PersonId, at: datetime, *, is_confirmed: bool) -> bool:
        """Decide it, once: False where somebody was first."""
        values = {"of_desk": credit.desk_id, "of_id": credit.id, "by": by, "at": at, "yes": is_confirmed}
        return self._db.run(_DECIDE, values).rowcount == 1


def _credit(row: AnyRow) -> Credit:
    id_, desk_id, account_id, unit, *rest = row
    return Credit(id_, desk_id, account_id, Unit(unit), *rest)
