"""Tickets and minutes of the accounts: lots, and entries that are appended and never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, case, func, insert, or_, select, update

from bot.domain.ids import AccountId, DeskId, PersonId, TextId, TicketId
from bot.domain.people import Account
from bot.domain.units import TRIAL, StatementLine
from bot.storage.handle import AnyRow, Repository, distinct
from bot.storage.tables import entries, live, lots, tickets
from policy.ledgers import Entry, EntryKind, Lot, Unit

_LOT = (
    lots.c.id,
    lots.c.code,
    lots.c.unit,
    lots.c.size,
    lots.c.clause,
    lots.c.owner_id,
    lots.c.valid_until,
    lots.c.whole,
    lots.c.left,
    lots.c.lapsed,
)
_ENTRY = (
    entries.c.lot_id,
    entries.c.kind,
    entries.c.change,
    entries.c.at,
    entries.c.ticket_id,
    entries.c.minutes,
    entries.c.of_lot_id,
)
_LOTS = (
    select(*_LOT)
    .where(lots.c.desk_id == bindparam("desk_id"), lots.c.account_id == bindparam("account_id"))
    .order_by(lots.c.id)
)
_OPEN = _LOTS.where(or_(lots.c.left > 0, lots.c.lapsed > 0))
_TRIAL = _LOTS.where(lots.c.code == TRIAL)
_OF_TICKET = select(*_ENTRY).where(entries.c.ticket_id == bindparam("ticket_id")).order_by(entries.c.id)
_OF_LOTS = (
    select(*_ENTRY).where(entries.c.lot_id.in_(bindparam("ids", expanding=True))).order_by(entries.c.id)
)
_OF_ACCOUNT = (
    select(*_ENTRY)
    .where(entries.c.desk_id == bindparam("desk_id"), entries.c.account_id == bindparam("account_id"))
    .order_by(entries.c.id)
)
_ADD_LOT = insert(lots).returning(lots.c.id)
_APPEND = insert(entries)
_CHANGE = (
    update(lots)
    .where(lots.c.id == bindparam("of_id"))
    .values(left=lots.c.left + bindparam("by"), lapsed=lots.c.lapsed + bindparam("gone"))
)


class Units(Repository):
    """What accounts hold. Whoever takes units has locked the account first; see docs/ledger.md."""

    def open_of(self, account: Account) -> tuple[Lot, ...]:
        """The account's lots with anything left or lapsed: one look by an index."""
        found = self._db.run(_OPEN, {"desk_id": account.desk_id, "account_id": account.id})
        return tuple(_lot(row) for row in found)

    def all_of(self, account: Account) -> tuple[Lot, ...]:
        """Every lot that the account ever had, oldest first."""
        found = self._db.run(_LOTS, {"desk_id": account.desk_id, "account_id": account.id})
        return tuple(_lot(row) for row in found)

    def trial_of(self, account: Account) -> Lot | None:
        """What the account tries with; None before its first ticket."""
        found = self._db.run(_TRIAL, {"desk_id": account.desk_id, "account_id": account.id})
        row = found.one_or_none()
        return None if row is None else _lot(row)

    def of_ticket(self, ticket_id: TicketId) -> tuple[Entry, ...]:
        """Everything that a ticket took or gave back, oldest first."""
        return tuple(_entry(row) for row in self._db.run(_OF_TICKET, {"ticket_id": ticket_id}))

    def of_lots(self, ids: Iterable[int]) -> tuple[Entry, ...]:
        """Every entry of some lots, oldest first."""
        wanted = distinct(ids)
        return tuple(_entry(row) for row in self._db.run(_OF_LOTS, {"ids": wanted})) if wanted else ()

    def entries_of(self, account: Account) -> tuple[Entry, ...]:
        """Every entry of the account, oldest first."""
        found = self._db.run(_OF_ACCOUNT, {"desk_id": account.desk_id, "account_id": account.id})
        return tuple(_entry(row) for row in found)

    def statement(
        self, account: Account, *, person: PersonId | None = None, limit: int, offset: int = 0
    ) -> tuple[StatementLine, ...]:
        """The account's entries, newest first; for a `person`, without the lots of others."""
        query = _statement(account, person).limit(limit).offset(offset)
        wide, narrow = len(_LOT), len(_ENTRY)
        return tuple(
            StatementLine(_entry(row[wide : wide + narrow]), _lot(row[:wide]), *row[wide + narrow :])
            for row in self._db.run(query)
        )

    def works(self, account: Account, *, person: PersonId | None = None) -> tuple[tuple[int, int, int], ...]:
        """Of tickets that still run: number, minutes worked, tickets of packs taken. A `person`'s only."""
        query = _works(account)
        query = query if person is None else query.where(tickets.c.requester_id == person)
        return tuple((row[0], int(row[1]), int(row[2])) for row in self._db.run(query))

    def add(
        self,
        account: Account,
        code: str,
        unit: Unit,
        size: int,
        clause: str,
        granted_at: datetime,
        *,
        owner: PersonId | None = None,
        valid_until: datetime | None = None,
        whole: int = 0,
    ) -> Lot:
        """A lot with nothing in it yet. Conflict where the account has tried before."""
        values = {
            "desk_id": account.desk_id,
            "account_id": account.id,
            "code": code,
            "unit": unit.value,
            "size": size,
            "clause": clause,
            "owner_id": owner,
            "granted_at": granted_at,
            "valid_until": valid_until,
            "whole": whole,
            "left": 0,
            "lapsed": 0,
        }
        return Lot(self._db.id(_ADD_LOT, values), code, unit, size, clause, owner, valid_until, whole)

    def append(
        self,
        desk_id: DeskId,
        account_id: AccountId,
        found: Sequence[Entry],
        *,
        actor: PersonId | None = None,
        text: TextId | None = None,
    ) -> None:
        """Append entries, and change what is left of their lots with them."""
        for entry in found:
            self._db.run(
                _APPEND,
                {
                    "desk_id": desk_id,
                    "account_id": account_id,
                    "lot_id": entry.lot,
                    "kind": entry.kind.value,
                    "change": entry.change,
                    "minutes": entry.minutes,
                    "ticket_id": entry.ticket,
                    "of_lot_id": entry.of,
                    "actor_id": actor,
                    "text_id": text,
                    "at": entry.at,
                },
            )
            gone = -entry.change if entry.kind is EntryKind.EXPIRED else 0
            if entry.change or gone:
                self._db.run(_CHANGE, {"of_id": entry.lot, "by": entry.change, "gone": gone})
            if entry.of is not None:
                self._db.run(_CHANGE, {"of_id": entry.of, "by": 0, "gone": -entry.change})


