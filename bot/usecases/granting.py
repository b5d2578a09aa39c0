"""Give an account the tickets or minutes of a package that was bought."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.people import Account
from bot.domain.units import RETURNED
from bot.storage import UnitOfWork
from policy import ledgers
from policy.documents import PolicyDocument
from policy.facts import Terms
from policy.ledgers import Entry, EntryKind, Lot
from policy.packages import Package, package


def grant(
    uow: UnitOfWork,
    document: PolicyDocument,
    account: Account,
    kind: str,
    *,
    buyer: PersonId,
    purchased_at: datetime,
    paid_at: datetime | None = None,
    now: datetime,
    quantity: int = 1,
    plan: str | None = None,
) -> tuple[Lot, ...]:
    """What a purchase of `kind` (a code of the price list) brings; a lot for each of `quantity`.

    Several of one size stay as they are: two packs of ten are no pack of twenty. What expired before comes
    back with a package, valid as long as it (SU-validity). `plan` is the one that the account comes to, its
    present one if None. Nothing at all where the policy counts nothing for that kind.
    """
    found = package(document, Terms(plan or account.plan), kind, purchased_at, paid_at)
    if found is None:
        return ()
    uow.accounts.lock(account)
    uow.units.append(account.desk_id, account.id, ledgers.expired(uow.units.open_of(account), now))
    lots = tuple(_bought(uow, account, found, buyer, now) for _ in range(quantity))
    return lots + (_brought_back(uow, account, found, buyer, now) if found.returns else ())


def _bought(uow: UnitOfWork, account: Account, found: Package, buyer: PersonId, now: datetime) -> Lot:
    lot = uow.units.add(
        account,
        found.code,
        found.unit,
        found.size,
        found.clause,
        now,
        owner=None if found.is_shared else buyer,
        valid_until=found.valid_until,
        whole=found.whole,
    )
    given = Entry(lot.id, EntryKind.PURCHASED, found.size, now)
    uow.units.append(account.desk_id, account.id, (given,), actor=buyer)
    return lot


def _brought_back(
    uow: UnitOfWork, account: Account, found: Package, buyer: PersonId, now: datetime
) -> tuple[Lot, ...]:
    """What expired for everybody or for the buyer: a lot each, whose it was, valid as long as the new one."""
    lots = []
    for old in ledgers.returning(uow.units.open_of(account), buyer):
        lot = uow.units.add(
            account,
            RETURNED,
            old.unit,
            old.lapsed,
            old.clause,
            now,
            owner=None if old.owner is None else PersonId(old.owner),
            valid_until=found.valid_until,
        )
        entry = Entry(lot.id, EntryKind.BROUGHT_BACK, old.lapsed, now, of=old.id)
        uow.units.append(account.desk_id, account.id, (entry,), actor=buyer)
        lots.append(lot)
    return tuple(lots)
