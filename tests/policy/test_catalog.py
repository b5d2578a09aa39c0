"""The five shipped policies: every clause is listed, in three languages, and none without its rule is hidden."""

import re
from datetime import UTC, datetime

import pytest

from bot import policy_tools
from policy.facts import Case, Severity
from policy.targets import Tell, owed

from .conftest import CATALOG, calendars, document

POLICIES = policy_tools.shipped_ids()
JUNE = datetime(2026, 6, 1, 13, tzinfo=UTC)

CLAUSES = {
    "pitney-bowes": (
        "PB-0 PB-a PB-b.consent PB-b.facts PB-b.extra PB-b.channels PB-b.i PB-b.ii PB-b.iii.roster "
        "PB-b.iii.served PB-b.iii.first-line PB-b.iii.scope PB-b.iii.fee"
    ),
    "devolutions": (
        "DV-plan.standard DV-plan.priority DV-plan.premium DV-licences DV-exclusions DV-discretion "
        "DV-hours DV-extra DV-excluded-cause DV-fair-use DV-revision DV-agreement"
    ),
    "techtra": (
        "TT-1.hours TT-1.extended TT-2.rank TT-3.response TT-3.complex TT-4.phone TT-5.senior TT-6.a "
        "TT-6.b TT-6.b.outcome TT-6.b.follow-up TT-7.versions TT-7.maintenance TT-o.retired TT-o.discretion"
    ),
    "sign-in-app": (
        "SI-1.hours SI-2.facts SI-3.scope SI-4.excluded SI-5.channels SI-6.email SI-6.chat SI-7.measure "
        "SI-8.response SI-9.critical SI-9.severe SI-9.medium SI-9.minor SI-10.progress SI-11.uptime"
    ),
    "support-utilisateur": (
        "SU-trial SU-scope SU-offer SU-languages SU-response SU-transparency SU-invoice SU-users SU-unlimited "
        "SU-cancel SU-return SU-kickoff SU-payment SU-ticket SU-pack SU-pack.shared SU-indivisible "
        "SU-validity SU-30-minutes SU-hourly"
    ),
}


def test_the_catalog_holds_seventy_five_clauses():
    assert sum(len(document(name).clauses) for name in POLICIES) == 75


@pytest.mark.parametrize("name", POLICIES)
def test_every_clause_is_listed(name):
    assert [clause.id for clause in document(name).clauses] == CLAUSES[name].split()


@pytest.mark.parametrize("name", POLICIES)
def test_every_clause_is_enforced(name):
    checked = policy_tools.check(name)

    assert (checked.policy, checked.faults) == (name, ())
    assert checked.unenforced == ()


@pytest.mark.parametrize("name", POLICIES)
def test_french_is_set_as_french_is(name):
    texts = re.findall(r'\bfr = "([^"]*)"', (CATALOG / f"{name}.toml").read_text())

    assert texts
    for text in texts:
        assert not re.search(r"[';!?]| [:%]|\d h\b", text), text


@pytest.mark.parametrize("name", POLICIES)
def test_no_clause_says_the_same_in_two_languages(name):
    for clause in document(name).clauses:
        texts = [clause.text.get(language) for language in ("en", "fr", "es")]
        assert len(set(texts)) == 3, clause.id
        assert all(text.endswith(".") for text in texts), clause.id


@pytest.mark.parametrize("name", POLICIES)
def test_chat_is_open_to_every_plan_and_says_what_it_assumes(name):
    for plan in document(name).plans:
        for severity in Severity:
            answer = policy_tools.deadline(name, "2026-06-30T10:00", plan=plan, severity=severity, now=JUNE)
            assert answer.denied is None
            assert answer.bearing > 0


@pytest.mark.parametrize("name", POLICIES)
def test_every_promise_reports_the_five_shares_in_order(name):
    for plan in document(name).plans:
        for promise in owed(document(name), calendars(name), Case(plan), JUNE):
            assert [float(t.share) for t in promise.thresholds] == [0.5, 0.75, 0.9, 1.0, 1.1]
            assert [t.at for t in promise.thresholds] == sorted(t.at for t in promise.thresholds)
            assert promise.thresholds[3].at == promise.due_at


def told(name, plan):
    return {
        (promise.milestone.value, promise.kind.value): [t.tell for t in promise.thresholds]
        for promise in owed(document(name), calendars(name), Case(plan), JUNE)
    }


def test_a_guarantee_climbs_a_goal_is_quiet_and_best_effort_stays_below():
    full = [
        (Tell.CARD,),
        (Tell.ASSIGNEE,),
        (Tell.ASSIGNEE, Tell.LEAD),
        (Tell.CHANNEL,),
        (Tell.NEXT_LEVEL,),
    ]

    assert told("techtra", "contract") == {
        ("first_response", "guarantee"): full,
        ("first_response", "goal"): [
            (Tell.CARD,),
            (Tell.ASSIGNEE,),
            (Tell.CARD,),
            (Tell.CARD,),
            (Tell.CARD,),
        ],
        ("resolution", "goal"): full,
    }
    assert told("support-utilisateur", "subscription") == {
        ("first_response", "best_effort"): [*full[:4], (Tell.CARD,)],
    }
