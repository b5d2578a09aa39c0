"""Desks, and the counter of each one's ticket numbers."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import DeskId, TicketNumber
from bot.domain.people import Desk
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import desks

_COLUMNS = (desks.c.id, desks.c.name, desks.c.policy_id, desks.c.language, desks.c.reminders_an_hour)
_ADD = insert(desks).returning(desks.c.id)
_GET = select(*_COLUMNS).where(desks.c.id == bindparam("desk_id"))
_BY_NAME = select(*_COLUMNS).where(desks.c.name == bindparam("name"))
_ALL = select(*_COLUMNS).order_by(desks.c.id)
_UPDATE = update(desks).where(desks.c.id == bindparam("of_id"))
NEXT = (
    update(desks)
    .where(desks.c.id == bindparam("of_desk"))
    .values(last_number=desks.c.last_number + 1)
    .returning(desks.c.last_number)
)
"""Gives the desk `of_desk` its next ticket number."""


class Desks(Repository):
    """The desks of this database."""

    def add(self, name: str, policy_id: str, language: str) -> Desk:
        """A new desk. Conflict where the name is taken."""
        row_id = self._db.id(_ADD, {"name": name, "policy_id": policy_id, "language": language})
        return Desk(DeskId(row_id), name, policy_id, language)

    def get(self, desk_id: DeskId) -> Desk | None:
        """The desk, if there is one."""
        return _desk(self._db.run(_GET, {"desk_id": desk_id}).one_or_none())

    def by_name(self, name: str) -> Desk | None:
        """The desk of exactly that name."""
        return _desk(self._db.run(_BY_NAME, {"name": name}).one_or_none())

    def all(self) -> tuple[Desk, ...]:
        """Every desk, oldest first."""
        return tuple(Desk(*row) for row in self._db.run(_ALL))

    def update(self, desk: Desk) -> None:
        """Store what the desk is called, goes by and speaks, and how much its channel takes."""
        self._db.run(
            _UPDATE,
            {
                "of_id": desk.id,
                "name": desk.name,
                "policy_id": desk.policy_id,
                "language": desk.language,
                "reminders_an_hour": desk.reminders_an_hour,
            },
        )

    def next_number(self, desk_id: DeskId) -> TicketNumber:
        """The desk's next ticket number, without gaps: one that is rolled back is given again.

        Other openings of this desk wait until the unit of work ends.
        """
        return TicketNumber(self._db.run(NEXT, {"of_desk": desk_id}, unread="desks").scalar_one())


def _desk(row: AnyRow | None) -> Desk | None:
    return None if row is None else Desk(*row)
