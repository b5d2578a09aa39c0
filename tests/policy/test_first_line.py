"""An account's own first line: standing in, the fee, who is served, what may be escalated; by which clause."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from policy.decisions import Allowed, Denied, NeedsConsent
from policy.entitlements import may_escalate, may_open
from policy.facts import Asker, Case, Channel, Contact, Delegate, Money, Role, Terms
from policy.first_line import days_on, delegation, may_be_served, may_concern, may_delegate, usual_concern
from policy.reading import PolicyFaults, read

from .small import small

TORONTO = ZoneInfo("America/Toronto")
TEN = datetime(2026, 6, 30, 10, tzinfo=TORONTO)
NADIA = Contact(1, "Nadia Roy", available=True)
PAUL = Contact(2, "Paul Roux", available=False, back_at=datetime(2026, 7, 2, 8, tzinfo=TORONTO))
TOM = Delegate(7, "Tom Leroy", by=2, until=datetime(2026, 7, 4, 10, tzinfo=TORONTO))
FEE = Money(4500, "CAD")

LARGE = Terms("standard", employees=50, roster=(NADIA, PAUL), fee=FEE)
AWAY = replace(LARGE, roster=(PAUL,))
LENT = replace(AWAY, delegates=(TOM,))
NOBODY = replace(LARGE, roster=())


def person(role=Role.COLLEAGUE, number=7):
    return Asker(number, role, "Tom Leroy")


def reasons(decision):
    return [(reason.code.value, reason.citation.clause) for reason in decision.reasons]


@pytest.fixture
def pitney(policy_of):
    return policy_of("pitney-bowes")


ASKING = [
    # The situation, terms, who asks, verdict, reasons.
    (
        "somebody is there",
        LARGE,
        person(),
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
            ("fee_if_nobody_available", "PB-b.iii.fee"),
        ],
    ),
    ("nobody is there", AWAY, person(), NeedsConsent, [("fee_applies", "PB-b.iii.fee")]),
    ("nobody is named", NOBODY, person(), NeedsConsent, [("fee_applies", "PB-b.iii.fee")]),
    (
        "nobody is there, and the desk has set no price",
        replace(AWAY, fee=None),
        person(),
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
            ("fee_not_set", "PB-b.iii.fee"),
        ],
    ),
    (
        "one stands in, and it is the asker",
        LENT,
        person(),
        Allowed,
        [("delegated", "PB-b.iii.roster")],
    ),
    (
        "one stands in, and it is another: somebody is there",
        LENT,
        person(number=8),
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
            ("fee_if_nobody_available", "PB-b.iii.fee"),
        ],
    ),
    (
        "below the bound nobody pays",
        replace(AWAY, employees=49),
        person(),
        Allowed,
        [("role_may_ask", "PB-b.iii.roster")],
    ),
    (
        "a lapsed account buys no way around it",
        replace(AWAY, active=False),
        person(),
        Denied,
        [
            ("not_active", "PB-0"),
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("terms", "asker", "verdict", "expected"), [row[1:] for row in ASKING], ids=[row[0] for row in ASKING]
)
def test_asking_and_escalating_are_decided_by_these_clauses(pitney, terms, asker, verdict, expected):
    document, calendars = pitney
    opening = may_open(document, calendars, asker, terms, Case("standard", channel=Channel.WEB), TEN)
    escalating = may_escalate(document, calendars, asker, terms, Case("standard"), TEN, None)
    assert (type(escalating), reasons(escalating)) == (verdict, expected)
    told = expected if verdict is not Allowed else [*expected, ("channel_in_plan", "PB-b.ii")]
    assert (type(opening), reasons(opening)) == (verdict, told)


def test_the_fee_says_how_much_and_when_it_would_be_free(pitney):
    document, calendars = pitney
    decision = may_open(document, calendars, person(), AWAY, Case("standard"), TEN)
    assert decision.asks == ("fee",)
    assert decision.reasons[0].facts == {
        "contacts": ("Paul Roux",),
        "amount": 4500,
        "currency": "CAD",
        "back_at": PAUL.back_at,
    }
    unnamed = may_open(document, calendars, person(), NOBODY, Case("standard"), TEN)
    assert unnamed.reasons[0].facts["named_by"] == "PB-b.iii.roster"


def test_no_fee_opens_a_channel_that_is_closed(pitney):
    document, calendars = pitney
    forum = may_open(document, calendars, person(), AWAY, Case("standard", channel=Channel.FORUM), TEN)
    assert (type(forum), reasons(forum)) == (Denied, [("channel_not_in_plan", "PB-b.channels")])


LENDING = [
    # The situation, delegates, by, to, days, verdict, reasons.
    ("a first one", (), 1, 7, 14, Allowed, [("may_delegate", "PB-b.iii.roster")]),
    ("a day too long", (), 1, 7, 15, Denied, [("delegation_too_long", "PB-b.iii.roster")]),
    ("a second one", (TOM,), 2, 8, 1, Denied, [("delegates_enough", "PB-b.iii.roster")]),
    ("the same one for longer", (TOM,), 2, 7, 9, Allowed, [("may_delegate", "PB-b.iii.roster")]),
    ("one of another contact", (TOM,), 1, 8, 1, Allowed, [("may_delegate", "PB-b.iii.roster")]),
]


@pytest.mark.parametrize(
    ("held", "by", "to", "days", "verdict", "expected"),
    [row[1:] for row in LENDING],
    ids=[row[0] for row in LENDING],
)
def test_a_contact_lends_within_the_bound(pitney, held, by, to, days, verdict, expected):
    document, _ = pitney
    until = days_on(TEN, days, TORONTO)
    terms = replace(LARGE, delegates=held)
    decision = may_delegate(document, TORONTO, terms, by=by, to=to, until=until, now=TEN)
    assert (type(decision), reasons(decision)) == (verdict, expected)


def test_the_last_instant_of_the_bound_is_within_it(pitney):
    document, _ = pitney
    latest = days_on(TEN, delegation(document, LARGE).longest.n, TORONTO)
    assert latest == datetime(2026, 7, 14, 10, tzinfo=TORONTO)
    for until, verdict in ((latest, Allowed), (latest.replace(second=1), Denied)):
        decision = may_delegate(document, TORONTO, LARGE, by=1, to=7, until=until, now=TEN)
        assert isinstance(decision, verdict)


def test_a_day_on_the_wall_has_the_hours_it_has():
    spring = datetime(2026, 3, 7, 9, tzinfo=TORONTO)
    assert days_on(spring, 1, TORONTO) == datetime(2026, 3, 8, 9, tzinfo=TORONTO)
    skipped = datetime(2026, 3, 7, 2, 30, tzinfo=TORONTO)
    assert days_on(skipped, 1, TORONTO) == datetime(2026, 3, 8, 3, tzinfo=TORONTO)


@pytest.mark.parametrize("policy", ["sign-in-app", "devolutions", "techtra", "support-utilisateur"])
def test_where_everybody_may_ask_nothing_is_lent(policy_of, policy):
    document, _ = policy_of(policy)
    decision = may_delegate(document, TORONTO, Terms(document.plans[0]), by=1, to=7, until=TEN, now=TEN)
    assert [code for code, _ in reasons(decision)] == ["everybody_may_ask"]


def test_where_only_contacts_may_ask_and_nothing_says_that_they_may_lend_they_may_not():
    forbid = 'kind = "forbid"\nclause = "3"\nactions = ["open"]\ninstead_roster = true\nwhen = { role = ["colleague"] }'
    decision = may_delegate(read(small(forbid)), TORONTO, Terms("gold"), by=1, to=7, until=TEN, now=TEN)
    assert reasons(decision) == [("no_delegation", "3")]


@pytest.mark.parametrize(
    ("role", "terms", "verdict"),
    [
        (Role.COLLEAGUE, LARGE, Denied),
        (Role.COLLEAGUE, LENT, Allowed),
        (Role.AUTHORIZED, LARGE, Allowed),
        (Role.COLLEAGUE, replace(LARGE, employees=49), type(None)),
        (Role.COLLEAGUE, replace(LARGE, employees=None), type(None)),
    ],
)
def test_technical_work_is_for_contacts_and_their_delegates(pitney, role, terms, verdict):
    document, _ = pitney
    decision = may_be_served(document, person(role), terms)
    assert type(decision) is verdict
    if decision is not None:
        assert [clause for _, clause in reasons(decision)] == ["PB-b.iii.served"]
    if isinstance(decision, Denied):
        assert decision.instead == (NADIA, PAUL)


def test_what_is_escalated_concerns_the_services_or_is_had_on_other_terms(pitney):
    document, _ = pitney
    assert usual_concern(document, LARGE) == "services"
    assert reasons(may_concern(document, "services", LARGE)) == [("concern_covered", "PB-b.iii.scope")]
    refused = may_concern(document, "own-environment", LARGE)
    assert isinstance(refused, Denied)
    assert reasons(refused) == [
        ("concern_not_covered", "PB-b.iii.scope"),
        ("concern_on_other_terms", "PB-b.extra"),
    ]
    few = replace(LARGE, employees=49)
    assert (usual_concern(document, few), may_concern(document, "own-environment", few)) == (None, None)


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (
            'kind = "delegation"\nclause = "1"\nactions = ["open"]\nlongest = "3 months"\neach = 1',
            "rules[11].longest: must be in calendar days, such as '14 calendar days'",
        ),
        (
            'kind = "delegation"\nclause = "1"\nactions = ["open"]\nlongest = "14 calendar days"\neach = 0',
            "rules[11].each: ",
        ),
        (
            'kind = "sent_on"\nclause = "1"\ncovers = ["tills"]',
            "rules[11].covers: no rule of kind 'concern' for 'tills'",
        ),
        ('kind = "sent_on"\nclause = "1"\ncovers = []', "rules[11].covers"),
        (
            'kind = "served"\nclause = "9"',
            "rules[11].clause: cites the clause '9', which the document does not have",
        ),
    ],
)
def test_a_rule_that_cannot_be_meant_is_named(rule, fault):
    with pytest.raises(PolicyFaults) as caught:
        read(small(rule))
    told = [f"{each.path}: {each.says}" for each in caught.value.faults]
    assert any(each.startswith(fault) for each in told), told
