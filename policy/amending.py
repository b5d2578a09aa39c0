"""May a running ticket be put under a later version of its policy: only in the customer's favour."""

from collections.abc import Sequence

from policy.decisions import Allowed, Decision, Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.publishing_rules import RevisionRule
from policy.rule_parts import Kind
from policy.targets import Promise

_FIRMNESS = {Kind.GUARANTEE: 2, Kind.GOAL: 1, Kind.BEST_EFFORT: 0}


def amendment(
    before: PolicyDocument,
    after: PolicyDocument,
    plan: str,
    owed: Sequence[Promise],
    promised: Sequence[Promise],
) -> Decision:
    """Whether everything `owed` under the one comes no later, and as firmly, under the other (DV-revision).

    Each promise that would be worse is a reason of its own, citing the clause that made it. Where the
    policy has no rule on revisions the yes cites the clauses of what is promised now.
    """
    worse = [p for p in owed if not any(_as_good(p, other) for other in promised)]
    if worse or plan not in after.plans:
        reasons = tuple(_worse(before, promise, promised) for promise in worse)
        return Denied(reasons or (_no_plan(before, plan),))
    rule = next((rule for rule in after.of(RevisionRule)), None)
    clause = rule.clause if rule is not None else next(iter(promised)).clauses[0]
    facts: dict[str, Fact] = {"version": after.version}
    return Allowed((Reason(ReasonCode.AMENDMENT_IN_FAVOUR, after.cite(clause), facts),))


def _as_good(owed: Promise, other: Promise) -> bool:
    return (
        other.milestone is owed.milestone
        and other.due_at <= owed.due_at
        and _FIRMNESS[other.kind] >= _FIRMNESS[owed.kind]
    )


def _worse(document: PolicyDocument, owed: Promise, promised: Sequence[Promise]) -> Reason:
    facts: dict[str, Fact] = {"milestone": owed.milestone.value, "due_at": owed.due_at}
    then = min((p.due_at for p in promised if p.milestone is owed.milestone), default=None)
    if then is not None:
        facts["would_be_at"] = then
    return Reason(ReasonCode.AMENDMENT_WORSE, document.cite(owed.clauses[0]), facts)


def _no_plan(document: PolicyDocument, plan: str) -> Reason:
    rule = next(rule for rule in document.rules if getattr(rule, "plan", None) == plan)
    return Reason(ReasonCode.AMENDMENT_NO_PLAN, document.cite(rule.clause), {"plan": plan})
