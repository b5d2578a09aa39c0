"""Who may ask for what: situation, verdict, clauses; the right verdict for the wrong clause fails."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from policy.decisions import Allowed, Denied, ReasonCode
from policy.entitlements import channels, may_authorize, may_escalate, may_hold_plan, may_open
from policy.facts import Asker, Case, Channel, Contact, Role, Severity, Terms

TORONTO = ZoneInfo("America/Toronto")
TUESDAY_TEN = datetime(2026, 6, 30, 10, tzinfo=TORONTO)
TUESDAY_NIGHT = datetime(2026, 6, 30, 21, 10, tzinfo=TORONTO)
THURSDAY_OPENING = datetime(2026, 7, 2, 8, tzinfo=TORONTO)
SATURDAY = datetime(2026, 6, 27, 12, tzinfo=ZoneInfo("Europe/London"))

NADIA = Contact(1, "Nadia Roy", available=True)
PAUL = Contact(2, "Paul Roux", available=False)

LARGE = Terms("standard", employees=120, roster=(NADIA, PAUL))
NOBODY_FREE = Terms("standard", employees=120, roster=(PAUL,))
NOBODY_NAMED = Terms("standard", employees=50)
SMALL = Terms("standard", employees=49, roster=(NADIA,))
UNCOUNTED = Terms("standard")
LAPSED = Terms("standard", employees=49, active=False)


def person(role):
    return Asker(7, role, "Tom Leroy")


def reasons(decision):
    return [(reason.code.value, reason.citation.clause) for reason in decision.reasons]


OPENING = [
    # Each: the situation, policy, terms, role, channel, verdict, and the reasons by code and clause.
    (
        "an authorized contact of a large company",
        "pitney-bowes",
        LARGE,
        Role.AUTHORIZED,
        "chat",
        Allowed,
        [("on_roster", "PB-b.iii.roster"), ("channel_in_plan", "PB-b.channels")],
    ),
    (
        "a colleague in a large company, a contact being free",
        "pitney-bowes",
        LARGE,
        Role.COLLEAGUE,
        "chat",
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
            ("fee_if_nobody_available", "PB-b.iii.fee"),
        ],
    ),
    (
        "a colleague in a large company, no contact being free",
        "pitney-bowes",
        NOBODY_FREE,
        Role.COLLEAGUE,
        "chat",
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
            ("fee_not_set", "PB-b.iii.fee"),
        ],
    ),
    (
        "a colleague in a company of exactly 50 that named nobody",
        "pitney-bowes",
        NOBODY_NAMED,
        Role.COLLEAGUE,
        "chat",
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("nobody_named", "PB-b.iii.roster"),
            ("fee_not_set", "PB-b.iii.fee"),
        ],
    ),
    (
        "a colleague in a company of 49",
        "pitney-bowes",
        SMALL,
        Role.COLLEAGUE,
        "web",
        Allowed,
        [("role_may_ask", "PB-b.iii.roster"), ("channel_in_plan", "PB-b.ii")],
    ),
    (
        "a colleague in a company of unknown size",
        "pitney-bowes",
        UNCOUNTED,
        Role.COLLEAGUE,
        "remote",
        Allowed,
        [("role_may_ask", "PB-b.iii.roster"), ("channel_in_plan", "PB-b.channels")],
    ),
    (
        "an account without an active subscription",
        "pitney-bowes",
        LAPSED,
        Role.AUTHORIZED,
        "chat",
        Denied,
        [("not_active", "PB-0")],
    ),
    (
        "an agent files what such an account told",
        "pitney-bowes",
        LAPSED,
        Role.AGENT,
        "chat",
        Allowed,
        [("staff_may_act", "PB-0"), ("channel_in_plan", "PB-b.channels")],
    ),
    (
        "a colleague, on a channel that is no channel either",
        "pitney-bowes",
        LARGE,
        Role.COLLEAGUE,
        "forum",
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
            ("fee_if_nobody_available", "PB-b.iii.fee"),
            ("channel_not_in_plan", "PB-b.channels"),
        ],
    ),
    (
        "anybody on the Standard plan, on the forum",
        "devolutions",
        Terms("standard", licences=1),
        Role.COLLEAGUE,
        "forum",
        Allowed,
        [("role_may_ask", "DV-plan.standard"), ("channel_in_plan", "DV-plan.standard")],
    ),
    (
        "the Standard plan by phone",
        "devolutions",
        Terms("standard", licences=1),
        Role.AUTHORIZED,
        "phone",
        Denied,
        [("channel_not_in_plan", "DV-plan.standard")],
    ),
    (
        "a contract holder by phone",
        "techtra",
        Terms("contract"),
        Role.COLLEAGUE,
        "phone",
        Allowed,
        [("role_may_ask", "TT-6.a"), ("channel_in_plan", "TT-4.phone")],
    ),
    (
        "maintenance without a contract by phone",
        "techtra",
        Terms("maintenance"),
        Role.COLLEAGUE,
        "phone",
        Denied,
        [("channel_not_in_plan", "TT-4.phone")],
    ),
    (
        "maintenance on a forum",
        "techtra",
        Terms("maintenance"),
        Role.COLLEAGUE,
        "forum",
        Denied,
        [("channel_not_in_plan", "TT-6.a")],
    ),
    (
        "anyone of a family under a subscription",
        "support-utilisateur",
        Terms("subscription"),
        Role.COLLEAGUE,
        "email",
        Allowed,
        [("role_may_ask", "SU-users"), ("channel_in_plan", "SU-response")],
    ),
]


@pytest.mark.parametrize(
    ("name", "terms", "role", "channel", "verdict", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in OPENING],
)
def test_opening_is_decided_by_these_clauses(policy_of, name, terms, role, channel, verdict, expected):
    document, calendars = policy_of(name)
    case = Case(terms.plan, channel=Channel(channel))

    decision = may_open(document, calendars, person(role), terms, case, TUESDAY_TEN)

    assert (type(decision), reasons(decision)) == (verdict, expected)


def test_a_colleague_is_told_who_can_ask_and_who_of_them_is_free(policy_of):
    document, calendars = policy_of("pitney-bowes")

    decision = may_open(document, calendars, person(Role.COLLEAGUE), LARGE, Case("standard"), TUESDAY_TEN)

    assert isinstance(decision, Denied)
    assert decision.instead == (NADIA, PAUL)
    assert decision.possible_at is None
    assert [dict(reason.facts) for reason in decision.reasons] == [
        {
            "action": "open",
            "role": "colleague",
            "contacts": ("Nadia Roy", "Paul Roux"),
            "available": ("Nadia Roy",),
        },
        {"action": "open", "employees_from": 50},
        {"contacts": ("Nadia Roy", "Paul Roux")},
    ]


def test_the_closed_phone_says_when_it_opens(policy_of):
    document, calendars = policy_of("pitney-bowes")
    case = Case("standard", channel=Channel.PHONE)

    decision = may_open(document, calendars, person(Role.AUTHORIZED), SMALL, case, TUESDAY_NIGHT)

    assert isinstance(decision, Denied)
    assert reasons(decision) == [("channel_closed", "PB-b.i")]
    assert decision.possible_at == THURSDAY_OPENING
    assert decision.reasons[0].facts == {"channel": "phone", "opens_at": THURSDAY_OPENING}


def test_waiting_is_not_offered_where_the_person_may_never_ask(policy_of):
    document, calendars = policy_of("pitney-bowes")
    case = Case("standard", channel=Channel.PHONE)

    decision = may_open(document, calendars, person(Role.COLLEAGUE), LARGE, case, TUESDAY_NIGHT)

    assert isinstance(decision, Denied)
    assert reasons(decision)[-1] == ("channel_closed", "PB-b.i")
    assert decision.possible_at is None


def test_chat_while_closed_is_taken_and_says_when_it_is_served(policy_of):
    document, calendars = policy_of("sign-in-app")
    ask = person(Role.COLLEAGUE)

    usual = may_open(document, calendars, ask, UNCOUNTED, Case("standard"), SATURDAY)
    critical = may_open(document, calendars, ask, UNCOUNTED, Case("standard", Severity.CRITICAL), SATURDAY)
    weekday = may_open(document, calendars, ask, UNCOUNTED, Case("standard"), TUESDAY_TEN)

    asked = ("role_may_ask", "SI-5.channels")
    in_plan = ("channel_in_plan", "SI-6.chat")
    assert isinstance(usual, Allowed)
    assert reasons(usual) == [asked, in_plan, ("channel_closed_now", "SI-6.chat")]
    assert usual.reasons[2].facts["opens_at"] == datetime(2026, 6, 29, tzinfo=ZoneInfo("Europe/London"))
    assert reasons(critical) == [asked, in_plan]
    assert reasons(weekday) == [asked, in_plan]


def test_a_refused_channel_names_those_that_are_open_and_the_plans_that_have_it(policy_of):
    document, calendars = policy_of("devolutions")
    case = Case("standard", channel=Channel.PHONE)

    decision = may_open(document, calendars, person(Role.COLLEAGUE), Terms("standard"), case, TUESDAY_TEN)

    assert decision.reasons[0].facts == {
        "channel": "phone",
        "plan": "standard",
        "offered": ("chat", "forum"),
        "plans": ("premium",),
    }


def test_an_account_may_have_fewer_channels_than_its_plan(policy_of):
    document, calendars = policy_of("pitney-bowes")
    few = Terms("standard", employees=20, channels=(Channel.CHAT, Channel.EMAIL))

    by = {o.channel.value: o.decision for o in channels(document, calendars, few, TUESDAY_TEN)}

    assert {name for name, decision in by.items() if isinstance(decision, Allowed)} == {"chat", "email"}
    assert reasons(by["phone"]) == [("channel_not_held", "PB-b.channels")]
    assert by["phone"].reasons[0].facts == {"channel": "phone", "offered": ("chat", "email")}
    assert reasons(by["forum"]) == [("channel_not_in_plan", "PB-b.channels")]
    assert by["forum"].reasons[0].facts["offered"] == ("chat", "email")


def test_a_form_lists_the_open_channels_first_and_the_others_with_their_clause(policy_of):
    document, calendars = policy_of("pitney-bowes")

    offers = channels(document, calendars, SMALL, TUESDAY_NIGHT)

    assert [(offer.channel.value, reasons(offer.decision)[0]) for offer in offers] == [
        ("chat", ("channel_in_plan", "PB-b.channels")),
        ("email", ("channel_in_plan", "PB-b.ii")),
        ("remote", ("channel_in_plan", "PB-b.channels")),
        ("web", ("channel_in_plan", "PB-b.ii")),
        ("phone", ("channel_closed", "PB-b.i")),
        ("forum", ("channel_not_in_plan", "PB-b.channels")),
    ]


ESCALATING = [
    ("a contact", "pitney-bowes", LARGE, Role.AUTHORIZED, None, Allowed, [("on_roster", "PB-b.iii.roster")]),
    ("an agent", "pitney-bowes", LARGE, Role.AGENT, None, Allowed, [("staff_may_act", "PB-0")]),
    (
        "a colleague",
        "pitney-bowes",
        NOBODY_FREE,
        Role.COLLEAGUE,
        None,
        Denied,
        [
            ("not_authorized", "PB-b.iii.first-line"),
            ("only_contacts_ask", "PB-b.iii.roster"),
            ("fee_not_set", "PB-b.iii.fee"),
        ],
    ),
    (
        "a contract holder to senior staff",
        "techtra",
        Terms("contract"),
        Role.COLLEAGUE,
        "senior",
        Allowed,
        [("role_may_ask", "TT-6.a"), ("level_in_plan", "TT-5.senior")],
    ),
    (
        "maintenance to senior staff",
        "techtra",
        Terms("maintenance"),
        Role.COLLEAGUE,
        "senior",
        Denied,
        [("level_not_in_plan", "TT-5.senior")],
    ),
    (
        "maintenance to the director",
        "techtra",
        Terms("maintenance"),
        Role.COLLEAGUE,
        "director",
        Allowed,
        [("role_may_ask", "TT-6.a"), ("level_in_plan", "TT-6.b")],
    ),
    (
        "to a level that is none",
        "techtra",
        Terms("contract"),
        Role.COLLEAGUE,
        "president",
        Denied,
        [("unknown_level", "TT-3.complex")],
    ),
]


@pytest.mark.parametrize(
    ("name", "terms", "role", "level", "verdict", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in ESCALATING],
)
def test_escalating_is_decided_by_these_clauses(policy_of, name, terms, role, level, verdict, expected):
    document, calendars = policy_of(name)

    decision = may_escalate(document, calendars, person(role), terms, Case(terms.plan), TUESDAY_TEN, level)

    assert (type(decision), reasons(decision)) == (verdict, expected)


@pytest.mark.parametrize(
    ("name", "terms", "verdict", "expected"),
    [
        ("devolutions", Terms("premium", licences=9), Denied, ("too_few_licences", "DV-licences")),
        ("devolutions", Terms("premium", licences=10), Allowed, ("enough_licences", "DV-licences")),
        ("devolutions", Terms("priority"), Denied, ("too_few_licences", "DV-licences")),
        ("devolutions", Terms("standard"), Allowed, ("plan_open_to_account", "DV-plan.standard")),
        ("techtra", Terms("contract"), Allowed, ("plan_open_to_account", "TT-2.rank")),
    ],
)
def test_a_plan_may_need_licences(policy_of, name, terms, verdict, expected):
    decision = may_hold_plan(policy_of(name)[0], terms)

    assert (type(decision), reasons(decision)) == (verdict, [expected])


FIVE = tuple(Contact(n, f"Contact {n}", available=True) for n in range(5))


@pytest.mark.parametrize(
    ("name", "terms", "verdict", "expected"),
    [
        ("pitney-bowes", LARGE, Allowed, ("roster_has_room", "PB-b.iii.roster")),
        (
            "pitney-bowes",
            Terms("standard", employees=50, roster=FIVE),
            Denied,
            ("roster_full", "PB-b.iii.roster"),
        ),
        (
            "pitney-bowes",
            Terms("standard", employees=50, roster=FIVE, roster_limit=6),
            Allowed,
            ("roster_has_room", "PB-b.iii.roster"),
        ),
        ("pitney-bowes", Terms("standard", employees=49, roster=FIVE), Allowed, ("roster_unbounded", "PB-0")),
        (
            "support-utilisateur",
            Terms("subscription", roster=FIVE, roster_limit=1),
            Allowed,
            ("roster_unbounded", "SU-users"),
        ),
        ("devolutions", Terms("premium", roster=FIVE), Allowed, ("roster_unbounded", "DV-plan.premium")),
    ],
)
def test_a_roster_is_bounded_only_where_the_policy_bounds_it(policy_of, name, terms, verdict, expected):
    decision = may_authorize(policy_of(name)[0], terms)

    assert (type(decision), reasons(decision)) == (verdict, [expected])


def test_every_reason_cites_the_version_in_force(policy_of):
    document, _ = policy_of("devolutions")

    (reason,) = may_hold_plan(document, Terms("premium", licences=3)).reasons

    assert (reason.citation.document, reason.citation.version) == ("devolutions", "2017-11-23")
    assert (reason.code, reason.facts) == (
        ReasonCode.TOO_FEW_LICENCES,
        {"plan": "premium", "licences": 3, "needed": 10},
    )
