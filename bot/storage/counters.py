"""Numbers that count per desk."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.ids import DeskId
from bot.storage.handle import Repository
from bot.storage.tables import counters


def _next(insert: Any) -> Any:
    return insert.on_conflict_do_update(
        index_elements=[counters.c.desk_id, counters.c.name], set_={"last": counters.c.last + 1}
    ).returning(counters.c.last)


_NEXT = {
    "sqlite": _next(sqlite.insert(counters)),
    "postgresql": _next(postgresql.insert(counters)),
}


class Counters(Repository):
    """The next number of something at a desk, without gaps: one that is rolled back is given again."""

    def next(self, desk_id: DeskId, name: str) -> int:
        """Others who count the same wait until the unit of work ends."""
        return self._db.id(_NEXT[self._db.dialect], {"desk_id": desk_id, "name": name, "last": 1})
