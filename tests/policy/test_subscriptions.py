"""How a subscription ends and may begin again, on the shipped policy's own dates."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from policy import subscriptions
from policy.commerce_rules import Activation, Means
from policy.decisions import Allowed, Denied, ReasonCode
from policy.facts import Terms

PARIS = ZoneInfo("Europe/Paris")


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=PARIS)


@pytest.fixture
def document(policy_of):
    return policy_of("support-utilisateur")[0]


@pytest.mark.parametrize(
    ("cancelled", "closes", "returns"),
    [
        ("2026-05-14T10:00", "2026-06-01T00:00", "2026-08-15T00:00"),
        ("2026-05-31T23:59", "2026-06-01T00:00", "2026-09-01T00:00"),
        ("2026-06-01T00:00", "2026-07-01T00:00", "2026-09-02T00:00"),
        ("2026-11-30T12:00", "2026-12-01T00:00", "2027-03-01T00:00"),
        ("2026-01-31T08:00", "2026-02-01T00:00", "2026-05-01T00:00"),
        ("2026-10-25T02:30", "2026-11-01T00:00", "2027-01-26T00:00"),
    ],
)
def test_tickets_close_with_the_month_and_one_returns_the_day_after_the_third(
    document, cancelled, closes, returns
):
    ended = subscriptions.cancelled(document, Terms("subscription"), at(cancelled))
    assert (ended.closes_at, ended.returns_at) == (at(closes), at(returns))


@pytest.mark.parametrize("plan", ["trial", "pack", "hourly"])
def test_what_is_not_a_subscription_cannot_be_cancelled(document, plan):
    assert subscriptions.cancelled(document, Terms(plan), at("2026-05-14T10:00")) is None


def test_a_cancelled_subscription_opens_nothing_and_says_from_when_it_may_again(document):
    ended = subscriptions.cancelled(document, Terms("subscription"), at("2026-05-14T10:00"))
    decision = subscriptions.may_open(document, ended)
    assert isinstance(decision, Denied)
    assert [(r.code, r.citation.clause) for r in decision.reasons] == [
        (ReasonCode.SUBSCRIPTION_CANCELLED, "SU-cancel"),
        (ReasonCode.RETURN_LATER, "SU-return"),
    ]
    assert decision.possible_at == at("2026-08-15T00:00")


def test_its_tickets_are_seen_to_the_last_instant_of_the_month(document):
    ended = subscriptions.cancelled(document, Terms("subscription"), at("2026-05-14T10:00"))
    before = subscriptions.may_see(document, ended, at("2026-05-31T23:59:59"))
    after = subscriptions.may_see(document, ended, at("2026-06-01T00:00"))
    assert isinstance(before, Allowed)
    assert [r.citation.clause for r in before.reasons] == ["SU-cancel"]
    assert isinstance(after, Denied)
    assert [r.citation.clause for r in after.reasons] == ["SU-cancel", "SU-return"]


def test_one_subscribes_again_from_the_day_after_and_not_before(document):
    ended = subscriptions.cancelled(document, Terms("subscription"), at("2026-05-14T10:00"))
    early = subscriptions.offered(document, "subscription", ended, at("2026-08-14T23:59"))
    late = subscriptions.offered(document, "subscription", ended, at("2026-08-15T00:00"))
    assert isinstance(early.decision, Denied)
    assert [r.citation.clause for r in early.decision.reasons] == ["SU-return"]
    assert early.decision.possible_at == at("2026-08-15T00:00")
    assert isinstance(late.decision, Allowed)
    assert [r.citation.clause for r in late.decision.reasons] == ["SU-return"]


def test_other_offers_wait_for_nothing(document):
    ended = subscriptions.cancelled(document, Terms("subscription"), at("2026-05-14T10:00"))
    found = subscriptions.offers(document, ended, at("2026-05-15T10:00"))
    assert [(each.code, each.plan, type(each.decision).__name__) for each in found] == [
        ("subscription", "subscription", "Denied"),
        ("ticket", "pack", "Allowed"),
        ("pack10", "pack", "Allowed"),
        ("pack20", "pack", "Allowed"),
        ("block", "hourly", "Allowed"),
    ]


def test_there_is_one_subscription_and_it_lasts(document):
    lasting = [each for each in subscriptions.offers(document, None, at("2026-05-14T10:00")) if each.lasts]
    assert [(each.code, each.decision.reasons[0].citation.clause) for each in lasting] == [
        ("subscription", "SU-offer")
    ]


def test_paypal_makes_active_at_once_and_the_others_by_a_person(document):
    told = [(means, how, cited.clause) for means, how, cited in subscriptions.payments(document)]
    assert told == [
        (Means.PAYPAL, Activation.AT_ONCE, "SU-payment"),
        (Means.TRANSFER, Activation.BY_A_PERSON, "SU-payment"),
        (Means.CHEQUE, Activation.BY_A_PERSON, "SU-payment"),
    ]


def test_a_subscription_begins_with_a_meeting_and_a_pack_does_not(document):
    assert subscriptions.kickoff(document, "subscription").clause == "SU-kickoff"
    assert subscriptions.kickoff(document, "pack") is None


def test_a_policy_without_such_rules_sells_nothing_and_ends_nothing(policy_of):
    other, _ = policy_of("techtra")
    now = at("2026-05-14T10:00")
    ended = subscriptions.Cancellation("contract", now, now, now)
    assert subscriptions.offers(other, None, now) == ()
    assert subscriptions.cancelled(other, Terms("contract"), now) is None
    assert subscriptions.may_open(other, ended) is None
    assert subscriptions.may_see(other, ended, now) is None
    assert subscriptions.why_cancelled(other, ended) == ()
