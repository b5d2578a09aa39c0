"""The registers of the desks: defects and wishes, with the tickets that report them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import DeskId, PersonId, TicketId
from bot.domain.register import Entry, EntryId, EntryKind
from bot.storage.counters import Counters
from bot.storage.handle import AnyRow, Handle, Repository
from bot.storage.tables import register, register_tickets, tickets

_COLUMNS = (
    register.c.id,
    register.c.desk_id,
    register.c.kind,
    register.c.number,
    register.c.title,
    register.c.opened_at,
    register.c.opened_by,
    register.c.product,
    register.c.done_at,
    register.c.version,
)
_OF_DESK = select(*_COLUMNS).where(register.c.desk_id == bindparam("desk_id"))
_GET = _OF_DESK.where(register.c.kind == bindparam("kind"), register.c.number == bindparam("number"))
_NEWEST = _OF_DESK.order_by(register.c.id.desc()).limit(bindparam("most"))
_OPEN = _OF_DESK.where(register.c.done_at.is_(None)).order_by(register.c.id).limit(bindparam("most"))
_ADD = insert(register).returning(register.c.id)
_DONE = (
    update(register)
    .where(
        register.c.desk_id == bindparam("of_desk"),
        register.c.id == bindparam("of_id"),
        register.c.done_at.is_(None),
    )
    .values(done_at=bindparam("at"), version=bindparam("in_version"))
)
_LINK = insert(register_tickets)
_LINKED = select(register_tickets.c.ticket_id).where(
    register_tickets.c.entry_id == bindparam("entry_id"),
    register_tickets.c.ticket_id == bindparam("ticket_id"),
)
_TICKETS = (
    select(tickets.c.id, tickets.c.number)
    .join(register_tickets, register_tickets.c.ticket_id == tickets.c.id)
    .where(register_tickets.c.entry_id == bindparam("entry_id"), tickets.c.desk_id == bindparam("desk_id"))
    .order_by(tickets.c.number)
)


class Register(Repository):
    """Defects and wishes of one database."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._counters = Counters(handle)

    def add(
        self, desk_id: DeskId, kind: EntryKind, title: str, product: str | None, at: datetime, by: PersonId
    ) -> Entry:
        """A new entry, with the desk's next number of its kind."""
        number = self._counters.next(desk_id, kind.value)
        values = {
            "desk_id": desk_id,
            "kind": kind.value,
            "number": number,
            "title": title,
            "product": product,
            "opened_at": at,
            "opened_by": by,
        }
        return Entry(EntryId(self._db.id(_ADD, values)), desk_id, kind, number, title, at, by, product)

    def get(self, desk_id: DeskId, kind: EntryKind, number: int) -> Entry | None:
        """The desk's entry of that name."""
        row = self._db.run(_GET, {"desk_id": desk_id, "kind": kind.value, "number": number}).one_or_none()
        return None if row is None else _entry(row)

    def open_of(self, desk_id: DeskId, most: int = 100) -> tuple[Entry, ...]:
        """What is not done yet, oldest first."""
        return tuple(_entry(row) for row in self._db.run(_OPEN, {"desk_id": desk_id, "most": most}))

    def newest_of(self, desk_id: DeskId, most: int = 100) -> tuple[Entry, ...]:
        """Done or not, newest first."""
        return tuple(_entry(row) for row in self._db.run(_NEWEST, {"desk_id": desk_id, "most": most}))

    def done(self, entry: Entry, version: str, at: datetime) -> bool:
        """Done in a version; False where somebody was first."""
        values = {"of_desk": entry.desk_id, "of_id": entry.id, "at": at, "in_version": version}
        return self._db.run(_DONE, values).rowcount == 1

    def link(self, entry: Entry, ticket_id: TicketId, at: datetime) -> None:
        """This ticket reports it; once."""
        keys = {"entry_id": entry.id, "ticket_id": ticket_id}
        if self._db.run(_LINKED, keys).one_or_none() is None:
            self._db.run(_LINK, {**keys, "at": at})

    def tickets_of(self, entry: Entry) -> tuple[tuple[TicketId, int], ...]:
        """The tickets that report it, with their numbers."""
        rows = self._db.run(_TICKETS, {"entry_id": entry.id, "desk_id": entry.desk_id})
        return tuple((TicketId(row.id), int(row.number)) for row in rows)


def _entry(row: AnyRow) -> Entry:
    id_, desk_id, kind, number, title, opened_at, opened_by, product, done_at, version = row
    return Entry(
        id_, desk_id, EntryKind(kind), number, title, opened_at, opened_by, product, done_at, version
    )
