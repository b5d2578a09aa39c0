"""The ladder: who comes next, who may not, where a breach goes by itself; and ranks and versions."""

from datetime import UTC, date, datetime

import pytest

from policy.decisions import Allowed, Denied, NeedsApproval, NeedsConsent
from policy.documents import Citation, in_force
from policy.escalations import Level, ladder, next_level, on_breach
from policy.facts import Case, Role, Severity, Terms
from policy.ranks import rank
from policy.reading import read
from policy.targets import owed
from policy.texts import Translated

from .conftest import calendars, document
from .small import small


def names(policy, plan):
    """The levels that a plan climbs, one after another, and the clause that ends it."""
    climbed, current = [], None
    while True:
        found = next_level(document(policy), Terms(plan), current)
        if isinstance(found, Denied):
            (reason,) = found.reasons
            return [*climbed, (reason.code.value, reason.citation.clause, reason.facts["level"])]
        climbed.append(found.name)
        current = found.name


def test_each_plan_climbs_its_own_levels_and_stops_at_the_top():
    top = ("top_of_ladder", "TT-6.b", "director")

    assert names("techtra", "contract") == ["senior", "director", top]
    assert names("techtra", "maintenance") == ["lead", "director", top]
    assert names("pitney-bowes", "standard") == [
        "lead",
        "director",
        ("top_of_ladder", "PB-b.iii.roster", "director"),
    ]


def test_a_level_that_only_others_reach_is_stepped_over():
    found = next_level(document("techtra"), Terms("contract"), "lead")

    assert isinstance(found, Level)
    assert found.name == "senior"


def test_a_ladder_without_a_level_for_a_plan_ends_where_it_ends():
    for_basic = 'kind = "level"\nclause = "1"\nlevel = "boss"\nrole = "director"\nwhen = { plan = ["basic"] }'
    mapping = small(for_basic)
    mapping["rules"][5]["when"] = {"plan": ["gold"]}
    policy = read(mapping)

    at_the_top = next_level(policy, Terms("gold"), "lead")
    without_any = next_level(policy, Terms("iron"), None)

    assert isinstance(at_the_top, Denied)
    assert at_the_top.reasons[0].facts == {"level": "lead"}
    assert isinstance(without_any, Denied)
    assert without_any.reasons[0].facts == {"level": "boss"}


def test_a_level_that_is_none_is_the_callers_mistake():
    with pytest.raises(ValueError, match="president"):
        next_level(document("techtra"), Terms("contract"), "president")


def test_a_ladder_says_who_stands_where_and_what_is_assumed():
    assert [(level.name, level.role, level.clause) for level in ladder(document("techtra"))] == [
        ("lead", Role.LEAD, "TT-3.complex"),
        ("senior", Role.LEAD, "TT-5.senior"),
        ("director", Role.DIRECTOR, "TT-6.b"),
    ]
    assert ladder(document("techtra"))[1].plans == ("contract",)
    assert [level.in_turn for level in ladder(document("techtra"))] == [False, False, True]


def test_only_a_resolution_past_its_ten_days_goes_to_the_director():
    received_at = datetime(2026, 6, 22, 13, tzinfo=UTC)
    promises = owed(document("techtra"), calendars("techtra"), Case("contract"), received_at)

    assert [(p.milestone.value, on_breach(document("techtra"), p)) for p in promises] == [
        ("first_response", None),
        ("first_response", None),
        ("resolution", "director"),
    ]


def test_ranks_follow_the_plan_and_are_equal_where_nothing_is_said():
    techtra = document("techtra")

    assert [rank(techtra, plan) for plan in techtra.plans] == [1, 2, 3, 4]
    assert [rank(document("devolutions"), plan) for plan in ("standard", "priority", "premium")] == [2, 1, 1]
    assert {rank(document("sign-in-app"), p) for p in document("sign-in-app").plans} == {1}


def test_the_most_critical_come_first_where_the_policy_says_so():
    helped = document("support-utilisateur")

    assert {plan: [rank(helped, plan, severity) for severity in Severity] for plan in helped.plans} == {
        plan: [1, 2, 3, 4] for plan in ("trial", "subscription", "pack", "hourly")
    }


def test_the_version_in_force_is_the_latest_that_has_begun():
    old, new = read(small()), read(small(version="2", effective_on=date(2026, 7, 1)))

    assert in_force((new, old), "small", date(2025, 12, 31)) is None
    assert in_force((new, old), "small", date(2026, 6, 30)) is old
    assert in_force((new, old), "small", date(2026, 7, 1)) is new
    assert in_force((new, old), "other", date(2026, 7, 1)) is None


def test_a_citation_names_document_version_and_clause():
    assert read(small()).cite("2") == Citation("small", "1", "2")
    assert read(small()).clause("2").reference == "p. 2"
    with pytest.raises(KeyError):
        read(small()).cite("9")


@pytest.mark.parametrize("verdict", [Allowed, Denied, NeedsConsent, NeedsApproval])
def test_no_decision_stands_without_a_reason(verdict):
    with pytest.raises(ValueError, match=f"{verdict.__name__} needs at least one reason"):
        verdict(())


def test_a_text_is_read_in_the_readers_language_else_in_english():
    text = Translated(en="Hello", fr="Bonjour", es="Hola")

    assert [text.get(tag) for tag in ("fr-CA", "es_MX", "EN", "de")] == ["Bonjour", "Hola", "Hello", "Hello"]
