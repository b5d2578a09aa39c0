"""What the purchase verbs share: a purchase to be shown, the desk's place, and what is told of it."""

from __future__ import annotations

from bot.domain.commerce import Purchase
from bot.domain.currencies import major
from bot.domain.people import Desk, Face
from bot.outgoing import Draft, KeptNotice, Notice, PurchaseNotice, PurchaseStage, ToPerson, ToPlace
from bot.requests import Via
from bot.results import PurchaseView
from bot.storage import UnitOfWork
from bot.usecases.asking import Asking
from policy.commerce_rules import Means


def purchase_view(uow: UnitOfWork, purchase: Purchase, link: str | None = None) -> PurchaseView:
    """A purchase as it may be shown; `link` leads to its invoice."""
    account = uow.accounts.get(purchase.desk_id, purchase.account_id)
    buyer = uow.people.get(purchase.buyer)
    invoice = uow.invoices.of_purchase(purchase)
    return PurchaseView(
        number=purchase.number,
        reference=purchase.reference,
        code=purchase.code,
        title=purchase.title,
        quantity=purchase.quantity,
        sum=purchase.sum,
        currency=purchase.currency,
        means=purchase.means,
        state=purchase.state,
        account=account.name if account else "",
        buyer=buyer.name if buyer else "",
        at=purchase.at,
        active_at=purchase.active_at,
        invoice=None if invoice is None else invoice.called,
        link=link,
    )


def pay_to(uow: UnitOfWork, purchase: Purchase) -> str:
    """Where the money of a purchase goes, by its means; empty where the seller has not said.

    PayPal's address may hold AMOUNT, CURRENCY and REFERENCE, for those of the purchase.
    """
    seller = uow.parties.seller(purchase.desk_id)
    paypal = seller.paypal
    for name, value in {
        "AMOUNT": str(major(purchase.sum.total, purchase.currency)),
        "CURRENCY": purchase.currency,
        "REFERENCE": purchase.reference,
    }.items():
        paypal = paypal.replace(name, value)
    return {Means.PAYPAL: paypal, Means.TRANSFER: seller.bank, Means.CHEQUE: seller.cheque}[purchase.means]


def kept(asking: Asking, notice: KeptNotice) -> None:
    """Tell whoever sent a form that it is stored: a form closes without a word."""
    if asking.request.via is Via.FORM:
        key = f"kept:{notice.what}:{asking.me}:{asking.request.key}"
        asking.uow.outbox.add(Draft(asking.desk.id, None, ToPerson(asking.me), notice, key), asking.now)


def notice_of(
    uow: UnitOfWork, purchase: Purchase, stage: PurchaseStage, clause: str, zone: str
) -> PurchaseNotice:
    """What is told of a purchase."""
    account = uow.accounts.get(purchase.desk_id, purchase.account_id)
    invoice = uow.invoices.of_purchase(purchase)
    return PurchaseNotice(
        stage=stage,
        number=purchase.number,
        reference=purchase.reference,
        code=purchase.code,
        title=purchase.title,
        quantity=purchase.quantity,
        total=purchase.sum.total,
        currency=purchase.currency,
        means=purchase.means,
        account=account.name if account else "",
        buyer=purchase.buyer,
        clause=clause,
        invoice=None if invoice is None else invoice.called,
        zone=zone,
    )


def to_desk(uow: UnitOfWork, desk: Desk, notice: Notice, key: str) -> Draft | None:
    """A notice for the desk's own place; None where it has none."""
    places = uow.places.of_desk(desk.id, face=Face.DESK)
    return Draft(desk.id, None, ToPlace(places[0].id), notice, key) if places else None


def to_buyer(purchase: Purchase, notice: Notice, key: str) -> Draft:
    """A notice for whoever bought it."""
    return Draft(purchase.desk_id, None, ToPerson(purchase.buyer), notice, key)
