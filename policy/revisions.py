"""What a new version of a policy changes, read from the two documents (DV-revision); and when it begins."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, time
from itertools import product
from zoneinfo import ZoneInfo

from policy.channels import governing
from policy.conditions import holds_for_case
from policy.documents import Clause, PolicyDocument
from policy.facts import Case, Channel, Severity
from policy.keeping import kept
from policy.rule_parts import Kind, Milestone
from policy.rules import CalendarRule, ServeRule, TargetRule
from policy.targets import narrowest
from policy.units import Duration
from policy.windows import Window


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """A plan that there is now (`added`), or no longer."""

    plan: str
    added: bool


@dataclass(frozen=True, slots=True)
class TargetChanged:
    """A time promised otherwise, for some plans and severities; None where nothing was, or is, promised."""

    clause: str
    milestone: Milestone
    kind: Kind
    before: Duration | None
    after: Duration | None
    plans: tuple[str, ...]
    severities: tuple[Severity, ...]


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    """A channel that some plans have now (`served`), or no longer."""

    clause: str
    channel: Channel
    plans: tuple[str, ...]
    served: bool


@dataclass(frozen=True, slots=True)
class HoursChanged:
    """Opening hours that are others now; None where the calendar is new, or gone."""

    clause: str
    before: tuple[tuple[Window, ...], ...] | None
    after: tuple[tuple[Window, ...], ...] | None


@dataclass(frozen=True, slots=True)
class ClauseChanged:
    """A clause that says something else (both), is new (`before` None) or is gone (`after` None)."""

    before: Clause | None
    after: Clause | None


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """What the desk does by a clause has changed, in a way that none of the others tells."""

    clause: Clause


Difference = PlanChanged | TargetChanged | ChannelChanged | HoursChanged | ClauseChanged | RulesChanged


@kept
def begins_at(document: PolicyDocument) -> datetime:
    """The first instant of the version's date, in its own zone."""
    return datetime.combine(document.effective_on, time(), ZoneInfo(document.zone))


def differences(before: PolicyDocument, after: PolicyDocument) -> tuple[Difference, ...]:
    """What changed for those whom the policy concerns; empty where only remarks or sources did."""
    told: list[Difference] = [
        *_plans(before, after),
        *_targets(before, after),
        *_channels(before, after),
        *_hours(before, after),
    ]
    told += _clauses(before, after)
    cited = {d.clause for d in told if isinstance(d, TargetChanged | ChannelChanged | HoursChanged)}
    cited |= {
        c.id for d in told if isinstance(d, ClauseChanged) for c in (d.before, d.after) if c is not None
    }
    return (*told, *_rest(before, after, cited))


def _plans(before: PolicyDocument, after: PolicyDocument) -> Iterator[Difference]:
    yield from (PlanChanged(plan, added=True) for plan in after.plans if plan not in before.plans)
    yield from (PlanChanged(plan, added=False) for plan in before.plans if plan not in after.plans)


_Promised = tuple[Milestone, Kind]


def _targets(before: PolicyDocument, after: PolicyDocument) -> Iterator[Difference]:
    """Each change of a promise once, with every plan and severity that it holds for."""
    found: dict[
        tuple[str, Milestone, Kind, Duration | None, Duration | None], list[tuple[str, Severity]]
    ] = {}
    plans = [plan for plan in after.plans if plan in before.plans]
    for plan, severity, channel, is_open in product(plans, Severity, Channel, (True, False)):
        case = Case(plan, severity, channel)
        then, now = (_promised(document, case, is_open=is_open) for document in (before, after))
        for milestone, kind in dict.fromkeys((*then, *now)):
            old, new = then.get((milestone, kind)), now.get((milestone, kind))
            was, will = (None if rule is None else rule.target for rule in (old, new))
            rule = new or old
            if was != will and rule is not None:
                cases = found.setdefault((rule.clause, milestone, kind, was, will), [])
                cases.append((plan, severity))
    for (clause, milestone, kind, was, will), cases in found.items():
        held = tuple(dict.fromkeys(plan for plan, _ in cases))
        severities = tuple(dict.fromkeys(severity for _, severity in cases))
        yield TargetChanged(clause, milestone, kind, was, will, held, severities)


def _promised(document: PolicyDocument, case: Case, *, is_open: bool) -> dict[_Promised, TargetRule]:
    matching = [
        rule for rule in document.of(TargetRule) if holds_for_case(rule.when, case, open_at_receipt=is_open)
    ]
    return {(rule.milestone, rule.kind): rule for rule in narrowest(matching)}


def _channels(before: PolicyDocument, after: PolicyDocument) -> Iterator[Difference]:
    found: dict[tuple[str, Channel, bool], list[str]] = {}
    plans = [plan for plan in after.plans if plan in before.plans]
    for channel, plan in product(Channel, plans):
        then, now = (governing(document, Case(plan, channel=channel)) for document in (before, after))
        if isinstance(then, ServeRule) is not isinstance(now, ServeRule):
            rule = now if isinstance(now, ServeRule) else next(iter(now))
            found.setdefault((rule.clause, channel, isinstance(now, ServeRule)), []).append(plan)
    for (clause, channel, served), held in found.items():
        yield ChannelChanged(clause, channel, tuple(held), served)


def _hours(before: PolicyDocument, after: PolicyDocument) -> Iterator[Difference]:
    for name in dict.fromkeys((*after.calendars, *before.calendars)):
        then, now = before.calendars.get(name), after.calendars.get(name)
        rule = now or then
        if rule is not None and _week(then) != _week(now):
            yield HoursChanged(rule.clause, _week(then), _week(now))


def _week(rule: CalendarRule | None) -> tuple[tuple[Window, ...], ...] | None:
    return None if rule is None else rule.week


def _clauses(before: PolicyDocument, after: PolicyDocument) -> Iterator[Difference]:
    then, now = ({clause.id: clause for clause in document.clauses} for document in (before, after))
    for clause in dict.fromkeys((*now, *then)):
        old, new = then.get(clause), now.get(clause)
        if old is None or new is None or old.text != new.text:
            yield ClauseChanged(old, new)


def _rest(before: PolicyDocument, after: PolicyDocument, told: set[str]) -> Iterator[Difference]:
    """Clauses whose rules are others now, though nothing above has told of them."""
    then, now = _by_clause(before), _by_clause(after)
    for clause in after.clauses:
        if clause.id not in told and then.get(clause.id, set()) != now.get(clause.id, set()):
            yield RulesChanged(clause)


def _by_clause(document: PolicyDocument) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for rule in (*document.rules, *document.calendars.values()):
        # What is assumed and why is a remark: it changes nothing for anybody.
        held = [(f.name, getattr(rule, f.name)) for f in fields(rule) if f.name != "assumed"]
        found.setdefault(rule.clause, set()).add(f"{type(rule).__name__}{held!r}")
    return found
