"""Purchases, the notices that paid them, and their invoices."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.commerce import (
    Invoice,
    InvoiceId,
    Party,
    Purchase,
    PurchaseId,
    PurchaseState,
    Seller,
    Sum,
    TaxLine,
)
from bot.domain.ids import AccountId, DeskId
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import invoice_counters, invoices, payment_notices, purchases
from policy.commerce_rules import Means

MOST = 100


class Purchases(Repository):
    """What accounts bought, one desk at a time."""

    def add(self, purchase: Purchase) -> Purchase:
        """Store a new one, under the desk's next number. Conflict where somebody was first."""
        last = select(func.max(purchases.c.number)).where(purchases.c.desk_id == purchase.desk_id)
        number = (self._db.run(last).scalar_one() or 0) + 1
        values = {**_values(purchase), "number": number}
        row_id = self._db.id(insert(purchases).returning(purchases.c.id), values)
        return replace(purchase, id=PurchaseId(row_id), number=number)

    def get(self, desk_id: DeskId, number: int, *, lock: bool = False) -> Purchase | None:
        """The desk's purchase of that number; with `lock` nobody else changes it meanwhile."""
        wanted = select(purchases).where(purchases.c.desk_id == desk_id, purchases.c.number == number)
        row = self._db.run(wanted.with_for_update(key_share=True) if lock else wanted).one_or_none()
        return None if row is None else _purchase(row)

    def by_id(self, desk_id: DeskId, purchase_id: PurchaseId) -> Purchase | None:
        """The desk's purchase of that internal id."""
        wanted = select(purchases).where(purchases.c.desk_id == desk_id, purchases.c.id == purchase_id)
        row = self._db.run(wanted).one_or_none()
        return None if row is None else _purchase(row)

    def of_account(self, desk_id: DeskId, account_id: AccountId) -> tuple[Purchase, ...]:
        """An account's purchases, newest first."""
        wanted = select(purchases).where(purchases.c.desk_id == desk_id, purchases.c.account_id == account_id)
        return tuple(_purchase(row) for row in self._db.run(wanted.order_by(purchases.c.number.desc())))

    def waiting(self, desk_id: DeskId) -> tuple[Purchase, ...]:
        """Those that are not active yet, oldest first."""
        wanted = select(purchases).where(
            purchases.c.desk_id == desk_id, purchases.c.state != PurchaseState.ACTIVE.value
        )
        rows = self._db.run(wanted.order_by(purchases.c.number).limit(MOST))
        return tuple(_purchase(row) for row in rows)

    def save(self, purchase: Purchase) -> None:
        """Store its state; what was bought never changes."""
        where = update(purchases).where(
            purchases.c.desk_id == purchase.desk_id, purchases.c.id == purchase.id
        )
        self._db.run(
            where.values(
                state=purchase.state.value,
                paid_at=purchase.paid_at,
                active_at=purchase.active_at,
                confirmed_by=purchase.confirmed_by,
                payment=purchase.payment,
            )
        )

    def notice(self, service: str, event: str) -> str | None:
        """What became of a notice of payment that was taken in already."""
        wanted = select(payment_notices.c.outcome).where(
            payment_notices.c.service == service, payment_notices.c.event == event
        )
        found: str | None = self._db.run(wanted).scalar_one_or_none()
        return found

    def noticed(
        self, service: str, event: str, at: datetime, outcome: str, purchase: PurchaseId | None
    ) -> None:
        """Keep what became of a notice. Conflict where the same was taken in meanwhile."""
        values = {"service": service, "event": event, "at": at, "outcome": outcome, "purchase_id": purchase}
        self._db.run(insert(payment_notices), values)


class Invoices(Repository):
    """Invoices as issued: appended, never rewritten."""

    def issue(self, purchase: Purchase, at: datetime, year: int, seller: Seller, buyer: Party) -> Invoice:
        """The invoice of a purchase, under the desk's next number of the year, without gaps.

        Other issuings of this desk wait until the unit of work ends; a number that is rolled back is given
        again. Conflict where the purchase has its invoice already.
        """
        number = self._next(purchase.desk_id, year)
        invoice = Invoice(
            InvoiceId(0), purchase.desk_id, purchase.id, year, number, at, seller.party, seller.footer, buyer
        )
        values = asdict(invoice) | {"seller": _json(seller.party), "buyer": _json(buyer)}
        del values["id"]
        row_id = self._db.id(insert(invoices).returning(invoices.c.id), values)
        return replace(invoice, id=InvoiceId(row_id))

    def of_purchase(self, purchase: Purchase) -> Invoice | None:
        """The invoice of a purchase, once it is issued."""
        wanted = select(invoices).where(
            invoices.c.desk_id == purchase.desk_id, invoices.c.purchase_id == purchase.id
        )
        row = self._db.run(wanted).one_or_none()
        return None if row is None else _invoice(row)

    def by_id(self, invoice_id: InvoiceId) -> Invoice | None:
        """An invoice by its internal id, whichever desk's: whoever asks must be its buyer."""
        row = self._db.run(select(invoices).where(invoices.c.id == invoice_id)).one_or_none()
        return None if row is None else _invoice(row)

    def _next(self, desk_id: DeskId, year: int) -> int:
        make = postgresql.insert if self._db.dialect == "postgresql" else sqlite.insert
        first = make(invoice_counters).values(desk_id=desk_id, year=year, last_number=1)
        counted = first.on_conflict_do_update(
            index_elements=[invoice_counters.c.desk_id, invoice_counters.c.year],
            set_={"last_number": invoice_counters.c.last_number + 1},
        )
        return int(self._db.run(counted.returning(invoice_counters.c.last_number)).scalar_one())


def _values(purchase: Purchase) -> dict[str, object]:
    values = {
        key: value for key, value in asdict(purchase).items() if key not in {"id", "sum", "means", "state"}
    }
    return values | {
        "net": purchase.sum.net,
        "taxes": json.dumps([asdict(line) for line in purchase.sum.taxes]),
        "total": purchase.sum.total,
        "means": purchase.means.value,
        "state": purchase.state.value,
    }


def _purchase(row: AnyRow) -> Purchase:
    facts = row._asdict()
    lines = tuple(TaxLine(**line) for line in json.loads(facts.pop("taxes")))
    whole = Sum(facts.pop("net"), lines, facts.pop("total"))
    means, state = Means(facts.pop("means")), PurchaseState(facts.pop("state"))
    return Purchase(**facts, sum=whole, means=means, state=state)


def _invoice(row: AnyRow) -> Invoice:
    facts = row._asdict()
    seller, buyer = json.loads(facts.pop("seller")), json.loads(facts.pop("buyer"))
    return Invoice(**facts, seller=Party(**seller), buyer=Party(**buyer))


def _json(party: Party) -> str:
    return json.dumps(asdict(party), ensure_ascii=False)
