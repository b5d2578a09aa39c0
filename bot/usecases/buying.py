"""Buy something of the price list (SU-payment); the list itself, as a form."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Buy
from bot.domain.commerce import Ended, Purchase, PurchaseId, PurchaseState
from bot.domain.people import Account
from bot.domain.taxes import sum_of
from bot.errors import NoSuchThing, NotNow
from bot.outgoing import PurchaseStage
from bot.requests import Via
from bot.results import Bought, BuyForm, OfferView, Refused
from bot.usecases.asking import Asking
from bot.usecases.purchases import notice_of, pay_to, purchase_view, to_buyer, to_desk
from policy import subscriptions
from policy.commerce_rules import Activation, Means
from policy.decisions import Denied, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.subscriptions import Offered

MOST = 100
"""Of one thing at once."""


def buy(command: Buy, asking: Asking) -> BuyForm | Bought | Refused:
    """Order it; what makes it active depends on the means of payment."""
    account = asking.account(None, "buy")
    document = asking.version().document
    ended = asking.uow.cancellations.latest(asking.desk.id, account.id)
    on_sale = subscriptions.offers(document, None if ended is None else ended.cancellation, asking.now)
    if not on_sale:
        raise NotNow("error.sells_nothing", desk=asking.desk.name)
    chosen = next((each for each in on_sale if each.code == command.what), None)
    if command.what is not None and chosen is None:
        raise NoSuchThing(
            "error.no_such_offer", offer=command.what, valid=", ".join(each.code for each in on_sale)
        )
    if chosen is not None and isinstance(chosen.decision, Denied):
        return _refused(asking, account, chosen, chosen.decision, document.zone)
    if chosen is not None:
        _check(asking, account, chosen, ended)
    if chosen is None or command.means is None:
        return _form(command, asking, account, document, on_sale)
    taken = subscriptions.activation(document, command.means)
    if taken is None:
        valid = ", ".join(means for means, _, _ in subscriptions.payments(document))
        raise NoSuchThing("error.no_such_means", means=command.means, valid=valid)
    purchase = _ordered(command, asking, account, chosen, command.means)
    how, citation = taken
    if how is Activation.BY_A_PERSON:
        notice = notice_of(asking.uow, purchase, PurchaseStage.ORDERED, citation.clause, document.zone)
        draft = to_desk(asking.uow, asking.desk, notice, f"purchase:{purchase.id}:ordered")
        if draft is not None:
            asking.uow.outbox.add(draft, asking.now)
    where = pay_to(asking.uow, purchase)
    if asking.request.via is Via.FORM:
        told = notice_of(asking.uow, purchase, PurchaseStage.ORDERED, citation.clause, document.zone)
        told = replace(told, pay_to=where)
        asking.uow.outbox.add(to_buyer(purchase, told, f"purchase:{purchase.id}:ordered:buyer"), asking.now)
    return Bought(
        desk=asking.desk.name,
        zone=document.zone,
        purchase=purchase_view(asking.uow, purchase),
        pay_to=where,
        reasons=_reasons(document, purchase, how, chosen),
    )


def _check(asking: Asking, account: Account, chosen: Offered, ended: Ended | None) -> None:
    """Raises NotNow: it has no price, or a subscription that the account has or has ordered already."""
    if asking.uow.prices.get(asking.desk.id, chosen.code) is None:
        raise NotNow("error.unpriced", code=chosen.code)
    if not chosen.lasts:
        return
    clause = chosen.clause
    cancelled = ended is not None and not ended.over and ended.cancellation.plan == chosen.plan
    if account.active and account.plan == chosen.plan and not cancelled:
        raise NotNow("error.already_subscribed", account=account.name, clause=clause)
    for purchase in asking.uow.purchases.of_account(asking.desk.id, account.id):
        if purchase.code == chosen.code and purchase.state is not PurchaseState.ACTIVE:
            raise NotNow("error.already_ordered", number=purchase.reference, clause=clause)


def _ordered(command: Buy, asking: Asking, account: Account, chosen: Offered, means: Means) -> Purchase:
    price = asking.uow.prices.get(asking.desk.id, chosen.code)
    assert price is not None
    quantity = 1 if chosen.lasts else min(command.quantity, MOST)
    taxes = asking.uow.parties.taxes(asking.desk.id)
    return asking.uow.purchases.add(
        Purchase(
            id=PurchaseId(0),
            desk_id=asking.desk.id,
            account_id=account.id,
            number=0,
            code=chosen.code,
            title=price.title,
            plan=chosen.plan,
            quantity=quantity,
            unit=price.amount,
            sum=sum_of(price.amount * quantity, taxes),
            inclusive=bool(taxes) and taxes[0].inclusive,
            currency=price.currency,
            means=means,
            state=PurchaseState.PENDING,
            buyer=asking.me,
            language=asking.language,
            at=asking.at,
        )
    )


def _form(
    command: Buy,
    asking: Asking,
    account: Account,
    document: PolicyDocument,
    on_sale: tuple[Offered, ...],
) -> BuyForm:
    taxes = asking.uow.parties.taxes(asking.desk.id)
    prices = {price.code: price for price in asking.uow.prices.of_desk(asking.desk.id)}
    views = []
    for each in on_sale:
        price = prices.get(each.code)
        whole = None if price is None else sum_of(price.amount, taxes)
        views.append(
            OfferView(
                each.code, price.title if price else "", whole, price.currency if price else "", each.decision
            )
        )
    means = tuple((means, how, cited.clause) for means, how, cited in subscriptions.payments(document))
    return BuyForm(
        desk=asking.desk.name,
        account=account.name,
        zone=document.zone,
        offers=tuple(views),
        means=means,
        what=command.what,
        chosen=command.means,
        quantity=command.quantity,
    )


def _refused(asking: Asking, account: Account, chosen: Offered, decision: Denied, zone: str) -> Refused:
    return Refused("buy", decision, asking.desk.name, account.name, zone, subject=chosen.code)


def _reasons(
    document: PolicyDocument, purchase: Purchase, how: Activation, chosen: Offered
) -> tuple[Reason, ...]:
    """By which clauses it is on sale, becomes active, is invoiced, and how a subscription begins."""
    found = list(chosen.decision.reasons)
    taken = subscriptions.activation(document, purchase.means)
    if taken is not None:
        code = ReasonCode.ACTIVE_AT_ONCE if how is Activation.AT_ONCE else ReasonCode.ACTIVE_LATER
        found.append(Reason(code, taken[1], {"means": purchase.means}))
    invoiced = subscriptions.invoiced(document)
    if invoiced is not None:
        found.append(Reason(ReasonCode.INVOICE_FOLLOWS, invoiced))
    rule = subscriptions.kickoff(document, chosen.plan) if chosen.lasts else None
    if rule is not None:
        found.append(Reason(ReasonCode.KICKOFF_FOLLOWS, document.cite(rule.clause), {"role": rule.role}))
    return tuple(found)
