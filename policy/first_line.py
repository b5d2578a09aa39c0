"""An account's own first line: who may be let stand in, who is served, and what may be sent on."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import TypeVar

from policy.conditions import holds_for_account
from policy.decisions import Allowed, Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Asker, Role, Terms
from policy.rules import (
    Action,
    DelegationRule,
    ForbidRule,
    PermitRule,
    Rule,
    SentOnRule,
    ServedRule,
)
from policy.walls import instant

R = TypeVar("R", DelegationRule, ServedRule, SentOnRule)


def delegation(document: PolicyDocument, terms: Terms) -> DelegationRule | None:
    """The rule by which contacts of the account may delegate, if there is one."""
    return next(_rules(document, DelegationRule, terms), None)


def days_on(now: datetime, days: int, zone: tzinfo) -> datetime:
    """The same time on the walls of `zone` so many calendar days later."""
    wall = now.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    return instant(wall, zone).astimezone(zone)


def may_delegate(
    document: PolicyDocument,
    zone: tzinfo,
    terms: Terms,
    *,
    by: int,
    to: int,
    until: datetime,
    now: datetime,
) -> Allowed | Denied:
    """May this contact let that colleague ask, from now to before `until`.

    Whoever is the contact's delegate already may be let go on; that takes no second place.
    """
    rule = delegation(document, terms)
    if rule is None:
        return Denied(tuple(_needless(document, terms)))
    citation = document.cite(rule.clause)
    latest = days_on(now, rule.longest.n, zone)
    if until > latest:
        bound: dict[str, Fact] = {"longest": rule.longest.n, "latest": latest}
        return Denied((Reason(ReasonCode.DELEGATION_TOO_LONG, citation, bound),))
    others = [held for held in terms.delegates if held.by == by and held.id != to]
    if len(others) >= rule.each:
        held_by: dict[str, Fact] = {"each": rule.each, "delegates": tuple(held.name for held in others)}
        first = min(held.until for held in others)
        return Denied((Reason(ReasonCode.DELEGATES_ENOUGH, citation, held_by),), possible_at=first)
    facts: dict[str, Fact] = {"longest": rule.longest.n, "each": rule.each}
    return Allowed((Reason(ReasonCode.MAY_DELEGATE, citation, facts),))


def may_be_served(document: PolicyDocument, requester: Asker, terms: Terms) -> Allowed | Denied | None:
    """May technical work be done for somebody for whom another asks; None where nothing bounds it."""
    found = tuple(_rules(document, ServedRule, terms))
    if not found:
        return None
    served = requester.role is not Role.COLLEAGUE or any(d.id == requester.id for d in terms.delegates)
    if served:
        return Allowed(tuple(Reason(ReasonCode.SERVED, document.cite(rule.clause)) for rule in found))
    facts: dict[str, Fact] = {
        "contacts": tuple(contact.name for contact in terms.first_line),
        "available": tuple(contact.name for contact in terms.first_line if contact.available),
    }
    reasons = tuple(Reason(ReasonCode.NOT_SERVED, document.cite(rule.clause), facts) for rule in found)
    return Denied(reasons, instead=terms.first_line)


def usual_concern(document: PolicyDocument, terms: Terms) -> str | None:
    """What is meant where nothing else is said; None where nobody is asked what a request concerns."""
    return next((rule.covers[0] for rule in _rules(document, SentOnRule, terms)), None)


def may_concern(document: PolicyDocument, concern: str, terms: Terms) -> Allowed | Denied | None:
    """May a request that concerns this line of the list be sent on; None where the document does not say."""
    found = tuple(_rules(document, SentOnRule, terms))
    if not found:
        return None
    outside = tuple(rule for rule in found if concern not in rule.covers)
    if not outside:
        return Allowed(tuple(Reason(ReasonCode.CONCERN_COVERED, document.cite(r.clause)) for r in found))
    refused = [Reason(ReasonCode.CONCERN_NOT_COVERED, document.cite(rule.clause)) for rule in outside]
    refused += [
        Reason(ReasonCode.CONCERN_ON_OTHER_TERMS, document.cite(rule.otherwise))
        for rule in outside
        if rule.otherwise is not None
    ]
    return Denied(tuple(refused))


def _needless(document: PolicyDocument, terms: Terms) -> Iterator[Reason]:
    """Why nobody needs to be let: everybody may ask; or else, the clause that says who may."""
    forbidding = [
        rule for rule in document.of(ForbidRule) if holds_for_account(rule.when, terms, Role.COLLEAGUE)
    ]
    if forbidding:
        yield from (Reason(ReasonCode.NO_DELEGATION, document.cite(rule.clause)) for rule in forbidding[:1])
        return
    for rule in document.of(PermitRule):
        if Action.OPEN in rule.actions and holds_for_account(rule.when, terms, Role.COLLEAGUE):
            facts: dict[str, Fact] = {"action": Action.OPEN.value}
            yield Reason(ReasonCode.EVERYBODY_MAY_ASK, document.cite(rule.clause), facts)
            return


def _rules(document: PolicyDocument, kind: type[R], terms: Terms) -> Iterator[R]:
    rules: tuple[Rule, ...] = document.rules
    return (rule for rule in rules if isinstance(rule, kind) and holds_for_account(rule.when, terms))
