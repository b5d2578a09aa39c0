"""What a ticket may come to after its time is up (TT-6.b.outcome), and the follow-up (TT-6.b.follow-up)."""

from dataclasses import dataclass
from datetime import datetime

from policy import durations
from policy.conditions import holds_for_account
from policy.decisions import Allowed, Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Role, Terms
from policy.incident_rules import FollowUpRule, Outcome, OutcomeRule
from policy.resolving import Calendars


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Who asks the client how it went, from when on, by which clause."""

    at: datetime
    role: Role
    clause: str


def outcomes(document: PolicyDocument, terms: Terms) -> tuple[Outcome, ...]:
    """The outcomes that the policy knows for an account of these terms, in its order."""
    return tuple(outcome for rule in _rules(document, terms) for outcome in rule.outcomes)


def may_give(
    document: PolicyDocument, terms: Terms, role: Role, outcome: Outcome, *, discussed: bool
) -> Allowed | Denied:
    """May somebody give a ticket this outcome; `discussed`: with the client, and that is on record.

    Raises ValueError for an outcome that the policy does not know: see `outcomes`.
    """
    rule = next((rule for rule in _rules(document, terms) if outcome in rule.outcomes), None)
    if rule is None:
        raise ValueError(f"the policy {document.id} knows no outcome {outcome}")
    citation, facts = document.cite(rule.clause), {"outcome": outcome.value}
    reasons: list[Reason] = []
    if role not in rule.roles:
        who: dict[str, Fact] = {**facts, "who": tuple(rule.roles)}
        reasons.append(Reason(ReasonCode.OUTCOME_ROLE, citation, who))
    if rule.discussed and not discussed:
        reasons.append(Reason(ReasonCode.NOT_DISCUSSED, citation, facts))
    if reasons:
        return Denied(tuple(reasons))
    return Allowed((Reason(ReasonCode.OUTCOME_GIVEN, citation, facts),))


def follow_up(
    document: PolicyDocument, calendars: Calendars, terms: Terms, given_at: datetime
) -> FollowUp | None:
    """The follow-up of an outcome that was given at an instant; None where the policy asks for none."""
    for rule in document.of(FollowUpRule):
        if holds_for_account(rule.when, terms):
            at = durations.due(rule.after, given_at, calendars[rule.calendar])
            return FollowUp(at, rule.role, rule.clause)
    return None


def _rules(document: PolicyDocument, terms: Terms) -> tuple[OutcomeRule, ...]:
    return tuple(rule for rule in document.of(OutcomeRule) if holds_for_account(rule.when, terms))
