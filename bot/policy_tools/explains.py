"""A whole policy laid out: hours, holidays of a year, plans, channels, targets, ladder, assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.policy_tools.answers import (
    BadInput,
    ClauseRow,
    Closed,
    Explained,
    Hours,
    LevelRow,
    PlanRow,
    SeverityRow,
    TargetRow,
    Way,
)
from bot.policy_tools.files import assumptions_of, document_of
from policy.channels import governing
from policy.documents import LANGUAGES, PolicyDocument
from policy.escalations import ladder
from policy.facts import Case, Channel, Severity
from policy.ranks import rank
from policy.resolving import calendar_specs
from policy.rules import Condition, LicencesRule, PlanRule, ServeRule, SeverityRule, TargetRule, WhileClosed
from policy.targets import clauses_of
from policy.windows import CalendarSpec

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def explain(file_or_id: str, *, year: int, language: str = "en") -> Explained:
    """Lay out a policy with the holidays of a year, names and clauses in a language.

    Raises:
        BadInput: a policy, year or language that is none.
    """
    if language not in LANGUAGES:
        raise BadInput(f"no language {language!r}, must be one of {', '.join(LANGUAGES)}")
    document = document_of(file_or_id)
    try:
        specs = calendar_specs(document, language, first_year=year, last_year=year)
    except ValueError as cause:
        raise BadInput(f"no holidays for the year {year}: {cause}") from cause
    unenforced = document.unenforced()
    return Explained(
        policy=document.id,
        version=document.version,
        title=document.title.get(language),
        provider=document.provider,
        source=document.source,
        effective_on=document.effective_on,
        zone=document.zone,
        languages=document.languages,
        year=year,
        hours=tuple(_hours(document, spec, language) for spec in specs.values()),
        holidays=_holidays(tuple(specs.values()), year),
        plans=tuple(_plan(document, plan, language) for plan in document.plans),
        severities=tuple(
            SeverityRow(
                rule.severity.value,
                rule.means.get(language),
                rule.clause,
                _only(rank(document, plan, rule.severity) for plan in document.plans),
            )
            for rule in document.rules
            if isinstance(rule, SeverityRule)
        ),
        targets=tuple(_target(document, rule) for rule in document.rules if isinstance(rule, TargetRule)),
        ladder=tuple(
            LevelRow(level.name, level.role.value, level.plans, level.clause) for level in ladder(document)
        ),
        clauses=tuple(
            ClauseRow(c.id, c.text.get(language), c.reference, c.id not in unenforced)
            for c in document.clauses
        ),
        assumptions=assumptions_of(document),
    )


def _hours(document: PolicyDocument, spec: CalendarSpec, language: str) -> Hours:
    rule = document.calendars[spec.id]
    return Hours(spec.id, rule.title.get(language), spec.zone, _week(spec), rule.clause)


def _week(spec: CalendarSpec) -> tuple[tuple[str, str], ...]:
    """The open days of a week, neighbours with the same hours together."""
    spans: list[tuple[int, int, str]] = []
    for day, windows in enumerate(spec.week):
        text = ", ".join(str(window) for window in windows)
        if spans and spans[-1][2] == text:
            spans[-1] = (spans[-1][0], day, text)
        else:
            spans.append((day, day, text))
    return tuple(
        (_DAYS[first] if first == last else f"{_DAYS[first]}-{_DAYS[last]}", text)
        for first, last, text in spans
        if text
    )


def _holidays(specs: tuple[CalendarSpec, ...], year: int) -> tuple[Closed, ...]:
    named: dict[tuple[date, str], tuple[str, ...]] = {}
    for spec in specs:
        for day, name in spec.closed.items():
            if day.year == year:
                named[day, name] = (*named.get((day, name), ()), spec.id)
    return tuple(Closed(day, name, calendars) for (day, name), calendars in sorted(named.items()))


def _plan(document: PolicyDocument, plan: str, language: str) -> PlanRow:
    named = next(rule for rule in document.rules if isinstance(rule, PlanRule) and rule.plan == plan)
    licences = next(
        (
            rule.at_least
            for rule in document.rules
            if isinstance(rule, LicencesRule) and plan in (rule.when.plan or (plan,))
        ),
        None,
    )
    return PlanRow(
        id=plan,
        title=named.title.get(language),
        clause=named.clause,
        rank=_only(rank(document, plan, severity) for severity in Severity),
        licences=licences,
        channels=tuple(_way(document, Case(plan, channel=channel)) for channel in Channel),
    )


def _only(ranks: Iterable[int]) -> int | None:
    """The rank that all share, or None where they differ."""
    first, *others = set(ranks)
    return None if others else first


def _way(document: PolicyDocument, case: Case) -> Way:
    rule = governing(document, case)
    if isinstance(rule, ServeRule):
        hours = None if rule.while_closed is WhileClosed.ACCEPT else rule.calendar
        return Way(case.channel.value, True, (rule.clause,), hours)
    return Way(case.channel.value, False, tuple(dict.fromkeys(each.clause for each in rule)), None)


def _target(document: PolicyDocument, rule: TargetRule) -> TargetRow:
    return TargetRow(
        milestone=rule.milestone.value,
        kind=rule.kind.value,
        target=str(rule.target),
        calendar=rule.calendar,
        case=_case(rule.when),
        clauses=clauses_of(document, rule),
        pauses=rule.pauses,
    )


def _case(when: Condition) -> str:
    """A condition in words: "plan premium, phone"; "every case" where there is none."""
    parts = [f"plan {' or '.join(when.plan)}"] if when.plan else []
    parts += [" or ".join(names) for names in (when.severity, when.channel, when.product) if names]
    if when.open_at_receipt is not None:
        parts.append("received while open" if when.open_at_receipt else "received while closed")
    return ", ".join(parts) or "every case"
