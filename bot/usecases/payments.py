"""Somebody of the desk says that the money of a purchase has come (SU-payment: transfers and cheques)."""

from __future__ import annotations

from bot.commands import Invoices, Payment
from bot.domain.commerce import PurchaseState
from bot.errors import NoSuchThing, NotNow
from bot.results import PaymentForm, PaymentTaken, PurchasesTold
from bot.usecases.activating import settle
from bot.usecases.asking import Asking
from bot.usecases.links import LASTS, invoice_link
from bot.usecases.purchases import purchase_view
from policy import subscriptions
from policy.decisions import Denied

MOST = 20
REFERENCE_LIMIT = 100


def payment(command: Payment, asking: Asking) -> PurchasesTold | PaymentForm | PaymentTaken:
    """What waits; whether the money of one has come; or that it has."""
    zone = asking.version().document.zone
    if command.number is None:
        waiting = asking.uow.purchases.waiting(asking.desk.id)
        views = tuple(purchase_view(asking.uow, each) for each in waiting)
        return PurchasesTold(asking.desk.name, zone, views, waiting=True)
    purchase = asking.uow.purchases.get(asking.desk.id, command.number, lock=asking.writes and command.sure)
    if purchase is None:
        raise NoSuchThing("error.no_such_purchase", number=command.number)
    if purchase.state is PurchaseState.ACTIVE:
        raise NotNow("error.purchase_active", number=purchase.reference)
    if not command.sure:
        return PaymentForm(zone, purchase_view(asking.uow, purchase))
    named = (command.reference or "")[:REFERENCE_LIMIT] or None
    done = settle(asking.uow, asking.desk, purchase, asking.policies, asking.at, by=asking.me, payment=named)
    view = purchase_view(asking.uow, done.purchase)
    if isinstance(done.decision, Denied):
        return PaymentTaken(zone, view, done.decision.reasons, done.decision.possible_at)
    return PaymentTaken(zone, view)


def invoices(command: Invoices, asking: Asking) -> PurchasesTold:  # noqa: ARG001  one signature for all
    """The account's purchases, newest first; each invoice is a link for its own buyer, for a short while."""
    account = asking.account(None, "invoices")
    document = asking.version().document
    views = []
    for purchase in asking.uow.purchases.of_account(asking.desk.id, account.id)[:MOST]:
        invoice = asking.uow.invoices.of_purchase(purchase)
        link = None
        if invoice is not None and purchase.buyer == asking.me:
            link = invoice_link(asking.uow, invoice, asking.me, asking.now)
        views.append(purchase_view(asking.uow, purchase, link))
    cited = subscriptions.invoiced(document)
    until = asking.now + LASTS if any(view.link for view in views) else None
    clause = None if cited is None else cited.clause
    on_sale = bool(subscriptions.offers(document, None, asking.now))
    return PurchasesTold(asking.desk.name, document.zone, tuple(views), False, clause, until, on_sale)
