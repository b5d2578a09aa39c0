"""Where a plan's tickets stand in the queue."""

from policy.documents import PolicyDocument
from policy.rules import RankRule


def rank(document: PolicyDocument, plan: str) -> int:
    """The rank of a plan, 1 first (TT-2.rank); 1 for all where the policy makes no difference."""
    for rule in document.rules:
        if isinstance(rule, RankRule) and plan in (rule.when.plan or (plan,)):
            return rule.rank
    return 1


def is_ranked(document: PolicyDocument) -> bool:
    """Whether the policy puts some plans before others at all."""
    return len({rank(document, plan) for plan in document.plans}) > 1
