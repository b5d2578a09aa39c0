"""How a ticket may end under a policy: outcomes, follow-up, silence, reopening, and what is public."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from policy import outcomes, satisfaction
from policy.decisions import Allowed, Denied
from policy.escalations import in_turn, ladder, may_cross, task_of_breach
from policy.facts import Case, Role, Terms
from policy.incident_rules import Duty, Outcome
from policy.reading import PolicyFaults, read
from policy.targets import owed

from .conftest import calendars, document
from .small import small

PARIS = ZoneInfo("Europe/Paris")
TORONTO = ZoneInfo("America/Toronto")
CONTRACT = Terms("contract")


def codes(decision):
    return [(reason.code.value, reason.citation.clause) for reason in decision.reasons]


@pytest.mark.parametrize(
    ("role", "discussed", "verdict", "why"),
    [
        (Role.DIRECTOR, True, Allowed, ["outcome_given"]),
        (Role.AGENT, True, Allowed, ["outcome_given"]),
        (Role.DIRECTOR, False, Denied, ["not_discussed"]),
        (Role.ADMIN, True, Denied, ["outcome_role"]),
        (Role.ADMIN, False, Denied, ["outcome_role", "not_discussed"]),
    ],
)
def test_an_outcome_is_given_by_who_works_on_it_once_discussed(role, discussed, verdict, why):
    for outcome in Outcome:
        decision = outcomes.may_give(document("techtra"), CONTRACT, role, outcome, discussed=discussed)
        assert isinstance(decision, verdict)
        assert codes(decision) == [(code, "TT-6.b.outcome") for code in why]


def test_a_policy_without_the_rule_knows_no_outcomes():
    assert outcomes.outcomes(document("techtra"), CONTRACT) == tuple(Outcome)
    assert outcomes.outcomes(document("pitney-bowes"), Terms("standard")) == ()
    with pytest.raises(ValueError, match="knows no outcome"):
        outcomes.may_give(
            document("pitney-bowes"), Terms("standard"), Role.LEAD, Outcome.DEFECT, discussed=True
        )


def test_the_follow_up_comes_five_business_days_after_the_outcome():
    given = datetime(2026, 3, 5, 10, tzinfo=TORONTO)  # a Thursday
    found = outcomes.follow_up(document("techtra"), calendars("techtra"), CONTRACT, given)
    assert found == outcomes.FollowUp(
        datetime(2026, 3, 12, 17, tzinfo=TORONTO), Role.AGENT, "TT-6.b.follow-up"
    )
    assert (
        outcomes.follow_up(document("devolutions"), calendars("devolutions"), Terms("standard"), given)
        is None
    )


def test_a_silence_closes_after_five_business_days_and_is_reminded_of_after_three():
    solved = datetime(2026, 5, 12, 16, tzinfo=PARIS)  # Tuesday; Thursday the 14th is Ascension Day
    helped = document("support-utilisateur")
    found = satisfaction.silence(helped, calendars("support-utilisateur"), Terms("pack"), solved)
    assert found == satisfaction.Silence(
        datetime(2026, 5, 20, 18, tzinfo=PARIS), datetime(2026, 5, 18, 18, tzinfo=PARIS), "SU-ticket"
    )
    assert satisfaction.silence(document("techtra"), calendars("techtra"), CONTRACT, solved) is None


def test_reopening_is_free_to_the_minute_and_then_needs_a_new_ticket():
    helped, open_hours = document("support-utilisateur"), calendars("support-utilisateur")
    closed = datetime(2026, 3, 20, 10, tzinfo=PARIS)
    until = datetime(2026, 4, 3, 10, tzinfo=PARIS)  # the clocks change in between; the wall clock counts
    last = satisfaction.may_reopen(helped, open_hours, Terms("pack"), closed, until)
    late = satisfaction.may_reopen(helped, open_hours, Terms("pack"), closed, until.replace(minute=1))
    assert isinstance(last, Allowed)
    assert isinstance(late, Denied)
    assert codes(last) == [("reopen_free", "SU-ticket")]
    assert codes(late) == [("reopen_too_late", "SU-ticket")]
    assert late.reasons[0].facts == {"until": until}
    assert satisfaction.may_reopen(document("techtra"), calendars("techtra"), CONTRACT, closed, until) is None


def test_only_one_policy_publishes_its_figures():
    rule = satisfaction.published(document("support-utilisateur"))
    assert (rule.clause, rule.months) == ("SU-transparency", 12)
    assert satisfaction.published(document("sign-in-app")) is None


def test_the_director_is_asked_for_by_name_only_after_the_level_below():
    techtra = document("techtra")
    director = ladder(techtra)[2]
    skipped = in_turn(techtra, CONTRACT, director, None)
    assert isinstance(skipped, Denied)
    assert codes(skipped) == [("level_in_turn", "TT-6.b")]
    assert skipped.reasons[0].facts == {"level": "director", "below": "senior"}
    assert in_turn(techtra, CONTRACT, director, "senior") is None
    assert in_turn(techtra, Terms("other"), director, None).reasons[0].facts["below"] == "lead"
    free = ladder(document("pitney-bowes"))[1]
    assert in_turn(document("pitney-bowes"), Terms("standard"), free, None) is None


def test_whoever_the_policy_names_may_send_a_ticket_across():
    across = 'kind = "across"\nclause = "1"\nwhen = { plan = ["gold"], role = ["agent"] }'
    policy = read(small(across))
    assert codes(may_cross(policy, Terms("gold"), Role.AGENT)) == [("may_cross", "1")]
    assert codes(may_cross(policy, Terms("gold"), Role.COLLEAGUE)) == [("may_not_cross", "1")]
    assert may_cross(policy, Terms("basic"), Role.COLLEAGUE) is None
    assert codes(may_cross(document("techtra"), CONTRACT, Role.COLLEAGUE)) == [("may_cross", "TT-3.complex")]


def test_only_the_breach_of_a_resolution_gives_the_director_something_to_do():
    received = datetime(2026, 6, 22, 9, tzinfo=TORONTO)
    promises = owed(document("techtra"), calendars("techtra"), Case("contract"), received)
    found = [task_of_breach(document("techtra"), promise) for promise in promises]
    assert found[:2] == [None, None]
    assert (found[2].kind, found[2].role, found[2].clause) == (Duty.DISCUSS, Role.DIRECTOR, "TT-6.b")


@pytest.mark.parametrize(
    ("rule", "path", "says"),
    [
        (
            'kind = "outcome"\nclause = "1"\noutcomes = ["defect"]\nroles = ["colleague"]',
            "roles",
            "desk's own",
        ),
        (
            'kind = "closing"\nclause = "1"\ncalendar = "office"\nsilence = "5 days"',
            "silence",
            "bare|business",
        ),
        (
            'kind = "closing"\nclause = "1"\ncalendar = "shop"\nsilence = "5 business days"',
            "calendar",
            "no calendar",
        ),
        ('kind = "follow_up"\nclause = "1"\ncalendar = "office"\nrole = "agent"', "after", "missing"),
    ],
)
def test_what_a_rule_on_endings_lacks_is_named(rule, path, says):
    with pytest.raises(PolicyFaults, match=rf"{path}.*({says})"):
        read(small(rule))
