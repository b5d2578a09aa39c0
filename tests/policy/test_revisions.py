"""What a new version changes, told from the two documents; and whether a running ticket may be put under it."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from policy.amending import amendment
from policy.decisions import Allowed, Denied, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Case, Channel, Severity
from policy.reading import read
from policy.resolving import build, calendar_specs
from policy.revisions import (
    ChannelChanged,
    ClauseChanged,
    Difference,
    HoursChanged,
    PlanChanged,
    RulesChanged,
    TargetChanged,
    begins_at,
    differences,
)
from policy.targets import Kind, Milestone, owed
from policy.units import BusinessDays, parse

from .small import SMALL

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)


def small(change: Any = None) -> PolicyDocument:
    mapping = deepcopy(SMALL)
    if change is not None:
        mapping["version"] = "2"
        change(mapping)
    return read(mapping)


def rule(mapping: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(each for each in mapping["rules"] if each["kind"] == kind)


def found(change: Any) -> tuple[Difference, ...]:
    return differences(small(), small(change))


def test_the_same_text_under_another_version_changes_nothing():
    assert found(lambda m: m.update(source="Another page")) == ()


def test_an_assumption_is_a_remark_and_no_change():
    assert found(lambda m: rule(m, "target").update(assumed="A reason.")) == ()


def test_a_target_that_is_shorter_is_told_once_with_every_plan_and_severity():
    assert found(lambda m: rule(m, "target").update(target="2 business hours")) == (
        TargetChanged(
            "2",
            Milestone.FIRST_RESPONSE,
            Kind.GUARANTEE,
            parse("4 business hours"),
            parse("2 business hours"),
            ("basic", "gold"),
            tuple(Severity),
        ),
    )


def test_a_target_of_one_plan_is_told_of_that_plan():
    def change(mapping: dict[str, Any]) -> None:
        more = rule(mapping, "target") | {
            "target": "1 business day",
            "when": {"plan": ["gold"]},
            "clause": "3",
        }
        mapping["rules"].append(more)

    assert found(change) == (
        TargetChanged(
            "3",
            Milestone.FIRST_RESPONSE,
            Kind.GUARANTEE,
            parse("4 business hours"),
            BusinessDays(1),
            ("gold",),
            tuple(Severity),
        ),
    )


def test_what_is_no_longer_promised_as_firmly_is_gone_and_new():
    told = found(lambda m: rule(m, "target").update(promise="goal"))
    assert [(d.kind, d.before is None, d.after is None) for d in told if isinstance(d, TargetChanged)] == [
        (Kind.GUARANTEE, False, True),
        (Kind.GOAL, True, False),
    ]


def test_a_channel_that_a_plan_loses_is_told_of_that_plan():
    def change(mapping: dict[str, Any]) -> None:
        more = {"kind": "refuse", "clause": "3", "channels": ["phone"], "when": {"plan": ["basic"]}}
        mapping["rules"].append(more)

    assert found(change) == (ChannelChanged("3", Channel.PHONE, ("basic",), served=False),)


def test_other_opening_hours_are_told_before_and_after():
    told = found(lambda m: m["calendars"]["office"].update(week={"mon-fri": ["10:00-16:00"]}))
    assert [type(d) for d in told] == [HoursChanged]
    assert [(d.before is None, d.after is None) for d in told if isinstance(d, HoursChanged)] == [
        (False, False)
    ]


def test_plans_and_clauses_come_and_go():
    def change(mapping: dict[str, Any]) -> None:
        mapping["plans"].append("silver")
        mapping["rules"].append(rule(mapping, "plan") | {"plan": "silver"})
        mapping["clauses"].append(
            {"id": "4", "en": "Four", "fr": "Quatre", "es": "Cuatro", "reference": "p. 4"}
        )
        mapping["clauses"][0]["en"] = "One, otherwise"

    told = found(change)
    assert told[0] == PlanChanged("silver", added=True)
    changed = [
        (d.before and d.before.id, d.after and d.after.id) for d in told if isinstance(d, ClauseChanged)
    ]
    assert changed == [("1", "1"), (None, "4")]


def test_a_rule_that_nothing_else_tells_of_is_told_by_its_clause():
    told = found(lambda m: rule(m, "level").update(role="director"))
    assert [d.clause.id for d in told if isinstance(d, RulesChanged)] == ["1"]


def test_a_version_begins_at_midnight_of_its_own_zone():
    assert begins_at(small()).isoformat() == "2026-01-01T00:00:00-05:00"


def amended(change: Any, severity: Severity = Severity.MEDIUM) -> Allowed | Denied:
    before, after = small(), small(change)
    case = Case("gold", severity)
    then, now = (
        owed(d, build(calendar_specs(d, first_year=2026, last_year=2026)), case, MONDAY)
        for d in (before, after)
    )
    decision = amendment(before, after, "gold", then, now)
    assert isinstance(decision, Allowed | Denied)
    return decision


def test_a_shorter_promise_is_in_the_customers_favour():
    decision = amended(lambda m: rule(m, "target").update(target="2 business hours"))
    assert isinstance(decision, Allowed)
    assert [(r.code, r.citation.clause) for r in decision.reasons] == [(ReasonCode.AMENDMENT_IN_FAVOUR, "2")]


@pytest.mark.parametrize(
    "change",
    [
        lambda m: rule(m, "target").update(target="8 business hours"),
        lambda m: rule(m, "target").update(promise="goal"),
        lambda m: m["rules"].remove(rule(m, "target")),
    ],
)
def test_whatever_comes_later_or_less_firmly_is_refused_by_the_clause_that_promised_it(change):
    decision = amended(change)
    assert isinstance(decision, Denied)
    assert [(r.code, r.citation.clause) for r in decision.reasons] == [(ReasonCode.AMENDMENT_WORSE, "2")]
    assert decision.reasons[0].citation.version == "1"


def test_a_plan_that_the_new_version_lacks_is_refused():
    def change(mapping: dict[str, Any]) -> None:
        mapping["plans"].remove("gold")
        mapping["rules"] = [r for r in mapping["rules"] if r.get("plan") != "gold"]

    before, after = small(), small(change)
    decision = amendment(before, after, "gold", (), ())
    assert isinstance(decision, Denied)
    assert [r.code for r in decision.reasons] == [ReasonCode.AMENDMENT_NO_PLAN]
