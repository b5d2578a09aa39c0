"""Corners that no shipped policy has: rules side by side, forbidden roles, narrower targets, products."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from policy.conditions import overlap, within
from policy.decisions import Allowed, Denied
from policy.entitlements import may_open, may_use_channel
from policy.facts import Asker, Case, Channel, Contact, Role, Severity, Terms
from policy.reading import read
from policy.resolving import build, calendar_specs
from policy.rules import ALWAYS, Condition
from policy.targets import owed

from .small import small

MONDAY = datetime(2026, 6, 22, 10, tzinfo=ZoneInfo("America/Toronto"))


def asked(mapping, *, role=Role.COLLEAGUE, terms=None, channel=Channel.CHAT):
    document = read(mapping)
    calendars = build(calendar_specs(document, first_year=2026, last_year=2026))
    case = Case("gold", channel=channel)
    return may_open(document, calendars, Asker(None, role, "Tom"), terms or Terms("gold"), case, MONDAY)


def reasons(decision):
    return [(reason.code.value, reason.citation.clause) for reason in decision.reasons]


def test_a_role_may_be_forbidden_without_a_roster_to_turn_to():
    rule = 'kind = "forbid"\nclause = "3"\nactions = ["open"]\nwhen = { role = ["colleague"] }'

    decision = asked(small(rule), terms=Terms("gold", roster=(Contact(1, "Ann", available=True),)))

    assert isinstance(decision, Denied)
    assert (reasons(decision), decision.instead) == ([("role_may_not_ask", "3")], ())
    assert isinstance(asked(small(rule), role=Role.AUTHORIZED), Allowed)


def test_a_roster_asked_for_without_a_size_gives_no_size():
    forbid = 'kind = "forbid"\nclause = "3"\nactions = ["open"]\ninstead_roster = true\nwhen = { role = ["colleague"] }'
    roster = 'kind = "roster"\nclause = "2"\nrequired = true\nlimit = 2'

    decision = asked(small(forbid, roster), terms=Terms("gold", roster=(Contact(1, "Ann", available=False),)))

    assert reasons(decision) == [("not_authorized", "3"), ("only_contacts_ask", "2")]
    assert decision.reasons[1].facts == {"action": "open"}


def test_rules_for_other_accounts_are_not_cited():
    elsewhere = 'kind = "fee"\nclause = "3"\nwhen = { plan = ["basic"] }'
    forbid = 'kind = "forbid"\nclause = "3"\nactions = ["open"]\ninstead_roster = true\nwhen = { role = ["colleague"] }'
    inactive = 'kind = "active"\nclause = "3"\nactions = ["escalate"]'

    decision = asked(small(elsewhere, forbid, inactive), terms=Terms("gold", active=False))

    assert reasons(decision) == [("not_authorized", "3")]


def test_a_refusal_of_a_channel_beats_what_serves_it():
    refuse = 'kind = "refuse"\nclause = "3"\nchannels = ["phone"]\nwhen = { plan = ["gold"] }'

    decision = asked(small(refuse), channel=Channel.PHONE)

    assert reasons(decision) == [("channel_not_in_plan", "3")]
    assert decision.reasons[0].facts["plans"] == ("basic",)
    assert "phone" not in decision.reasons[0].facts["offered"]


def test_a_document_that_does_not_say_is_never_taken_for_a_yes():
    mapping = small()
    document = read(mapping)
    silent = type(document)(
        **{name: getattr(document, name) for name in type(document).__dataclass_fields__ if name != "rules"},
        rules=(),
    )

    with pytest.raises(ValueError, match="needs at least one reason"):
        may_open(silent, {}, Asker(1, Role.AGENT, "Ann"), Terms("gold"), Case("gold"), MONDAY)
    with pytest.raises(ValueError, match="needs at least one reason"):
        may_use_channel(silent, {}, Terms("gold"), Case("gold"), MONDAY)


def test_the_narrower_target_decides_within_the_wider():
    narrower = (
        'kind = "target"\nclause = "3"\nmilestone = "first_response"\npromise = "guarantee"\n'
        'target = "1 business hour"\ncalendar = "office"\npauses = true\n'
        'when = { severity = ["critical"], product = ["till"] }'
    )
    document = read(small(narrower))
    calendars = build(calendar_specs(document, first_year=2026, last_year=2026))

    def clauses(severity, product):
        case = Case("gold", severity, product=product)
        return [(p.clauses, p.pauses) for p in owed(document, calendars, case, MONDAY)]

    assert clauses(Severity.CRITICAL, "till") == [(("3", "1"), True)]
    assert clauses(Severity.CRITICAL, "other") == [(("2", "1"), False)]
    assert clauses(Severity.MEDIUM, "till") == [(("2", "1"), False)]


GOLD = Condition(plan=("gold",))
LARGE = Condition(employees_min=50)
SMALL = Condition(employees_below=50)
OPEN = Condition(open_at_receipt=True)
CLOSED = Condition(open_at_receipt=False)


@pytest.mark.parametrize(
    ("one", "other", "meet", "inside"),
    [
        (ALWAYS, ALWAYS, True, True),
        (GOLD, ALWAYS, True, True),
        (ALWAYS, GOLD, True, False),
        (GOLD, Condition(plan=("basic",)), False, False),
        (GOLD, Condition(plan=("gold", "basic")), True, True),
        (LARGE, SMALL, False, False),
        (LARGE, Condition(employees_below=51), True, False),
        (OPEN, CLOSED, False, False),
        (OPEN, OPEN, True, True),
        (OPEN, ALWAYS, True, True),
        (GOLD, OPEN, True, False),
    ],
)
def test_conditions_meet_and_lie_within_each_other(one, other, meet, inside):
    assert (overlap(one, other), within(one, other)) == (meet, inside)
