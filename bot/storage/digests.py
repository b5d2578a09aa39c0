"""When each desk's next digest is due, in desk time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.ids import DeskId
from bot.storage.handle import Repository
from bot.storage.tables import digests

_ALL = select(digests.c.desk_id, digests.c.next_at)
_NEXT = select(func.min(digests.c.next_at))
_ADD = insert(digests)
_MOVE = update(digests).where(
    digests.c.desk_id == bindparam("of_desk"), digests.c.next_at == bindparam("before")
)


class Digests(Repository):
    """The next digest of each desk."""

    def all(self) -> dict[DeskId, datetime]:
        """By desk; one that was never looked at is missing."""
        return {DeskId(row.desk_id): row.next_at for row in self._db.run(_ALL)}

    def next_at(self) -> datetime | None:
        """The first of them."""
        found: datetime | None = self._db.run(_NEXT).scalar_one()
        return found

    def begin(self, desk_id: DeskId, next_at: datetime) -> None:
        """A desk's first. Conflict where somebody was first."""
        self._db.run(_ADD, {"desk_id": desk_id, "next_at": next_at})

    def move(self, desk_id: DeskId, before: datetime, after: datetime) -> bool:
        """From one opening to the next; False where somebody was first."""
        moved = self._db.run(_MOVE, {"of_desk": desk_id, "before": before, "next_at": after})
        return moved.rowcount == 1
