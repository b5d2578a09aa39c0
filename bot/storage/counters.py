"""Numbers that count per desk."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import DeskId
from bot.storage.handle import Repository
from bot.storage.tables import counters, desks

_NEXT = (
    update(counters)
    .where(counters.c.desk_id == bindparam("of_desk"), counters.c.name == bindparam("of_name"))
    .values(last=counters.c.last + 1)
    .returning(counters.c.last)
)
_FIRST = insert(counters)
_LOCK = select(desks.c.id).where(desks.c.id == bindparam("of_desk")).with_for_update()


class Counters(Repository):
    """The next number of something at a desk, without gaps: one that is rolled back is given again."""

    def next(self, desk_id: DeskId, name: str) -> int:
        """Others who count the same wait until the unit of work ends."""
        found: int | None = self._db.run(_NEXT, {"of_desk": desk_id, "of_name": name}).scalar_one_or_none()
        if found is not None:
            return found
        # The first of its kind: whoever counts with us waits for the desk's own row.
        self._db.run(_LOCK, {"of_desk": desk_id})
        found = self._db.run(_NEXT, {"of_desk": desk_id, "of_name": name}).scalar_one_or_none()
        if found is None:
            self._db.run(_FIRST, {"desk_id": desk_id, "name": name, "last": 1})
            return 1
        return int(found)
