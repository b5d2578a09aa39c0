"""What the shipped policies support, bill, exclude and leave to the desk, each by its clause."""

import pytest

from policy import scope
from policy.decisions import Allowed, Denied, NeedsConsent, Reason, ReasonCode
from policy.facts import Case, Channel, ProductHeld, Terms
from policy.scope import Excluded
from policy.texts import Translated

from .conftest import document

SCRIPTS = Excluded("own-scripts", Translated("Scripts", "Scripts", "Scripts"), "DV-exclusions", of_desk=True)


def told(decision):
    """The verdict, and each code with its clause."""
    kind = {Allowed: "yes", Denied: "no", NeedsConsent: "asks"}[type(decision)]
    return kind, [(reason.code, reason.citation.clause) for reason in decision.reasons]


def asked(policy, concern, channel=Channel.CHAT, **more):
    about = document(policy)
    return scope.may_concern(about, Case(about.plans[0], channel=channel), concern, **more)


TABLE = [
    ("pitney-bowes", "services", Channel.CHAT, "yes", [(ReasonCode.IN_SCOPE, "PB-b.iii.scope")]),
    ("pitney-bowes", "own-environment", Channel.CHAT, "asks", [(ReasonCode.BILLED_CONCERN, "PB-b.extra")]),
    ("techtra", "use", Channel.PHONE, "yes", [(ReasonCode.IN_SCOPE, "TT-4.phone")]),
    ("techtra", "correction", Channel.PHONE, "yes", [(ReasonCode.IN_SCOPE, "TT-4.phone")]),
    (
        "techtra",
        "something-else",
        Channel.PHONE,
        "no",
        [(ReasonCode.OUT_OF_SCOPE, "TT-4.phone"), (ReasonCode.MORE_IS_BILLED, "TT-o.discretion")],
    ),
    ("support-utilisateur", "equipment", Channel.CHAT, "yes", [(ReasonCode.IN_SCOPE, "SU-scope")]),
    ("support-utilisateur", "software", Channel.CHAT, "yes", [(ReasonCode.IN_SCOPE, "SU-scope")]),
    ("support-utilisateur", "something-else", Channel.CHAT, "no", [(ReasonCode.OUT_OF_SCOPE, "SU-scope")]),
]


@pytest.mark.parametrize(("policy", "concern", "channel", "verdict", "reasons"), TABLE)
def test_what_a_request_concerns_is_supported_billed_or_refused_by_its_clause(
    policy, concern, channel, verdict, reasons
):
    assert told(asked(policy, concern, channel)) == (verdict, reasons)


@pytest.mark.parametrize(
    ("plan", "verdict", "reasons"),
    [
        ("premium", "yes", [(ReasonCode.IN_SCOPE, "DV-plan.premium")]),
        ("priority", "asks", [(ReasonCode.BILLED_CONCERN, "DV-extra")]),
        ("standard", "asks", [(ReasonCode.BILLED_CONCERN, "DV-extra")]),
    ],
)
def test_help_with_moving_data_is_part_of_one_plan_and_billed_on_the_others(plan, verdict, reasons):
    decision = scope.may_concern(document("devolutions"), Case(plan), "migration")
    assert told(decision) == (verdict, reasons)


def test_what_phone_support_leaves_out_says_nothing_of_the_other_channels():
    assert asked("techtra", "something-else", Channel.CHAT) is None
    assert scope.concerns(document("techtra"), Case("contract", channel=Channel.EMAIL)) == ()


def test_a_list_that_each_desk_keeps_is_empty_until_the_desk_fills_it():
    named = [each.id for each in scope.concerns(document("devolutions"), Case("standard"))]
    assert named == ["products", "migration"]
    assert scope.exclusions(document("devolutions")) == ()
    assert told(asked("devolutions", "own-scripts", listed=(SCRIPTS,))) == (
        "no",
        [(ReasonCode.EXCLUDED_BY_DESK, "DV-exclusions"), (ReasonCode.MORE_IS_BILLED, "DV-extra")],
    )


def test_the_price_of_an_hour_is_said_where_the_desk_has_set_one():
    [priced] = asked("pitney-bowes", "own-environment", price=(12000, "CAD")).reasons
    assert (priced.facts["amount"], priced.facts["currency"]) == (12000, "CAD")
    [bare] = asked("pitney-bowes", "own-environment").reasons
    assert "amount" not in bare.facts


@pytest.mark.parametrize(
    ("held", "verdict", "lacks"),
    [
        (ProductHeld("SIA"), "yes", None),
        (ProductHeld("SIA", bought=False), "no", ("bought",)),
        (ProductHeld("SIA", managed=False), "no", ("managed",)),
        (ProductHeld("SIA", bought=False, managed=False), "no", ("bought", "managed")),
        (ProductHeld("SICR"), "no", ("bought", "managed")),
    ],
)
def test_a_product_must_be_bought_here_and_managed_by_the_provider(held, verdict, lacks):
    decision = scope.may_ask_about(document("sign-in-app"), Terms("standard", products=(held,)), "SIA")
    code = ReasonCode.PRODUCT_HELD if lacks is None else ReasonCode.PRODUCT_NOT_HELD
    assert told(decision) == (verdict, [(code, "SI-3.scope")])
    assert decision.reasons[0].facts.get("lacks") == lacks


