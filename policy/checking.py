"""What no single table can show: whether the parts of a document fit together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from policy.commerce_rules import CancelRule, KickoffRule, OfferRule, PaymentRule, ReturnRule
from policy.conditions import overlap, within
from policy.coverage import uncovered
from policy.documents import PolicyDocument
from policy.facts import Severity
from policy.intake_rules import IntakeRule
from policy.ledger_checking import check_ledger
from policy.resolving import unknown_holidays
from policy.rules import (
    BreachRule,
    ClosingRule,
    ExtendedRule,
    FollowUpRule,
    LevelRule,
    MaintenanceRule,
    PlanRule,
    RankRule,
    RosterRule,
    Rule,
    SentOnRule,
    ServeRule,
    SeverityRule,
    TargetRule,
    VersionsRule,
)
from policy.scope_rules import ConcernRule, DiscretionRule, ExclusionRule
from policy.tables import Fault


def check(document: PolicyDocument, paths: tuple[str, ...]) -> Iterator[Fault]:
    """Every fault between the parts of a document; `paths` are those of its rules."""
    placed = tuple(zip(document.rules, paths, strict=True))
    yield from _clauses(document, placed)
    yield from _calendars(document, placed)
    yield from _plans(document, placed)
    yield from _severities(placed)
    yield from _twice(placed)
    yield from _listed_twice(placed)
    yield from _ladder(placed)
    yield from _sent_on(placed)
    yield from check_ledger(document, placed)
    yield from uncovered(document)


Placed = tuple[tuple[Rule, str], ...]


def _clauses(document: PolicyDocument, placed: Placed) -> Iterator[Fault]:
    known = Counter(clause.id for clause in document.clauses)
    for id_, times in known.items():
        if times > 1:
            yield Fault("clauses", f"{id_!r} is listed {times} times")
    for path, clause in _cited(document, placed):
        if clause and clause not in known:
            yield Fault(path, f"cites the clause {clause!r}, which the document does not have")


def _cited(document: PolicyDocument, placed: Placed) -> Iterator[tuple[str, str]]:
    for rule, path in placed:
        yield f"{path}.clause", rule.clause
        if isinstance(rule, TargetRule):
            yield from ((f"{path}.also", clause) for clause in rule.also)
        if isinstance(rule, DiscretionRule):
            yield from ((f"{path}.over", clause) for clause in rule.over)
        if isinstance(rule, VersionsRule):
            yield f"{path}.after", rule.after
        if isinstance(rule, SentOnRule) and rule.otherwise is not None:
            yield f"{path}.otherwise", rule.otherwise
    for name, calendar in document.calendars.items():
        yield f"calendars.{name}.clause", calendar.clause
        if calendar.holidays is not None:
            yield f"calendars.{name}.holidays.clause", calendar.holidays.clause
    yield from ((f"assumptions ({a.path})", a.clause) for a in document.assumptions)


def _calendars(document: PolicyDocument, placed: Placed) -> Iterator[Fault]:
    for rule, path in placed:
        hours = TargetRule | ServeRule | FollowUpRule | ClosingRule | ExtendedRule
        named = rule.calendar if isinstance(rule, hours) else None
        if named and named not in document.calendars:
            known = ", ".join(document.calendars)
            yield Fault(f"{path}.calendar", f"no calendar {named!r}, must be one of {known}")
    for name, calendar in document.calendars.items():
        if calendar.holidays is not None:
            says = unknown_holidays(calendar.holidays)
            if says is not None:
                yield Fault(f"calendars.{name}.holidays", says)


def _plans(document: PolicyDocument, placed: Placed) -> Iterator[Fault]:
    for rule, path in placed:
        named: tuple[str, ...]
        match rule:
            case PlanRule() | OfferRule():
                named, where = (rule.plan,), f"{path}.plan"
            case MaintenanceRule():
                named, where = rule.plans, f"{path}.plans"
            case _:
                named, where = rule.when.plan, f"{path}.when.plan"
        for plan in named:
            if plan not in document.plans:
                known = ", ".join(document.plans)
                yield Fault(where, f"no plan {plan!r}, must be one of {known}")
    titled = Counter(rule.plan for rule, _ in placed if isinstance(rule, PlanRule))
    yield from _once_each(document.plans, titled, "plan")


def _severities(placed: Placed) -> Iterator[Fault]:
    named = Counter(rule.severity.value for rule, _ in placed if isinstance(rule, SeverityRule))
    yield from _once_each((severity.value for severity in Severity), named, "severity")


def _once_each(wanted: Iterable[str], found: Counter[str], kind: str) -> Iterator[Fault]:
    for name in wanted:
        if found[name] != 1:
            yield Fault("rules", f"{found[name]} rules of kind {kind!r} for {name!r}, must be exactly one")


def _twice(placed: Placed) -> Iterator[Fault]:
    """Two rules that answer the same question differently.

    Targets may nest (the narrower one decides); everything else must stand apart.
    """
    for (one, _), (other, path) in combinations(placed, 2):
        if type(one) is not type(other) or not overlap(one.when, other.when):
            continue
        match one, other:
            case TargetRule(), TargetRule():
                if (one.milestone, one.kind) == (other.milestone, other.kind) and (
                    within(one.when, other.when) is within(other.when, one.when)
                ):
                    yield Fault(path, f"a second {one.kind} of {one.milestone} for the same case")
            case ServeRule(), ServeRule():
                for channel in one.channels:
                    if channel in other.channels:
                        yield Fault(path, f"serves {channel} a second time for the same case")
            case RankRule(), RankRule():
                yield Fault(path, "a second rank for the same case")
            case RosterRule(), RosterRule():
                yield Fault(path, "a second roster rule for the same account")
            case _:
                yield from _sold_twice(one, other, path)


def _sold_twice(one: Rule, other: Rule, path: str) -> Iterator[Fault]:
    match one, other:
        case OfferRule(), OfferRule() if one.code == other.code:
            yield Fault(f"{path}.code", f"{one.code!r} is offered twice")
        case PaymentRule(), PaymentRule() if set(one.means) & set(other.means):
            yield Fault(f"{path}.means", "a means of payment is taken twice")
        case (CancelRule(), CancelRule()) | (ReturnRule(), ReturnRule()) | (KickoffRule(), KickoffRule()):
            yield Fault(path, "a second rule of this kind for the same plan")
        case _:
            pass


def _listed_twice(placed: Placed) -> Iterator[Fault]:
    """A line of a list under an id that the list has already."""
    for (one, _), (other, path) in combinations(placed, 2):
        match one, other:
            case ConcernRule(concern=name), ConcernRule(concern=again) if name == again and overlap(
                one.when, other.when
            ):
                yield Fault(f"{path}.concern", f"{name!r} is listed twice for the same case")
            case ExclusionRule(exclusion=name), ExclusionRule(exclusion=again) if name == again:
                yield Fault(f"{path}.exclusion", f"{name!r} is listed twice")
            case IntakeRule(field=name), IntakeRule(field=again) if name == again and overlap(
                one.when, other.when
            ):
                yield Fault(f"{path}.field", f"{name!r} is asked for twice in the same case")
            case _:
                pass


def _ladder(placed: Placed) -> Iterator[Fault]:
    levels = Counter(rule.level for rule, _ in placed if isinstance(rule, LevelRule))
    targets = {rule.milestone for rule, _ in placed if isinstance(rule, TargetRule)}
    for rule, path in placed:
        if isinstance(rule, LevelRule) and levels[rule.level] > 1:
            yield Fault(f"{path}.level", f"{rule.level!r} is on the ladder twice")
        if isinstance(rule, BreachRule):
            if rule.level not in levels:
                yield Fault(f"{path}.level", f"no level {rule.level!r} on the ladder")
            if rule.milestone not in targets:
                yield Fault(f"{path}.milestone", f"nothing is promised for {rule.milestone}")


def _sent_on(placed: Placed) -> Iterator[Fault]:
    """Lines of the list of what is supported that there are none of."""
    known = {rule.concern for rule, _ in placed if isinstance(rule, ConcernRule)}
    for rule, path in placed:
        if isinstance(rule, SentOnRule):
            for each in rule.covers:
                if each not in known:
                    yield Fault(f"{path}.covers", f"no rule of kind 'concern' for {each!r}")