def _statement(account: Account, person: PersonId | None) -> Select[*tuple[object, ...]]:
    query = (
        select(*_LOT, *_ENTRY, tickets.c.number, entries.c.actor_id, entries.c.text_id)
        .join(lots, lots.c.id == entries.c.lot_id)
        .outerjoin(tickets, and_(tickets.c.id == entries.c.ticket_id, tickets.c.desk_id == entries.c.desk_id))
        .where(entries.c.desk_id == account.desk_id, entries.c.account_id == account.id)
        .order_by(entries.c.id.desc())
    )
    return query if person is None else query.where(func.coalesce(lots.c.owner_id, person) == person)


def _works(account: Account) -> Select[*tuple[object, ...]]:
    worked = func.sum(entries.c.minutes)
    taken = case(
        (entries.c.kind == EntryKind.RESERVED.value, 1),
        (entries.c.kind == EntryKind.RESTORED.value, -entries.c.change),
        else_=0,
    )
    return (
        select(tickets.c.number, worked, func.sum(taken))
        .join(tickets, and_(tickets.c.id == entries.c.ticket_id, tickets.c.desk_id == entries.c.desk_id))
        .where(entries.c.desk_id == account.desk_id, entries.c.account_id == account.id, live)
        .group_by(tickets.c.number)
        .having(worked > 0)
        .order_by(tickets.c.number)
    )


def _lot(row: AnyRow | Sequence[object]) -> Lot:
    id_, code, unit, *rest = row
    return Lot(id_, code, Unit(unit), *rest)  # type: ignore[arg-type]


def _entry(row: AnyRow | Sequence[object]) -> Entry:
    lot, kind, *rest = row
    return Entry(lot, EntryKind(kind), *rest)  # type: ignore[arg-type]
