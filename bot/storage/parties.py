"""Sellers and buyers as invoices name them, taxes, first meetings, and subscriptions that ended."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.commerce import CancellationId, Ended, Kickoff, Party, Seller, Tax
from bot.domain.ids import AccountId, DeskId, PersonId
from bot.domain.people import Account
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import buyers, cancellations, kickoffs, sellers, taxes
from policy.subscriptions import Cancellation

_LATEST = (
    select(cancellations)
    .where(
        cancellations.c.desk_id == bindparam("desk_id"), cancellations.c.account_id == bindparam("account_id")
    )
    .order_by(cancellations.c.id.desc())
    .limit(1)
)


class Parties(Repository):
    """Who sells and who buys, and the taxes between them."""

    def seller(self, desk_id: DeskId) -> Seller:
        """The desk as a seller; empty where nobody has said anything yet."""
        found = self._db.run(select(sellers.c.body).where(sellers.c.desk_id == desk_id)).scalar_one_or_none()
        facts = json.loads(found) if found else {}
        return Seller(**{**facts, "party": Party(**facts.get("party", {}))})

    def put_seller(self, desk_id: DeskId, seller: Seller) -> None:
        """Store it, whatever was before."""
        self._db.run(delete(sellers).where(sellers.c.desk_id == desk_id))
        body = json.dumps(asdict(seller), ensure_ascii=False)
        self._db.run(insert(sellers), {"desk_id": desk_id, "body": body})

    def buyer(self, account: Account) -> Party:
        """The account as a buyer: by its name, until somebody says more."""
        wanted = select(buyers.c.body).where(
            buyers.c.desk_id == account.desk_id, buyers.c.account_id == account.id
        )
        found = self._db.run(wanted).scalar_one_or_none()
        return Party(**json.loads(found)) if found else Party(account.name)

    def put_buyer(self, account: Account, party: Party) -> None:
        """Store it, whatever was before."""
        self._db.run(
            delete(buyers).where(buyers.c.desk_id == account.desk_id, buyers.c.account_id == account.id)
        )
        body = json.dumps(asdict(party), ensure_ascii=False)
        values = {"desk_id": account.desk_id, "account_id": account.id, "body": body}
        self._db.run(insert(buyers), values)

    def taxes(self, desk_id: DeskId) -> tuple[Tax, ...]:
        """The desk's taxes, by name."""
        wanted = select(taxes).where(taxes.c.desk_id == desk_id).order_by(taxes.c.name)
        return tuple(Tax(**row._asdict()) for row in self._db.run(wanted))

    def put_tax(self, tax: Tax) -> None:
        """Set a tax, whatever it was before; a rate of nothing removes it."""
        self._db.run(delete(taxes).where(taxes.c.desk_id == tax.desk_id, taxes.c.name == tax.name))
        if tax.rate:
            self._db.run(insert(taxes), asdict(tax))

    def kickoff(self, desk_id: DeskId, account_id: AccountId) -> Kickoff | None:
        """What the first meeting with the account gathered."""
        wanted = select(kickoffs).where(kickoffs.c.desk_id == desk_id, kickoffs.c.account_id == account_id)
        row = self._db.run(wanted).one_or_none()
        return None if row is None else Kickoff(**row._asdict())

    def put_kickoff(self, kickoff: Kickoff) -> None:
        """Store it, whatever was before."""
        self._db.run(
            delete(kickoffs).where(
                kickoffs.c.desk_id == kickoff.desk_id, kickoffs.c.account_id == kickoff.account_id
            )
        )
        self._db.run(insert(kickoffs), asdict(kickoff))


class Cancellations(Repository):
    """Subscriptions that accounts ended."""

    def add(self, account: Account, ended: Cancellation, by: PersonId) -> Ended:
        """A cancellation, with what was promised then."""
        values = {
            "desk_id": account.desk_id,
            "account_id": account.id,
            **asdict(ended),
            "by": by,
            "told": 0,
            "over": False,
        }
        row_id = self._db.id(insert(cancellations).returning(cancellations.c.id), values)
        return Ended(CancellationId(row_id), account.desk_id, account.id, ended, by)

    def latest(self, desk_id: DeskId, account_id: AccountId) -> Ended | None:
        """The account's last one, over or not."""
        row = self._db.run(_LATEST, {"desk_id": desk_id, "account_id": account_id}).one_or_none()
        return None if row is None else _ended(row)

    def save(self, ended: Ended) -> None:
        """Store how far its people were told, and whether it is over."""
        where = update(cancellations).where(
            cancellations.c.desk_id == ended.desk_id, cancellations.c.id == ended.id
        )
        self._db.run(where.values(told=ended.told, over=ended.over))


def _ended(row: AnyRow) -> Ended:
    facts = row._asdict()
    instants: dict[str, datetime] = {key: facts.pop(key) for key in ("at", "closes_at", "returns_at")}
    plan: str = facts.pop("plan")
    return Ended(**facts, cancellation=Cancellation(plan, **instants))
