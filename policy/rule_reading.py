"""From one table of a policy to one rule, by its kind."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from policy import incident_reading, ledger_reading
from policy.contact_reading import delegation, sent_on, served
from policy.facts import Channel, Role, Severity
from policy.fair_use_rule import read_fair_use
from policy.mailbox_rules import read_mailbox
from policy.product_rule_reading import READERS as PRODUCTS
from policy.publishing_rules import read_languages, read_revision
from policy.rule_reading_commerce import COMMERCE_READERS
from policy.rule_reading_intake import READERS as INTAKE
from policy.rule_reading_scope import READERS as SCOPE
from policy.rules import (
    Action,
    ActiveRule,
    BreachRule,
    Duty,
    FeeRule,
    ForbidRule,
    Kind,
    LevelRule,
    LicencesRule,
    Milestone,
    PermitRule,
    PlanRule,
    RankRule,
    RefuseRule,
    RosterRule,
    Rule,
    ServeRule,
    SeverityRule,
    Step,
    TargetRule,
    Tell,
    WhileClosed,
)
from policy.tables import Table
from policy.units import Duration, EndOfMonth, Months, SameBusinessDay, Years, parse
from policy.when_reading import when

_HIGHEST_SHARE = 2
_HARMLESS = SameBusinessDay()


def read_rule(table: Table) -> Rule | None:
    """The rule of a table, or None where its kind is unknown; faults go to the table."""
    kind = table.text("kind")
    reader = _READERS.get(kind)
    if reader is None:
        if kind:
            table.fault("kind", f"{kind!r} is no kind of rule, must be one of {', '.join(KINDS)}")
        return None
    rule = reader(table)
    table.close()
    return rule


def _plan(table: Table) -> PlanRule:
    return PlanRule(
        clause=table.text("clause"),
        plan=table.slug("plan"),
        title=table.translated("title"),
        assumed=table.optional_text("assumed"),
    )


def _severity(table: Table) -> SeverityRule:
    return SeverityRule(
        clause=table.text("clause"),
        severity=table.choice("severity", Severity),
        means=table.translated("means"),
        assumed=table.optional_text("assumed"),
    )


def _rank(table: Table) -> RankRule:
    return RankRule(
        clause=table.text("clause"),
        rank=table.number("rank", 1),
        when=when(table, "plan", "severity"),
        assumed=table.optional_text("assumed"),
    )


def _licences(table: Table) -> LicencesRule:
    return LicencesRule(
        clause=table.text("clause"),
        at_least=table.number("at_least", 1),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _serve(table: Table) -> ServeRule:
    closed = WhileClosed.ACCEPT
    if table.has("while_closed"):
        closed = table.choice("while_closed", WhileClosed)
    calendar = table.optional_text("calendar")
    if calendar is None and closed is not WhileClosed.ACCEPT:
        table.fault("calendar", "missing, since while_closed needs opening hours")
    return ServeRule(
        clause=table.text("clause"),
        channels=table.choices("channels", Channel),
        while_closed=closed,
        calendar=calendar,
        when=when(table, "plan", "severity"),
        assumed=table.optional_text("assumed"),
    )


def _refuse(table: Table) -> RefuseRule:
    others = table.flag("others", default=False)
    if others and table.has("channels"):
        table.fault("others", "cannot stand beside channels")
    return RefuseRule(
        clause=table.text("clause"),
        channels=None if others else table.choices("channels", Channel),
        when=when(table, "plan", "severity"),
        assumed=table.optional_text("assumed"),
    )


def _permit(table: Table) -> PermitRule:
    return PermitRule(
        clause=table.text("clause"),
        actions=table.choices("actions", Action),
        when=when(table, "plan", "role", "employees_min", "employees_below"),
        assumed=table.optional_text("assumed"),
    )


def _forbid(table: Table) -> ForbidRule:
    return ForbidRule(
        clause=table.text("clause"),
        actions=table.choices("actions", Action),
        instead_roster=table.flag("instead_roster", default=False),
        when=when(table, "plan", "role", "employees_min", "employees_below"),
        assumed=table.optional_text("assumed"),
    )


def _roster(table: Table) -> RosterRule:
    unbounded = table.flag("unbounded", default=False)
    if unbounded and table.has("limit"):
        table.fault("unbounded", "cannot stand beside a limit")
    return RosterRule(
        clause=table.text("clause"),
        required=table.flag("required", default=False),
        limit=None if unbounded else table.number("limit", 1),
        when=when(table, "plan", "employees_min", "employees_below"),
        assumed=table.optional_text("assumed"),
    )


def _fee(table: Table) -> FeeRule:
    return FeeRule(
        clause=table.text("clause"),
        when=when(table, "plan", "employees_min", "employees_below"),
        assumed=table.optional_text("assumed"),
    )


def _active(table: Table) -> ActiveRule:
    return ActiveRule(
        clause=table.text("clause"),
        actions=table.choices("actions", Action),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _target(table: Table) -> TargetRule:
    milestone = table.choice("milestone", Milestone)
    pauses = table.flag("pauses", default=milestone is not Milestone.FIRST_RESPONSE)
    return TargetRule(
        clause=table.text("clause"),
        milestone=milestone,
        kind=table.choice("promise", Kind),
        target=_duration(table),
        calendar=table.text("calendar"),
        pauses=pauses,
        steps=_steps(table) if table.has("steps") else None,
        also=table.texts("also") if table.has("also") else (),
        when=when(table, "plan", "severity", "channel", "product", "open_at_receipt"),
        assumed=table.optional_text("assumed"),
    )


def _duration(table: Table) -> Duration:
    text = table.text("target")
    try:
        found = parse(text) if text else _HARMLESS
    except ValueError as error:
        table.fault("target", str(error))
        return _HARMLESS
    if isinstance(found, Months | Years | EndOfMonth):
        table.fault("target", "runs to the end of a day, which is no time to answer in")
    return found


def _steps(table: Table) -> tuple[Step, ...]:
    steps = []
    for inner in table.tables("steps"):
        text = inner.text("share")
        try:
            share = Decimal(text or "1")
        except InvalidOperation:
            share = Decimal(0)
        if not 0 < share <= _HIGHEST_SHARE:
            inner.fault("share", 'must be a text such as "0.75", above 0 and at most 2')
        steps.append(Step(share, inner.choices("tell", Tell)))
        inner.close()
    if [s.share for s in steps] != sorted({s.share for s in steps}):
        table.fault("steps", "shares must rise, each once")
    return tuple(steps)


def _level(table: Table) -> LevelRule:
    return LevelRule(
        clause=table.text("clause"),
        level=table.slug("level"),
        role=table.choice("role", Role),
        in_turn=table.flag("in_turn", default=False),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _breach(table: Table) -> BreachRule:
    return BreachRule(
        clause=table.text("clause"),
        milestone=table.choice("milestone", Milestone),
        level=table.slug("level"),
        task=table.choice("task", Duty) if table.has("task") else None,
        assumed=table.optional_text("assumed"),
    )


_READERS: Mapping[str, Callable[[Table], Rule]] = {
    "plan": _plan,
    "severity": _severity,
    "rank": _rank,
    "licences": _licences,
    "serve": _serve,
    "refuse": _refuse,
    "permit": _permit,
    "forbid": _forbid,
    "roster": _roster,
    "fee": _fee,
    "active": _active,
    "target": _target,
    "level": _level,
    "breach": _breach,
    # ledger
    **ledger_reading.READERS,
    # commerce
    **COMMERCE_READERS,
    # intake
    **INTAKE,
    # contacts
    "delegation": delegation,
    "served": served,
    "sent_on": sent_on,
    # scope
    **SCOPE,
    # incidents
    "outcome": incident_reading.outcome,
    "follow_up": incident_reading.follow_up,
    "closing": incident_reading.closing,
    "transparency": incident_reading.transparency,
    "across": incident_reading.across,
    # products
    **PRODUCTS,
    # mail
    "mailbox": read_mailbox,
    # fairness
    "revision": read_revision,
    "languages": read_languages,
    "fair_use": read_fair_use,
}

KINDS = tuple(_READERS)
"""Every kind of rule that a policy may hold."""
