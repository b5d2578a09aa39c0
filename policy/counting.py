"""What a plan counts, if anything, and whether there is enough of it for one more ticket."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from policy.conditions import holds_for_account
from policy.decisions import Allowed, Decision, Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Terms
from policy.keeping import kept
from policy.ledger_rules import (
    BlockRule,
    IndivisibleRule,
    LedgerRule,
    PackRule,
    RemedyRule,
    SharedRule,
    TrialRule,
    UnlimitedRule,
    ValidityRule,
)
from policy.ledgers import Lot, Unit, in_turn
from policy.rule_parts import Milestone

R = TypeVar("R", bound=LedgerRule)


class Counting(StrEnum):
    """What the plan of some terms counts."""

    NOTHING = "nothing"
    """The policy has no rule about it."""
    UNLIMITED = "unlimited"
    TRIAL = "trial"
    TICKETS = "tickets"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an account holds, as far as one person's request is concerned.

    `lots` have something left or lapsed; `trial` is the trial's own, None while it has not begun. `names` are
    those of the owners of lots.
    """

    lots: Sequence[Lot] = ()
    trial: Lot | None = None
    names: Mapping[int, str] = field(default_factory=dict)


def counting(document: PolicyDocument, terms: Terms) -> Counting:
    """What is counted under the terms' plan."""
    return _counting(document, terms.plan, terms.employees)


@kept
def _counting(document: PolicyDocument, plan: str, employees: int | None) -> Counting:
    terms = Terms(plan, employees)
    for kind, found in (
        (UnlimitedRule, Counting.UNLIMITED),
        (TrialRule, Counting.TRIAL),
        (PackRule, Counting.TICKETS),
        (BlockRule, Counting.MINUTES),
    ):
        if rule_of(document, terms, kind) is not None:
            return found
    return Counting.NOTHING


def rule_of(document: PolicyDocument, terms: Terms, kind: type[R]) -> R | None:
    """The first rule of that kind for the terms."""
    return next(rules_of(document, terms, kind), None)


def rules_of(document: PolicyDocument, terms: Terms, kind: type[R]) -> Iterator[R]:
    """Every rule of that kind for the terms, in the order of the document."""
    for rule in document.of(kind):
        if holds_for_account(rule.when, terms):
            yield rule


def may_take(
    document: PolicyDocument, terms: Terms, holdings: Holdings, person: int, now: datetime
) -> Decision | None:
    """Is there enough for one more ticket of that person; None where nothing is counted."""
    match counting(document, terms):
        case Counting.NOTHING:
            return None
        case Counting.UNLIMITED:
            unlimited = rule_of(document, terms, UnlimitedRule)
            assert unlimited is not None
            return _yes(document, ReasonCode.UNLIMITED, unlimited.clause, {"plan": terms.plan})
        case Counting.TRIAL:
            return _trial(document, terms, holdings, now)
        case Counting.TICKETS:
            return _tickets(document, terms, holdings, person, now)
        case Counting.MINUTES:
            return _minutes(document, terms, holdings, person, now)


def other_subject(document: PolicyDocument, terms: Terms, ticket: int) -> Reason | None:
    """That another subject than that ticket's takes a ticket of its own (SU-indivisible)."""
    rule = rule_of(document, terms, IndivisibleRule)
    if rule is None:
        return None
    return Reason(ReasonCode.OTHER_SUBJECT, document.cite(rule.clause), {"ticket": ticket})


def remedy_for(document: PolicyDocument, terms: Terms, milestone: Milestone) -> RemedyRule | None:
    """What gives a ticket's units back when a guarantee of that milestone is breached."""
    found = (rule for rule in rules_of(document, terms, RemedyRule) if rule.milestone is milestone)
    return next(found, None)


def buyers(terms: Terms) -> tuple[str, ...]:
    """Who could buy more, by name: the account's authorized contacts."""
    return tuple(contact.name for contact in terms.roster)


