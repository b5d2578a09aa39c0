"""Where a ticket stands in the queue."""

from policy.documents import PolicyDocument
from policy.facts import Severity
from policy.rules import RankRule


def rank(document: PolicyDocument, plan: str, severity: Severity = Severity.MEDIUM) -> int:
    """The rank of a ticket, 1 first (TT-2.rank, SU-response); 1 for all where nothing makes a difference."""
    rule = ranking(document, plan, severity)
    return 1 if rule is None else rule.rank


def ranking(document: PolicyDocument, plan: str, severity: Severity = Severity.MEDIUM) -> RankRule | None:
    """The rule that says where such a ticket stands; None where the policy says nothing."""
    for rule in document.of(RankRule):
        if plan in (rule.when.plan or (plan,)) and severity in (rule.when.severity or (severity,)):
            return rule
    return None


def is_ranked(document: PolicyDocument) -> bool:
    """Whether the policy puts some plans before others at all."""
    return len({rank(document, plan) for plan in document.plans}) > 1
