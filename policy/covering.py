"""What is still covered of a ticket's work, and what has to be asked before more is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from policy.counting import Counting, counting, no_minutes, rule_of, trial_over
from policy.decisions import Allowed, Decision, Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Terms
from policy.ledger_rules import CoverRule, TrialRule, UnlimitedRule
from policy.ledgers import Entry, Lot, units_held
from policy.metering import TooFew, charged


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes about to be logged on a ticket: of whose account, and what was worked before.

    `lots` are the account's with minutes left and those that the ticket drew on; `entries` are theirs and
    the ticket's own.
    """

    person: int
    ticket: int
    before: int
    minutes: int
    lots: Sequence[Lot] = ()
    entries: Sequence[Entry] = ()


def may_log(
    document: PolicyDocument, terms: Terms, work: Work, now: datetime
) -> tuple[Decision | None, tuple[Entry, ...]]:
    """Are the minutes covered, and the entries that charge them; None where nothing is counted."""
    match counting(document, terms):
        case Counting.NOTHING:
            return None, ()
        case Counting.UNLIMITED:
            rule = rule_of(document, terms, UnlimitedRule)
            assert rule is not None
            facts: dict[str, Fact] = {"plan": terms.plan}
            return Allowed((Reason(ReasonCode.UNLIMITED, document.cite(rule.clause), facts),)), ()
        case Counting.TICKETS:
            return _covered(document, terms, work), ()
        case Counting.TRIAL | Counting.MINUTES:
            return _charged(document, terms, work, now)


def covered_minutes(document: PolicyDocument, terms: Terms, units: int) -> int | None:
    """How many worked minutes so many tickets of a pack cover; None where the policy sets no limit.

    One that gave its ticket back, by a remedy say, is still worked on as one.
    """
    rule = rule_of(document, terms, CoverRule)
    return None if rule is None else rule.minutes * max(1, units)


def is_near(document: PolicyDocument, terms: Terms, units: int, before: int, after: int) -> bool:
    """Whether the work passed, between two readings, the point at which both sides are warned."""
    rule = rule_of(document, terms, CoverRule)
    if rule is None:
        return False
    warn_at = rule.minutes * (max(1, units) - 1) + rule.warn_at
    return before < warn_at <= after


def _covered(document: PolicyDocument, terms: Terms, work: Work) -> Decision | None:
    rule = rule_of(document, terms, CoverRule)
    if rule is None:
        return None
    minutes = rule.minutes * max(1, units_held(work.entries))
    citation, after = document.cite(rule.clause), work.before + work.minutes
    if after <= minutes:
        return Allowed((Reason(ReasonCode.COVERED, citation, {"worked": after, "minutes": minutes}),))
    left = max(0, minutes - work.before)
    facts: dict[str, Fact] = {"worked": work.before, "minutes": minutes, "left": left}
    return Denied((Reason(ReasonCode.BEYOND_COVER, citation, facts),))


def _charged(
    document: PolicyDocument, terms: Terms, work: Work, now: datetime
) -> tuple[Decision, tuple[Entry, ...]]:
    found = charged(work.lots, work.entries, work.person, work.ticket, work.minutes, now)
    trial = rule_of(document, terms, TrialRule)
    if isinstance(found, TooFew):
        if trial is not None:
            return Denied((trial_over(document, terms, trial, found.minutes),)), ()
        return Denied((no_minutes(document, terms, found.minutes),)), ()
    left = sum(lot.left for lot in work.lots if lot.serves(work.person, now))
    left += sum(entry.change for entry in found)
    if trial is not None:
        told: dict[str, Fact] = {"left": left, "minutes": trial.minutes}
        return Allowed((Reason(ReasonCode.TRIAL_LEFT, document.cite(trial.clause), told),)), found
    block = no_minutes(document, terms, left)
    return Allowed((Reason(ReasonCode.MINUTES_LEFT, block.citation, {"left": left}),)), found