def _trial(document: PolicyDocument, terms: Terms, holdings: Holdings, now: datetime) -> Decision:
    rule = rule_of(document, terms, TrialRule)
    assert rule is not None
    trial = holdings.trial
    left = rule.minutes if trial is None else 0 if trial.is_over(now) else trial.left
    facts: dict[str, Fact] = {"left": left, "minutes": rule.minutes}
    if left > 0:
        return _yes(document, ReasonCode.TRIAL_LEFT, rule.clause, facts)
    return Denied((trial_over(document, terms, rule, left),))


def trial_over(document: PolicyDocument, terms: Terms, rule: TrialRule, left: int) -> Reason:
    """That the free minutes are used, and what can be chosen instead."""
    plans = tuple(plan for plan in document.plans if plan != terms.plan)
    facts: dict[str, Fact] = {"minutes": rule.minutes, "left": left, "plans": plans}
    return Reason(ReasonCode.TRIAL_OVER, document.cite(rule.clause), facts)


def _tickets(
    document: PolicyDocument, terms: Terms, holdings: Holdings, person: int, now: datetime
) -> Decision:
    packs = tuple(rules_of(document, terms, PackRule))
    left = sum(lot.left for lot in in_turn(holdings.lots, Unit.TICKET, person, now))
    if left > 0:
        return _yes(document, ReasonCode.TICKET_RESERVED, packs[0].clause, {"left": left})
    facts: dict[str, Fact] = {"sizes": tuple(str(pack.size) for pack in packs), "buyers": buyers(terms)}
    reasons = [Reason(ReasonCode.NO_TICKET_LEFT, document.cite(packs[0].clause), facts)]
    shared = rule_of(document, terms, SharedRule)
    theirs = _of_others(holdings.lots, person, now)
    if shared is not None and theirs:
        names = tuple(sorted({holdings.names[owner] for owner in theirs if owner in holdings.names}))
        held: dict[str, Fact] = {"holders": names, "at_least": shared.at_least}
        reasons.append(Reason(ReasonCode.NOT_SHARED, document.cite(shared.clause), held))
    reasons += lapsed(document, terms, holdings, Unit.TICKET, person, now)
    return Denied(tuple(reasons))


def _minutes(
    document: PolicyDocument, terms: Terms, holdings: Holdings, person: int, now: datetime
) -> Decision:
    left = sum(lot.left for lot in in_turn(holdings.lots, Unit.MINUTE, person, now))
    block = rule_of(document, terms, BlockRule)
    assert block is not None
    if left > 0:
        return _yes(document, ReasonCode.MINUTES_LEFT, block.clause, {"left": left})
    more = lapsed(document, terms, holdings, Unit.MINUTE, person, now)
    return Denied((no_minutes(document, terms, left), *more))


def no_minutes(document: PolicyDocument, terms: Terms, left: int) -> Reason:
    """That the blocks do not have enough, and what can be bought."""
    blocks = tuple(rules_of(document, terms, BlockRule))
    sizes = tuple(str(block.minutes) for block in blocks)
    facts: dict[str, Fact] = {"sizes": sizes, "left": left, "buyers": buyers(terms)}
    return Reason(ReasonCode.NO_MINUTES_LEFT, document.cite(blocks[0].clause), facts)


def lapsed(
    document: PolicyDocument, terms: Terms, holdings: Holdings, unit: Unit, person: int, now: datetime
) -> tuple[Reason, ...]:
    """That units expired which come back with the next package (SU-validity)."""
    rule = rule_of(document, terms, ValidityRule)
    mine = [lot for lot in holdings.lots if lot.unit is unit and lot.owner in (None, person)]
    units = sum(lot.lapsed + (lot.left if lot.is_over(now) else 0) for lot in mine)
    if rule is None or not rule.returns or not units:
        return ()
    return (Reason(ReasonCode.LAPSED, document.cite(rule.clause), {"units": units, "unit": unit.value}),)


def _of_others(lots: Iterable[Lot], person: int, now: datetime) -> set[int]:
    tickets = [lot for lot in lots if lot.unit is Unit.TICKET and lot.left > 0 and not lot.is_over(now)]
    return {lot.owner for lot in tickets if lot.owner is not None and lot.owner != person}


def _yes(document: PolicyDocument, code: ReasonCode, clause: str, facts: Mapping[str, Fact]) -> Allowed:
    return Allowed((Reason(code, document.cite(clause), facts),))
