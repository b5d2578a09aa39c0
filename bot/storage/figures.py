"""Whole tickets of a stretch of time, for figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam

from bot.domain.ids import DeskId
from bot.domain.ticket import Ticket
from bot.storage.events import Events
from bot.storage.handle import Repository
from bot.storage.tables import tickets
from bot.storage.ticket_rows import TICKETS, ticket_of

_OPENED = TICKETS.where(
    tickets.c.desk_id == bindparam("desk_id"), tickets.c.opened_at >= bindparam("since")
).order_by(tickets.c.opened_at)
AT_ONCE = 500


class OpenedSince(Repository):
    """A desk's tickets by when they were opened."""

    def of(self, desk_id: DeskId, since: datetime) -> Iterator[Ticket]:
        """With their histories, the oldest first."""
        rows = self._db.run(_OPENED, {"desk_id": desk_id, "since": since}).all()
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            histories = Events(self._db).of_tickets(row.id for row in some)
            for row in some:
                yield ticket_of(row, histories.get(row.id, ()))
