"""Fair use: what the figures suggest, what a decision may be, and what a limit changes (DV-fair-use)."""

import pytest

from policy.decisions import Allowed, Denied, ReasonCode
from policy.facts import Case, Severity, Standing
from policy.fair_use import Measures, may_become, proposed, rule_of
from policy.targets import Kind, owed

from .conftest import calendars, document
from .test_catalog import JUNE

DEVOLUTIONS = document("devolutions")
RULE = rule_of(DEVOLUTIONS)
N, W, L = Standing.NORMAL, Standing.WATCHED, Standing.LIMITED


@pytest.mark.parametrize(
    ("tickets", "licences", "documented", "reopened", "suggests"),
    [
        (6, 20, 3, 0, W),  # 0.3 a licence, half by documentation
        (6, 20, 0, 2, W),  # a third reopened
        (5, 10, 5, 5, None),  # too few to say anything
        (6, 21, 6, 6, None),  # just below 0.3 a licence
        (40, 20, 2, 2, None),  # many, and well understood: no abuse
        (6, None, 6, 0, W),  # unknown licences count as one
        (0, 20, 0, 0, None),
    ],
)
def test_many_requests_that_show_low_understanding_suggest_a_warning(
    tickets, licences, documented, reopened, suggests
):
    assert proposed(RULE, N, Measures(tickets, licences, documented, reopened)) is suggests


def test_one_step_at_a_time_and_back_by_training_only():
    bad, good = Measures(9, 10, 9, 0), Measures(1, 10, 0, 0)
    assert [proposed(RULE, each, bad) for each in (N, W, L)] == [W, L, None]
    assert [proposed(RULE, each, good) for each in (N, W, L)] == [None, N, None]


@pytest.mark.parametrize(
    ("standing", "to", "trained", "code"),
    [
        (N, W, False, ReasonCode.FAIR_USE_DECIDED),
        (N, L, False, ReasonCode.FAIR_USE_WARNING_FIRST),
        (W, L, False, ReasonCode.FAIR_USE_DECIDED),
        (W, N, False, ReasonCode.FAIR_USE_DECIDED),
        (L, N, False, ReasonCode.FAIR_USE_NEEDS_TRAINING),
        (L, W, False, ReasonCode.FAIR_USE_NEEDS_TRAINING),
        (L, N, True, ReasonCode.FAIR_USE_DECIDED),
    ],
)
def test_a_warning_comes_first_and_training_last(standing, to, trained, code):
    decision = may_become(DEVOLUTIONS, RULE, standing, to, trained=trained)
    assert [(r.code, r.citation.clause) for r in decision.reasons] == [(code, "DV-fair-use")]
    assert isinstance(decision, Allowed) is (code is ReasonCode.FAIR_USE_DECIDED)
    assert isinstance(decision, Allowed | Denied)


def promised(plan, severity, standing):
    case = Case(plan, severity, standing=standing)
    return [(p.kind, p.due_at, p.clauses) for p in owed(DEVOLUTIONS, calendars("devolutions"), case, JUNE)]


@pytest.mark.parametrize("plan", DEVOLUTIONS.plans)
@pytest.mark.parametrize("severity", [Severity.SEVERE, Severity.MEDIUM, Severity.MINOR])
def test_a_limited_account_has_best_effort_for_the_same_time_and_the_clause_says_so(plan, severity):
    ((_, due_at, clauses),) = promised(plan, severity, N)
    assert promised(plan, severity, W) == promised(plan, severity, N)
    ((kind, softened_to, by),) = promised(plan, severity, L)
    assert (kind, softened_to) == (Kind.BEST_EFFORT, due_at)
    assert by == ("DV-fair-use", *clauses[1:], clauses[0])


@pytest.mark.parametrize("plan", DEVOLUTIONS.plans)
def test_a_critical_ticket_is_never_touched(plan):
    assert promised(plan, Severity.CRITICAL, L) == promised(plan, Severity.CRITICAL, N)


def test_no_other_policy_knows_of_it():
    names = ("pitney-bowes", "techtra", "sign-in-app", "support-utilisateur")
    assert [rule_of(document(name)) for name in names] == [None] * 4
