"""Notices of payments, as a service tells them: each taken in once, nothing activated by a wrong one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

import structlog

from bot.clock import Clock
from bot.domain.commerce import Purchase, PurchaseState
from bot.domain.currencies import NoAmount, minor
from bot.domain.ids import DeskId
from bot.domain.people import Desk
from bot.outgoing import PurchaseStage
from bot.policies import Policies
from bot.ports import PaymentNotice
from bot.storage import Conflict, Database, UnitOfWork
from bot.usecases.activating import settle
from bot.usecases.purchases import notice_of, to_desk
from policy import subscriptions
from policy.commerce_rules import Activation, Means
from policy.decisions import Denied

log = structlog.get_logger(__name__)

TRIES = 3
_REFERENCE = re.compile(r"G([0-9]{1,9})-([0-9]{1,9})")


class Outcome(StrEnum):
    """What became of a notice."""

    ACTIVE = "active"
    PAID = "paid"
    """The money is recorded, and a clause keeps the purchase from being active."""
    KNOWN = "known"
    """The same notice, or a second one of a purchase that is active."""
    UNKNOWN = "unknown"
    """No purchase has that reference, or it was to be paid otherwise."""
    DIFFERS = "differs"
    """Another amount or currency than the purchase's: the desk is told."""


class Payments:
    """Takes notices in. Safe to call from several threads."""

    def __init__(
        self, database: Database, policies: Policies, clock: Clock, on_commit: Callable[[], None]
    ) -> None:
        self._database = database
        self._policies = policies
        self._clock = clock
        self._on_commit = on_commit

    def take(self, notice: PaymentNotice) -> Outcome:
        """Do what follows from a payment that was verified to be one. The same event does it once."""
        for turn in range(1, TRIES + 1):
            try:
                outcome = self._take(notice)
            except Conflict:
                if turn == TRIES:
                    raise
                continue
            log.info("payment.notice", service=notice.service, outcome=outcome)
            return outcome
        raise AssertionError("unreachable")

    def _take(self, notice: PaymentNotice) -> Outcome:
        with self._database.writing() as uow:
            if uow.purchases.notice(notice.service, notice.event) is not None:
                return Outcome.KNOWN
            purchase, outcome = self._settled(uow, notice)
            purchase_id = None if purchase is None else purchase.id
            uow.purchases.noticed(notice.service, notice.event, self._clock.now(), outcome, purchase_id)
            uow.commit()
        self._on_commit()
        return outcome

    def _settled(self, uow: UnitOfWork, notice: PaymentNotice) -> tuple[Purchase | None, Outcome]:
        purchase, desk = _meant(uow, notice.reference)
        if purchase is None or desk is None:
            return None, Outcome.UNKNOWN
        now = self._clock.now()
        document = self._policies.current(desk.policy_id, now.date()).document
        taken = subscriptions.activation(document, purchase.means)
        by_notice = taken is not None and taken[0] is Activation.AT_ONCE
        if purchase.means is not Means.PAYPAL or not by_notice or taken is None:
            return purchase, Outcome.UNKNOWN
        if purchase.state is PurchaseState.ACTIVE:
            return purchase, Outcome.KNOWN
        paid = _paid(notice)
        if (paid, notice.currency) != (purchase.sum.total, purchase.currency):
            told = notice_of(uow, purchase, PurchaseStage.DIFFERS, taken[1].clause, document.zone)
            told = replace(told, paid=paid, paid_currency=notice.currency)
            draft = to_desk(uow, desk, told, f"purchase:{purchase.id}:differs:{notice.event}")
            if draft is not None:
                uow.outbox.add(draft, now)
            return purchase, Outcome.DIFFERS
        done = settle(uow, desk, purchase, self._policies, now, payment=notice.payment)
        return done.purchase, Outcome.PAID if isinstance(done.decision, Denied) else Outcome.ACTIVE


def _meant(uow: UnitOfWork, reference: str) -> tuple[Purchase | None, Desk | None]:
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        return None, None
    desk = uow.desks.get(DeskId(int(found[1])))
    if desk is None:
        return None, None
    return uow.purchases.get(desk.id, int(found[2]), lock=True), desk


def _paid(notice: PaymentNotice) -> int | None:
    """The amount in minor units; None where it is none of that currency."""
    try:
        return minor(notice.amount, notice.currency)
    except NoAmount:
        return None
