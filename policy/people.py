"""Which people of an account may ask, and who of them could instead."""

from collections.abc import Iterator

from policy.conditions import holds_for_account
from policy.decisions import Allowed, Denied, Fact, NeedsConsent, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Asker, Role, Terms
from policy.rules import (
    Action,
    ActiveRule,
    DelegationRule,
    FeeRule,
    ForbidRule,
    PermitRule,
    RosterRule,
)


def may_act(
    document: PolicyDocument, action: Action, asker: Asker, terms: Terms
) -> Allowed | Denied | NeedsConsent:
    """May this person ask for an action under the document, whatever the channel.

    A delegate may what a contact lets them; anybody may for the fee while nobody is available, once it is
    accepted. Raises ValueError for a document that does not say, which the reader lets none through.
    """
    inactive = tuple(_inactive(document, action, asker, terms))
    forbidding = tuple(_forbidding(document, action, asker, terms))
    delegated = tuple(_delegated(document, action, asker, terms))
    if delegated:
        forbidding = tuple(rule for rule in forbidding if not rule.instead_roster)
    if forbidding and not inactive and all(rule.instead_roster for rule in forbidding):
        fee = tuple(_fee(document, terms))
        if fee:
            return NeedsConsent(fee, asks=("fee",) * len(fee))
    if inactive or forbidding:
        forbidden = tuple(_forbidden(document, action, asker, terms, forbidding))
        instead = terms.first_line if any(rule.instead_roster for rule in forbidding) else ()
        return Denied(inactive + forbidden, instead=instead)
    return Allowed(delegated + tuple(_permitted(document, action, asker, terms)))


def may_begin_again(document: PolicyDocument, asker: Asker, terms: Terms) -> Denied | None:
    """Whether a closed ticket may be taken up again: a new beginning of support (PB-0); None where it may.

    `terms` are those of now: what the ticket was opened under ended with it.
    """
    inactive = tuple(_inactive(document, Action.OPEN, asker, terms))
    return Denied(inactive) if inactive else None


def _inactive(document: PolicyDocument, action: Action, asker: Asker, terms: Terms) -> Iterator[Reason]:
    """What an account without an active subscription loses; the desk's own people may still act."""
    if terms.active or asker.role.is_staff:
        return
    facts: dict[str, Fact] = {"action": action.value, "plan": terms.plan}
    for rule in document.of(ActiveRule):
        if action in rule.actions and holds_for_account(rule.when, terms):
            yield Reason(ReasonCode.NOT_ACTIVE, document.cite(rule.clause), facts)


def _forbidding(document: PolicyDocument, action: Action, asker: Asker, terms: Terms) -> Iterator[ForbidRule]:
    for rule in document.of(ForbidRule):
        if action in rule.actions and holds_for_account(rule.when, terms, asker.role):
            yield rule


def _delegated(document: PolicyDocument, action: Action, asker: Asker, terms: Terms) -> Iterator[Reason]:
    """A contact lets this person, and the document lets the contact."""
    held = next((each for each in terms.delegates if each.id == asker.id), None)
    if held is None or asker.role is not Role.COLLEAGUE:
        return
    for rule in document.of(DelegationRule):
        if action in rule.actions and holds_for_account(rule.when, terms):
            facts: dict[str, Fact] = {"action": action.value, "until": held.until}
            yield Reason(ReasonCode.DELEGATED, document.cite(rule.clause), facts)


def _fee(document: PolicyDocument, terms: Terms) -> Iterator[Reason]:
    """What may be accepted instead, while nobody who may ask is available."""
    if terms.fee is None or any(contact.available for contact in terms.first_line):
        return
    for rule in document.of(FeeRule):
        if holds_for_account(rule.when, terms):
            facts: dict[str, Fact] = {
                "contacts": tuple(contact.name for contact in terms.first_line),
                "amount": terms.fee.amount,
                "currency": terms.fee.currency,
            }
            roster = list(document.of(RosterRule))
            named_by = [r.clause for r in roster if holds_for_account(r.when, terms)]
            if named_by and not terms.roster:
                facts["named_by"] = named_by[0]
            back = [contact.back_at for contact in terms.roster if contact.back_at is not None]
            if back:
                facts["back_at"] = min(back)
            yield Reason(ReasonCode.FEE_APPLIES, document.cite(rule.clause), facts)


def _forbidden(
    document: PolicyDocument,
    action: Action,
    asker: Asker,
    terms: Terms,
    forbidding: tuple[ForbidRule, ...],
) -> Iterator[Reason]:
    for rule in forbidding:
        citation = document.cite(rule.clause)
        if not rule.instead_roster:
            facts: dict[str, Fact] = {
                "action": action.value,
                "role": asker.role.value,
                "plan": terms.plan,
            }
            yield Reason(ReasonCode.ROLE_MAY_NOT_ASK, citation, facts)
            continue
        names: dict[str, Fact] = {
            "action": action.value,
            "role": asker.role.value,
            "contacts": tuple(contact.name for contact in terms.first_line),
            "available": tuple(contact.name for contact in terms.first_line if contact.available),
        }
        yield Reason(ReasonCode.NOT_AUTHORIZED, citation, names)
        yield from _about_the_roster(document, action, terms)


def _about_the_roster(document: PolicyDocument, action: Action, terms: Terms) -> Iterator[Reason]:
    nobody = not any(contact.available for contact in terms.first_line)
    for rule in document.rules:
        if not holds_for_account(rule.when, terms):
            continue
        if isinstance(rule, RosterRule):
            facts: dict[str, Fact] = {"action": action.value}
            if terms.roster and rule.when.employees_min is not None:
                facts["employees_from"] = rule.when.employees_min
            code = ReasonCode.ONLY_CONTACTS_ASK if terms.roster else ReasonCode.NOBODY_NAMED
            yield Reason(code, document.cite(rule.clause), facts)
        if isinstance(rule, FeeRule) and not (nobody and terms.fee is not None):
            names: dict[str, Fact] = {"contacts": tuple(contact.name for contact in terms.first_line)}
            code = ReasonCode.FEE_NOT_SET if nobody else ReasonCode.FEE_IF_NOBODY_AVAILABLE
            yield Reason(code, document.cite(rule.clause), names)


def _permitted(document: PolicyDocument, action: Action, asker: Asker, terms: Terms) -> Iterator[Reason]:
    for rule in document.of(PermitRule):
        if action in rule.actions and holds_for_account(rule.when, terms, asker.role):
            facts: dict[str, Fact] = {"action": action.value, "role": asker.role.value}
            code = ReasonCode.STAFF_MAY_ACT
            if not asker.role.is_staff:
                facts["plan"] = terms.plan
                code = ReasonCode.ROLE_MAY_ASK
                if asker.role is Role.AUTHORIZED and rule.when.employees_min is not None:
                    code = ReasonCode.ON_ROSTER
                    assert terms.employees is not None  # else the condition would not hold
                    facts["employees"] = terms.employees
            yield Reason(code, document.cite(rule.clause), facts)