def test_the_phone_is_for_what_was_sold_and_the_other_channels_for_anything():
    about, held = document("techtra"), Terms("contract", products=(ProductHeld("stock", bought=False),))
    by_phone = scope.may_ask_about(about, held, "stock", channel=Channel.PHONE)
    assert told(by_phone) == (
        "no",
        [(ReasonCode.PRODUCT_NOT_HELD, "TT-4.phone"), (ReasonCode.MORE_IS_BILLED, "TT-o.discretion")],
    )
    assert scope.may_ask_about(about, held, "stock", channel=Channel.EMAIL) is None


def test_what_the_desk_did_not_write_down_is_not_held_against_its_customer():
    about = document("sign-in-app")
    assert scope.may_ask_about(about, Terms("standard"), "SIA") is None
    assert scope.may_ask_about(about, Terms("standard", products=(ProductHeld("SIA"),)), None) is None
    assert scope.may_ask_about(document("devolutions"), Terms("standard"), "SIA") is None


def test_the_three_exclusions_each_lapse_the_commitments_by_the_same_clause():
    about = document("sign-in-app")
    causes = scope.exclusions(about)
    assert [cause.id for cause in causes] == ["unadvised-use", "unauthorised-change", "unsupported-cause"]
    for cause in causes:
        assert told(scope.exclude(about, cause)) == ("yes", [(ReasonCode.EXCLUDED, "SI-4.excluded")])


def test_an_excluded_cause_is_cited_beside_the_exclusion_of_the_desk():
    assert told(scope.exclude(document("devolutions"), SCRIPTS)) == (
        "yes",
        [(ReasonCode.EXCLUDED, "DV-exclusions"), (ReasonCode.CAUSE_EXCLUDED, "DV-excluded-cause")],
    )


@pytest.mark.parametrize(
    ("policy", "clause"),
    [
        ("pitney-bowes", "PB-b.extra"),
        ("devolutions", "DV-extra"),
        ("techtra", "TT-o.discretion"),
        ("sign-in-app", None),
        ("support-utilisateur", None),
    ],
)
def test_billed_work_is_offered_only_where_a_clause_knows_of_it(policy, clause):
    about = document(policy)
    allowed = scope.may_bill(about, about.plans[0])
    assert (None if allowed is None else allowed.reasons[0].citation.clause) == clause


@pytest.mark.parametrize(
    ("agreed", "worked", "minutes", "verdict"),
    [(0, 0, 1, "no"), (60, 0, 60, "yes"), (60, 0, 61, "no"), (60, 45, 15, "yes"), (60, 45, 16, "no")],
)
def test_billed_work_goes_no_further_than_the_yes(agreed, worked, minutes, verdict):
    decision = scope.may_work_billed(document("pitney-bowes"), "standard", agreed, worked, minutes)
    code = ReasonCode.BILLED_WORK if verdict == "yes" else ReasonCode.NO_YES_YET
    assert told(decision) == (verdict, [(code, "PB-b.extra")])


@pytest.mark.parametrize(
    ("policy", "refusing", "verdict", "clause"),
    [
        ("devolutions", ("DV-plan.standard",), "yes", "DV-discretion"),
        ("devolutions", ("DV-exclusions", "DV-plan.standard"), "yes", "DV-discretion"),
        ("techtra", ("TT-o.retired",), "yes", "TT-o.discretion"),
        ("techtra", ("TT-7.versions", "TT-o.retired"), "yes", "TT-o.discretion"),
        ("techtra", ("TT-4.phone",), "no", "TT-o.discretion"),
        ("techtra", ("TT-4.phone", "TT-o.retired"), "no", "TT-o.discretion"),
    ],
)
def test_discretion_reaches_what_its_clause_is_about(policy, refusing, verdict, clause):
    about = document(policy)
    decision = scope.may_let_through(about, about.plans[0], refusing)
    code = ReasonCode.AT_DISCRETION if verdict == "yes" else ReasonCode.NOT_AT_DISCRETION
    assert told(decision) == (verdict, [(code, clause)])


@pytest.mark.parametrize("policy", ["pitney-bowes", "sign-in-app", "support-utilisateur"])
def test_a_policy_without_discretion_leaves_nothing_to_it(policy):
    about = document(policy)
    assert scope.may_let_through(about, about.plans[0], ("X",)) is None
    assert scope.hints(about, about.plans[0], ("X",)) == ()


@pytest.mark.parametrize(("language", "is_told"), [("es", True), ("fr", False), ("en", False)])
def test_who_speaks_another_language_is_told_and_never_refused(language, is_told):
    phone = Case("contract", channel=Channel.PHONE)
    decision = scope.spoken(document("techtra"), phone, language)
    if not is_told:
        assert decision is None
        return
    assert told(decision) == ("yes", [(ReasonCode.SPOKEN_IN, "TT-4.phone")])
    assert scope.spoken(document("techtra"), Case("contract"), language) is None


def test_the_full_conditions_are_named_by_their_clause():
    rule = scope.agreement(document("devolutions"))
    assert (rule.clause, rule.title.en) == ("DV-agreement", "Software licence agreement")
    assert scope.agreement(document("techtra")) is None


def test_a_hint_never_counts_among_the_clauses_that_refuse():
    hints = {reason.code for reason in scope.hints(document("devolutions"), "standard", ("DV-exclusions",))}
    assert hints <= scope.HINTS
    refused = asked("devolutions", "own-scripts", listed=(SCRIPTS,))
    assert [r.citation.clause for r in refused.reasons if r.code not in scope.HINTS] == ["DV-exclusions"]
    assert isinstance(refused.reasons[0], Reason)
