"""Fair use of support (DV-fair-use): what is measured, what it suggests, and what a decision may be.

Measures propose and somebody of the desk decides. Support always goes on: a limited account's targets
become best effort until training is recorded, and never on critical tickets.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from policy.decisions import Allowed, Decision, Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Severity, Standing
from policy.fair_use_rule import FairUseRule
from policy.rule_parts import Kind
from policy.rules import TargetRule


@dataclass(frozen=True, slots=True)
class Measures:
    """What an account asked for within the window; of its tickets so many were answered by documentation.

    Unknown licences count as one.
    """

    tickets: int
    licences: int | None
    documented: int
    reopened: int

    @property
    def per_licence(self) -> Decimal:
        """Tickets a licence."""
        return Decimal(self.tickets) / max(self.licences or 1, 1)

    def share(self, of: int) -> Decimal:
        """A part of the tickets, from 0 to 1."""
        return Decimal(of) / self.tickets if self.tickets else Decimal(0)


def rule_of(document: PolicyDocument) -> FairUseRule | None:
    """The policy's rule on fair use, where it has one."""
    return next((rule for rule in document.of(FairUseRule)), None)


def is_excessive(rule: FairUseRule, measures: Measures) -> bool:
    """Whether there are too many for the account's licences."""
    return measures.tickets >= rule.at_least and measures.per_licence >= rule.tickets_per_licence


def shows_low_understanding(rule: FairUseRule, measures: Measures) -> bool:
    """Whether too many were answered by documentation, or came back."""
    return (
        measures.share(measures.documented) >= rule.documented
        or measures.share(measures.reopened) >= rule.reopened
    )


def proposed(rule: FairUseRule, standing: Standing, measures: Measures) -> Standing | None:
    """What the measures suggest, one step at a time; None where nothing should change.

    Both are needed: many requests that show understanding are no abuse. A limited account comes back by
    training, not by figures.
    """
    if is_excessive(rule, measures) and shows_low_understanding(rule, measures):
        return {Standing.NORMAL: Standing.WATCHED, Standing.WATCHED: Standing.LIMITED}.get(standing)
    return Standing.NORMAL if standing is Standing.WATCHED else None


def may_become(
    document: PolicyDocument, rule: FairUseRule, standing: Standing, to: Standing, *, trained: bool
) -> Decision:
    """Whether an account may go from one standing to another: a warning first, and training last."""
    citation = document.cite(rule.clause)
    facts: dict[str, Fact] = {"standing": standing.value, "to": to.value}
    if to is Standing.LIMITED and standing is Standing.NORMAL:
        return Denied((Reason(ReasonCode.FAIR_USE_WARNING_FIRST, citation, facts),))
    if standing is Standing.LIMITED and to is not Standing.LIMITED and not trained:
        return Denied((Reason(ReasonCode.FAIR_USE_NEEDS_TRAINING, citation, facts),))
    return Allowed((Reason(ReasonCode.FAIR_USE_DECIDED, citation, facts),))


def softened(
    document: PolicyDocument, rules: Iterable[TargetRule], standing: Standing, severity: Severity
) -> tuple[TargetRule, ...]:
    """The targets of a limited account as best effort, by that clause first; of critical ones unchanged."""
    rule = rule_of(document)
    if rule is None or standing is not Standing.LIMITED or severity is Severity.CRITICAL:
        return tuple(rules)
    firm: dict[str, TargetRule] = {}
    for each in sorted(rules, key=lambda target: target.kind is not Kind.GUARANTEE):
        # A guarantee and its goal would be two best efforts for one thing: the guarantee's time stands.
        firm.setdefault(each.milestone.value, each)
    return tuple(
        replace(each, kind=Kind.BEST_EFFORT, steps=None, clause=rule.clause, also=(each.clause, *each.also))
        for each in firm.values()
    )


def limited_by(document: PolicyDocument, standing: Standing, severity: Severity) -> str | None:
    """The clause by which a ticket's targets are best effort only; None where they are not."""
    rule = rule_of(document)
    limited = standing is Standing.LIMITED and severity is not Severity.CRITICAL
    return rule.clause if rule is not None and limited else None
