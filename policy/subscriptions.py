"""What is sold and how it is paid; how a subscription ends, and when it may begin again."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from policy.commerce_rules import (
    Activation,
    CancelRule,
    InvoiceRule,
    KickoffRule,
    Means,
    OfferRule,
    PaymentRule,
    ReturnRule,
)
from policy.decisions import Allowed, Decision, Denied, Fact, Reason, ReasonCode
from policy.documents import Citation, PolicyDocument
from policy.durations import until
from policy.facts import Terms


@dataclass(frozen=True, slots=True)
class Cancellation:
    """A subscription that was cancelled, with what was promised then; the instants never move after.

    `closes_at`: until then its tickets are accessible. `returns_at`: from then the plan may be held again.
    """

    plan: str
    at: datetime
    closes_at: datetime
    returns_at: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """A thing that is sold, by its code, and whether it may be bought now."""

    code: str
    plan: str
    lasts: bool
    clause: str
    """The one by which it is sold."""
    decision: Decision


def cancelled(document: PolicyDocument, terms: Terms, at: datetime) -> Cancellation | None:
    """What a cancellation at `at` brings: the dates it sets (SU-cancel, SU-return).

    None where nothing of the account's plan can be cancelled. Without a rule on coming back, one may at once.
    """
    rule = _cancel(document, terms.plan)
    if rule is None:
        return None
    zone = ZoneInfo(document.zone)
    back = _return(document, terms.plan)
    returns = at if back is None else until(back.after, at, zone)
    return Cancellation(terms.plan, at, until(rule.accessible, at, zone), returns)


def why_cancelled(document: PolicyDocument, ended: Cancellation) -> tuple[Reason, ...]:
    """The clauses by which a cancellation has the dates it has; none where the policy cancels nothing so."""
    rule = _cancel(document, ended.plan)
    if rule is None:
        return ()
    facts: dict[str, Fact] = {"plan": ended.plan, "closes_at": ended.closes_at}
    reasons = (Reason(ReasonCode.CANCELLED_FREE, document.cite(rule.clause), facts),)
    return (*reasons, *_back(document, ended))


def may_open(document: PolicyDocument, ended: Cancellation) -> Decision | None:
    """May a ticket be opened on a subscription that was cancelled: none from the cancellation on.

    None where the policy has no rule on cancelling such a plan.
    """
    rule = _cancel(document, ended.plan)
    if rule is None:
        return None
    facts: dict[str, Fact] = {"plan": ended.plan, "at": ended.at, "returns_at": ended.returns_at}
    reason = Reason(ReasonCode.SUBSCRIPTION_CANCELLED, document.cite(rule.clause), facts)
    return Denied((reason, *_back(document, ended)), possible_at=ended.returns_at)


def may_see(document: PolicyDocument, ended: Cancellation, now: datetime) -> Decision | None:
    """May the account's people see its tickets: to the end of the month, and then no more.

    None where the policy has no rule on cancelling such a plan.
    """
    rule = _cancel(document, ended.plan)
    if rule is None:
        return None
    citation = document.cite(rule.clause)
    facts: dict[str, Fact] = {"plan": ended.plan, "at": ended.at, "closes_at": ended.closes_at}
    if now < ended.closes_at:
        return Allowed((Reason(ReasonCode.ACCESSIBLE_UNTIL, citation, facts),))
    reasons = (Reason(ReasonCode.CLOSED_AFTER_CANCELLING, citation, facts), *_back(document, ended))
    return Denied(reasons, possible_at=ended.returns_at if now < ended.returns_at else None)


def may_hold_again(
    document: PolicyDocument, ended: Cancellation | None, plan: str, now: datetime
) -> Denied | None:
    """Whether a plan that was cancelled may be held again (SU-return); None where nothing is against it."""
    back = _return(document, plan)
    if back is None or ended is None or ended.plan != plan or now >= ended.returns_at:
        return None
    facts: dict[str, Fact] = {"plan": plan, "at": ended.at, "returns_at": ended.returns_at}
    reason = Reason(ReasonCode.RETURN_TOO_SOON, document.cite(back.clause), facts)
    return Denied((reason,), possible_at=ended.returns_at)


def offers(document: PolicyDocument, ended: Cancellation | None, now: datetime) -> tuple[Offered, ...]:
    """Everything that is sold, in the order of the document, each with whether it may be bought now."""
    return tuple(
        Offered(rule.code, rule.plan, rule.lasts, rule.clause, _may_buy(document, rule, ended, now))
        for rule in document.of(OfferRule)
    )


def offered(document: PolicyDocument, code: str, ended: Cancellation | None, now: datetime) -> Offered | None:
    """One thing that is sold; None where the policy sells no such thing."""
    return next((each for each in offers(document, ended, now) if each.code == code), None)


def payments(document: PolicyDocument) -> tuple[tuple[Means, Activation, Citation], ...]:
    """The means of payment that are taken, what makes each active, and by which clause."""
    return tuple(
        (means, rule.activation, document.cite(rule.clause))
        for rule in document.rules
        if isinstance(rule, PaymentRule)
        for means in rule.means
    )


def activation(document: PolicyDocument, means: Means) -> tuple[Activation, Citation] | None:
    """What makes a purchase that is paid so active; None where it is not taken."""
    return next(((how, clause) for taken, how, clause in payments(document) if taken is means), None)


def invoiced(document: PolicyDocument) -> Citation | None:
    """The clause by which each purchase has its invoice; None where the policy has no such rule."""
    rule = next((r for r in document.of(InvoiceRule)), None)
    return None if rule is None else document.cite(rule.clause)


def kickoff(document: PolicyDocument, plan: str) -> KickoffRule | None:
    """With what a subscription to the plan begins; None where it just begins."""
    return next((r for r in document.of(KickoffRule) if _of(r, plan)), None)


def _may_buy(
    document: PolicyDocument, rule: OfferRule, ended: Cancellation | None, now: datetime
) -> Decision:
    """A subscription that was cancelled is held again only once the waiting time has passed (SU-return)."""
    back = _return(document, rule.plan)
    if rule.lasts and back is not None and ended is not None and ended.plan == rule.plan:
        too_soon = may_hold_again(document, ended, rule.plan, now)
        if too_soon is not None:
            return too_soon
        facts: dict[str, Fact] = {"plan": rule.plan, "at": ended.at, "returns_at": ended.returns_at}
        return Allowed((Reason(ReasonCode.RETURN_POSSIBLE, document.cite(back.clause), facts),))
    return Allowed((Reason(ReasonCode.ON_OFFER, document.cite(rule.clause), {"code": rule.code}),))


def _return(document: PolicyDocument, plan: str) -> ReturnRule | None:
    return next((r for r in document.of(ReturnRule) if _of(r, plan)), None)


def _cancel(document: PolicyDocument, plan: str) -> CancelRule | None:
    return next((r for r in document.of(CancelRule) if _of(r, plan)), None)


def _back(document: PolicyDocument, ended: Cancellation) -> tuple[Reason, ...]:
    """From when the plan may be held again, by which clause."""
    rule = _return(document, ended.plan)
    if rule is None:
        return ()
    facts: dict[str, Fact] = {"plan": ended.plan, "returns_at": ended.returns_at}
    return (Reason(ReasonCode.RETURN_LATER, document.cite(rule.clause), facts),)


def _of(rule: CancelRule | ReturnRule | KickoffRule, plan: str) -> bool:
    return plan in (rule.when.plan or (plan,))
