"""The money of a purchase has come: its invoice is issued and it becomes active, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.commerce import Ended, Purchase, PurchaseState
from bot.domain.ids import PersonId
from bot.domain.people import Account, Desk
from bot.outgoing import PurchaseStage
from bot.policies import Policies
from bot.reminders.accounts import plan_account
from bot.reminders.tasking import give_on_account
from bot.storage import UnitOfWork
from bot.usecases.granting import grant
from bot.usecases.purchases import notice_of, to_buyer, to_desk
from policy import subscriptions
from policy.decisions import Decision, Denied
from policy.documents import PolicyDocument


@dataclass(frozen=True, slots=True)
class Settled:
    """A purchase whose money has come; where a policy keeps it from being active, by which decision."""

    purchase: Purchase
    decision: Decision | None


def settle(
    uow: UnitOfWork,
    desk: Desk,
    purchase: Purchase,
    policies: Policies,
    now: datetime,
    *,
    by: PersonId | None = None,
    payment: str | None = None,
) -> Settled:
    """Take the money of a purchase that is not active yet: invoice it once, and activate it if it may be.

    Args:
        uow: in which it happens; the caller has locked the purchase and commits.
        desk: whose purchase it is.
        purchase: pending, or paid before.
        policies: where the desk's policy in force is read.
        now: when.
        by: the person who confirms; None for a payment service.
        payment: what the payment is called by whoever made it.
    """
    account = uow.accounts.get(desk.id, purchase.account_id)
    assert account is not None
    document = policies.current(desk.policy_id, now.date()).document
    uow.accounts.lock(account)
    account = uow.accounts.get(desk.id, purchase.account_id) or account  # as it stands once it is ours
    if purchase.paid_at is None:
        purchase = replace(purchase, state=PurchaseState.PAID, paid_at=now, confirmed_by=by, payment=payment)
        if subscriptions.invoiced(document) is not None:
            year = now.astimezone(ZoneInfo(document.zone)).year
            seller, buyer = uow.parties.seller(desk.id), uow.parties.buyer(account)
            uow.invoices.issue(purchase, now, year, seller, buyer)
    ended = uow.cancellations.latest(desk.id, account.id)
    decision = _may_be_active(document, purchase, ended, now)
    stage = PurchaseStage.PAID if isinstance(decision, Denied) else PurchaseStage.ACTIVE
    if stage is PurchaseStage.ACTIVE:
        purchase = replace(purchase, state=PurchaseState.ACTIVE, active_at=now)
        _activate(uow, desk, account, purchase, document, ended, now)
        plan_account(uow, account, policies)
    uow.purchases.save(purchase)
    _tell(uow, desk, purchase, document, stage, decision, now)
    return Settled(purchase, decision)


def _may_be_active(
    document: PolicyDocument, purchase: Purchase, ended: Ended | None, now: datetime
) -> Decision | None:
    """Asked again: much may have happened between the order and the money."""
    offered = subscriptions.offered(
        document, purchase.code, None if ended is None else ended.cancellation, now
    )
    return None if offered is None else offered.decision


def _activate(
    uow: UnitOfWork,
    desk: Desk,
    account: Account,
    purchase: Purchase,
    document: PolicyDocument,
    ended: Ended | None,
    now: datetime,
) -> None:
    """The account is on what it bought; a subscription that still holds goes before units."""
    offered = subscriptions.offered(document, purchase.code, None, now)
    lasts = offered is not None and offered.lasts
    if lasts or not _subscribed(document, account, ended, now):
        account = replace(account, plan=purchase.plan, active=True)
        uow.accounts.update(account)
    if ended is not None and not ended.over:
        uow.cancellations.save(replace(ended, over=True))
    rule = subscriptions.kickoff(document, purchase.plan) if lasts else None
    if rule is not None:
        give_on_account(uow, desk.id, account.id, "kickoff", rule.role, rule.clause, now)
    grant(
        uow,
        document,
        account,
        purchase.code,
        buyer=purchase.buyer,
        purchased_at=purchase.at,
        paid_at=purchase.paid_at,
        now=now,
        quantity=purchase.quantity,
        plan=purchase.plan,
    )


def _subscribed(document: PolicyDocument, account: Account, ended: Ended | None, now: datetime) -> bool:
    """Whether the account holds something that lasts until it is cancelled, and has not cancelled it."""
    lasting = {offer.plan for offer in subscriptions.offers(document, None, now) if offer.lasts}
    cancelled = ended is not None and not ended.over and ended.cancellation.plan == account.plan
    return account.active and account.plan in lasting and not cancelled


def _tell(
    uow: UnitOfWork,
    desk: Desk,
    purchase: Purchase,
    document: PolicyDocument,
    stage: PurchaseStage,
    decision: Decision | None,
    now: datetime,
) -> None:
    """Its buyer hears of it, with the invoice; so does the desk."""
    taken = subscriptions.activation(document, purchase.means)
    clause = "" if taken is None else taken[1].clause
    if isinstance(decision, Denied):
        clause = decision.reasons[0].citation.clause
    notice = notice_of(uow, purchase, stage, clause, document.zone)
    if isinstance(decision, Denied):
        notice = replace(notice, possible_at=decision.possible_at)
    key = f"purchase:{purchase.id}:{stage}:{now.isoformat()}"
    uow.outbox.add(to_buyer(purchase, notice, key), now)
    draft = to_desk(uow, desk, notice, f"{key}:desk")
    if draft is not None:
        uow.outbox.add(draft, now)
