"""Several decisions on one question as one: a no beats all, and what needs a yes is asked together."""

from collections.abc import Collection, Iterable

from policy.decisions import Allowed, Decision, Denied, NeedsApproval, NeedsConsent


def together(decisions: Iterable[Decision], agreed: Collection[str] = ()) -> Decision:
    """The one decision that follows from all of them, with every determining reason.

    Two refusals are said together, and waiting then helps neither. What was `agreed` to counts as a yes.
    Raises ValueError for no decision at all.
    """
    found = tuple(_settled(decision, agreed) for decision in decisions)
    if not found:
        raise ValueError("nothing was decided")
    if denied := tuple(d for d in found if isinstance(d, Denied)):
        if len(denied) == 1:
            return denied[0]
        instead = next((d.instead for d in denied if d.instead), ())
        return Denied(tuple(reason for d in denied for reason in d.reasons), instead)
    if approvals := tuple(d for d in found if isinstance(d, NeedsApproval)):
        reasons = tuple(reason for d in approvals for reason in d.reasons)
        return NeedsApproval(reasons, approvals[0].by)
    if consents := tuple(d for d in found if isinstance(d, NeedsConsent)):
        asked = tuple((r, a) for d in consents for r, a in zip(d.reasons, d.asks, strict=True))
        return NeedsConsent(tuple(r for r, _ in asked), tuple(a for _, a in asked))
    return Allowed(tuple(reason for d in found for reason in d.reasons))


def _settled(decision: Decision, agreed: Collection[str]) -> Decision:
    """What is left to ask of a decision that needs consent."""
    if not isinstance(decision, NeedsConsent):
        return decision
    left = tuple((r, a) for r, a in zip(decision.reasons, decision.asks, strict=True) if a not in agreed)
    if not left:
        return Allowed(decision.reasons)
    return NeedsConsent(tuple(r for r, _ in left), tuple(a for _, a in left))
