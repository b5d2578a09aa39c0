"""Which tickets have something to say, and when the next one will."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.domain.ids import DeskId, TicketId
from bot.domain.ticket import Ticket
from bot.storage.events import Events
from bot.storage.handle import AnySelect, Repository
from bot.storage.tables import tickets
from bot.storage.ticket_rows import TICKETS, ticket_of

_NEXT = select(func.min(tickets.c.wake_at)).where(tickets.c.wake_at.is_not(None))


def _due(wanted: AnySelect) -> AnySelect:
    return (
        wanted.where(tickets.c.wake_at.is_not(None), tickets.c.wake_at <= bindparam("now"))
        .order_by(tickets.c.rank, tickets.c.due_at.is_(None), tickets.c.due_at, tickets.c.id)
        .limit(bindparam("most"))
    )


_DUE = _due(select(tickets.c.desk_id, tickets.c.id))
_CLAIM = _due(TICKETS).with_for_update(key_share=True, skip_locked=True)


_FIRST = (
    select(tickets.c.id)
    .where(tickets.c.wake_at.is_not(None), tickets.c.desk_id == bindparam("desk_id"))
    .order_by(tickets.c.wake_at, tickets.c.id)
    .limit(1)
)
_LAST = select(func.max(tickets.c.wake_at)).where(
    tickets.c.wake_at.is_not(None),
    tickets.c.wake_at <= bindparam("until"),
    tickets.c.desk_id == bindparam("desk_id"),
)


class Wakes(Repository):
    """The sweep's view: every desk's tickets, by `wake_at`."""

    def next_wake(self) -> datetime | None:
        """When the next ticket has something to say."""
        at: datetime | None = self._db.run(_NEXT).scalar_one()
        return at

    def next_to_wake(self, desk_id: DeskId) -> TicketId | None:
        """The desk's ticket that has something to say first."""
        found: TicketId | None = self._db.run(_FIRST, {"desk_id": desk_id}).scalar_one_or_none()
        return found

    def last_wake(self, desk_id: DeskId, until: datetime) -> datetime | None:
        """When the last of those of the desk's tickets wakes that wake by `until`; that may be past."""
        at: datetime | None = self._db.run(_LAST, {"desk_id": desk_id, "until": until}).scalar_one()
        return at

    def due(self, now: datetime, limit: int) -> tuple[tuple[DeskId, TicketId], ...]:
        """Tickets due by now, in the order of the queue; locks nothing."""
        return tuple((row[0], row[1]) for row in self._db.run(_DUE, {"now": now, "most": limit}))

    def claim_due(self, now: datetime, limit: int) -> tuple[Ticket, ...]:
        """Tickets due by now, whole, and nobody else's until this unit of work ends.

        By rank, then by deadline, as the queue stands: what they say is said in that order (TT-2.rank).
        On PostgreSQL rows that another sweep or a command holds are passed over; on SQLite there is
        one writer.
        """
        rows = self._db.run(_CLAIM, {"now": now, "most": limit}).all()
        if not rows:
            return ()
        histories = Events(self._db).of_tickets(row.id for row in rows)
        return tuple(ticket_of(row, histories.get(row.id, ())) for row in rows)
