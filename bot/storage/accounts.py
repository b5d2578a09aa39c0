"""Accounts: the organisations that a desk serves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.ids import AccountId, DeskId
from bot.domain.people import Account
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import accounts
from policy.facts import Channel

COLUMNS = (
    accounts.c.id,
    accounts.c.desk_id,
    accounts.c.name,
    accounts.c.plan,
    accounts.c.employees,
    accounts.c.licences,
    accounts.c.active,
    accounts.c.roster_limit,
    accounts.c.hours,
    accounts.c.maintenance_until,
    accounts.c.channels,
)
"""In the order of the fields of `Account`."""

_OF_DESK = select(*COLUMNS).where(accounts.c.desk_id == bindparam("desk_id"))
_GET = _OF_DESK.where(accounts.c.id == bindparam("account_id"))
_LOCK = (
    select(accounts.c.id)
    .where(accounts.c.desk_id == bindparam("desk_id"), accounts.c.id == bindparam("account_id"))
    .with_for_update(key_share=True)
)
_LOCK_ALL = (
    select(accounts.c.id)
    .where(accounts.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(accounts.c.id)
    .with_for_update(key_share=True)
)
_BY_NAME = _OF_DESK.where(accounts.c.name == bindparam("name"))
_ALL = _OF_DESK.order_by(accounts.c.name)
_ADD = insert(accounts).returning(accounts.c.id)
_UPDATE = update(accounts).where(
    accounts.c.desk_id == bindparam("of_desk_id"), accounts.c.id == bindparam("of_id")
)

_WAKE = (
    update(accounts)
    .where(accounts.c.desk_id == bindparam("of_desk_id"), accounts.c.id == bindparam("of_id"))
    .values(wake_at=bindparam("wake"))
)
_NEXT_WAKE = select(func.min(accounts.c.wake_at)).where(accounts.c.wake_at.is_not(None))
_CLAIM = (
    select(*COLUMNS)
    .where(accounts.c.wake_at.is_not(None), accounts.c.wake_at <= bindparam("now"))
    .order_by(accounts.c.wake_at, accounts.c.id)
    .limit(bindparam("most"))
    .with_for_update(key_share=True, skip_locked=True)
)


_LOCKED = "locked accounts"


class Accounts(Repository):
    """The accounts of the desks, one desk at a time."""

    def add(
        self,
        desk_id: DeskId,
        name: str,
        plan: str,
        employees: int | None = None,
        licences: int | None = None,
        roster_limit: int | None = None,
        active: bool = True,  # noqa: FBT001, FBT002
    ) -> Account:
        """A new account of the desk. Conflict where the desk has one of that name."""
        values = {
            "desk_id": desk_id,
            "name": name,
            "plan": plan,
            "employees": employees,
            "licences": licences,
            "active": active,
            "roster_limit": roster_limit,
        }
        return Account(id=AccountId(self._db.id(_ADD, values)), **values)  # type: ignore[arg-type]

    def get(self, desk_id: DeskId, account_id: AccountId) -> Account | None:
        """The desk's account of that id."""
        known: Account | None = self._db.known("accounts", account_id)
        if known is not None and known.desk_id == desk_id:
            return known
        return account_of(self._db.run(_GET, {"desk_id": desk_id, "account_id": account_id}).one_or_none())

    def lock(self, account: Account) -> None:
        """Nobody else who locks the account goes on until this unit of work ends: what is counted holds."""
        if self._db.known(_LOCKED, account.id):
            return
        self._db.run(_LOCK, {"desk_id": account.desk_id, "account_id": account.id})

    def lock_all(self, ids: Collection[AccountId]) -> None:
        """The same of several, in the order of their ids: whoever locks several does so in this order."""
        if ids:
            self._db.run(_LOCK_ALL, {"ids": sorted(ids)}, first=True)
        for account_id in ids:
            self._db.remember(_LOCKED, account_id, True)

    def by_name(self, desk_id: DeskId, name: str) -> Account | None:
        """The desk's account of exactly that name."""
        return account_of(self._db.run(_BY_NAME, {"desk_id": desk_id, "name": name}).one_or_none())

    def of_desk(self, desk_id: DeskId) -> tuple[Account, ...]:
        """The desk's accounts, by name."""
        return tuple(account_from(row) for row in self._db.run(_ALL, {"desk_id": desk_id}))

    def wake(self, account: Account, at: datetime | None) -> None:
        """Set when something next falls due on the account."""
        self._db.run(_WAKE, {"of_desk_id": account.desk_id, "of_id": account.id, "wake": at})

    def next_wake(self) -> datetime | None:
        """When something next falls due on an account of any desk."""
        at: datetime | None = self._db.run(_NEXT_WAKE).scalar_one()
        return at

    def claim_due(self, now: datetime, limit: int) -> tuple[Account, ...]:
        """Accounts on which something is due by now, and nobody else's until this unit of work ends."""
        return tuple(account_from(row) for row in self._db.run(_CLAIM, {"now": now, "most": limit}))

    def update(self, account: Account) -> None:
        """Store the account's name and terms; its desk never changes."""
        self._db.run(
            _UPDATE,
            {
                "of_desk_id": account.desk_id,
                "of_id": account.id,
                "name": account.name,
                "plan": account.plan,
                "employees": account.employees,
                "licences": account.licences,
                "active": account.active,
                "roster_limit": account.roster_limit,
                "hours": account.hours,
                "maintenance_until": account.maintenance_until,
                "channels": None if account.channels is None else ",".join(account.channels),
            },
        )


def account_from(row: Sequence[Any]) -> Account:
    """The account that the values of `COLUMNS` make."""
    written: str | None = row[-1]
    own = None if written is None else tuple(map(Channel, written.split(",")))
    return Account(*(*row[:-1], own))


def account_of(row: AnyRow | None) -> Account | None:
    """The account that a row of `COLUMNS` holds."""
    return None if row is None else account_from(row)
