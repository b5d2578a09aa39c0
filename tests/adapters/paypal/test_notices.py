"""PayPal's notices over HTTP into the desk: what is PayPal's and right activates, once; nothing else does."""

import asyncio
import json

import pytest
from aiohttp import ClientSession

from adapters.paypal.signature import BadAuthorities, trusting
from adapters.paypal.webhook import PATH, CannotFetch, Webhook, fetched
from adapters.web.server import WebServer
from bot.clock import HandClock
from bot.compose import build
from bot.domain.commerce import PurchaseState
from bot.domain.money import Price
from bot.domain.people import Face, Membership
from bot.requests import Actor, PlaceKind, PlaceRef, Request, Typed, Via
from policy.facts import Role
from tests.adapters.paypal.stand_in import NOW, URL, WEBHOOK, Authority, PayPal, key, pem


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def paypal(authority):
    return PayPal(authority)


class Counter:
    """A desk where Nadia has ordered a pack by PayPal (G1-1) and a ticket by cheque (G1-2)."""

    def __init__(self):
        self.house = build("sqlite://", HandClock(NOW))
        with self.house.database.writing() as uow:
            desk = uow.desks.add("Aide", "support-utilisateur", "fr")
            account = uow.accounts.add(desk.id, "Laurier", "trial")
            nadia = uow.people.add("Nadia", "en")
            uow.people.link(nadia.id, Actor("slack", "T1", "U1"))
            uow.people.join(Membership(nadia.id, desk.id, account.id, Role.AUTHORIZED))
            uow.places.put(desk.id, "slack", "T1", "C1", Face.DESK)
            for code, amount in (("pack20", 24000), ("ticket", 2500)):
                uow.prices.put(Price(desk.id, code, "", amount, "EUR"))
            uow.commit()
        self.desk = desk
        for number, words in enumerate(("buy pack20 by PayPal", "buy ticket by cheque")):
            place = PlaceRef("slack", "T1", "D1", None, PlaceKind.PRIVATE, None)
            actor = Actor("slack", "T1", "U1")
            request = Request(actor, place, Typed(words), f"k{number}", NOW, Via.COMMAND, None, {})
            assert not self.house.desk.answer(request).refused

    def state(self, number=1):
        with self.house.database.reading() as uow:
            return uow.purchases.get(self.desk.id, number).state

    def told(self):
        with self.house.database.reading() as uow:
            rows = uow.outbox.by_desk(self.desk.id, limit=100)
            return sorted(row.notice.stage for row in rows if row.notice.tag == "purchase")

    def posts(self, *notices, certificate, trust, now=NOW):
        """Post (headers, body) pairs to a real server; the answers' status and text."""

        async def fetch(url):
            assert url == URL
            if certificate is None:
                raise CannotFetch("503")
            return certificate

        async def all_of_them():
            webhook = Webhook(
                self.house.payments, webhook_id=WEBHOOK, trust=trust, now=lambda: now, fetch=fetch
            )
            web = WebServer((webhook.route(),), check=self.house.check)
            port = await web.start("127.0.0.1", 0)
            answers = []
            try:
                async with ClientSession() as session:
                    for headers, body in notices:
                        url = f"http://127.0.0.1:{port}{PATH}"
                        async with session.post(url, data=body, headers=headers) as answer:
                            answers.append((answer.status, await answer.text()))
            finally:
                await web.stop()
            return answers

        return asyncio.run(all_of_them())


@pytest.fixture
def counter():
    counter = Counter()
    yield counter
    counter.house.close()


@pytest.fixture
def trust(authority):
    return trusting(pem(authority.root))


def test_a_payment_that_paypal_tells_of_activates_at_once(counter, paypal, trust):
    body = paypal.event("G1-1", "240.00")
    answers = counter.posts((paypal.headers(body), body), certificate=paypal.chain(), trust=trust)
    assert answers == [(200, "active")]
    assert counter.state() is PurchaseState.ACTIVE
    with counter.house.database.reading() as uow:
        purchase = uow.purchases.get(counter.desk.id, 1)
        assert (purchase.payment, purchase.confirmed_by) == ("42311647XV020574X", None)
        assert uow.invoices.of_purchase(purchase).called == "2026-0001"
        account = uow.accounts.get(counter.desk.id, purchase.account_id)
        assert (account.plan, sum(lot.left for lot in uow.units.open_of(account))) == ("pack", 20)


def test_the_same_notice_and_another_of_the_same_purchase_change_nothing_more(counter, paypal, trust):
    body, again = paypal.event("G1-1", "240.00"), paypal.event("G1-1", "240.00", event="WH-2")
    notices = [(paypal.headers(each), each) for each in (body, body, again)]
    answers = counter.posts(*notices, certificate=paypal.chain(), trust=trust)
    assert [text for _, text in answers] == ["active", "known", "known"]
    assert counter.told() == ["active", "active", "ordered"]


@pytest.mark.parametrize(
    "what", ["another key", "another body", "another webhook", "no base64", "another time"]
)
def test_what_is_not_signed_so_is_refused(counter, paypal, trust, what):
    body = paypal.event("G1-1", "240.00")
    match what:
        case "another key":
            headers = paypal.headers(body, by=key())
        case "another body":
            headers = paypal.headers(paypal.event("G1-1", "1.00"))
        case "another webhook":
            headers = paypal.headers(body, webhook="1JE4291016473214C")
        case "no base64":
            headers = paypal.headers(body, PAYPAL_TRANSMISSION_SIG="???")
        case _:
            headers = paypal.headers(body, PAYPAL_TRANSMISSION_TIME="2026-05-18T10:00:01Z")
    assert counter.posts((headers, body), certificate=paypal.chain(), trust=trust) == [(400, "")]
    assert counter.state() is PurchaseState.PENDING


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v1/notifications/certs/CERT-1",
        "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1",
        "https://evil.example#api.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com@evil.example/v1/notifications/certs/CERT-1",
        "https://u:p@api.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com:8443/v1/notifications/certs/CERT-1",
        "https://api.paypal.com:x/v1/notifications/certs/CERT-1",
        "http://api.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com/somewhere/else",
        "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
        "file:///etc/passwd",
    ],
)
def test_a_certificate_from_elsewhere_is_not_even_fetched(counter, paypal, trust, url):
    body = paypal.event("G1-1", "240.00")
    headers = paypal.headers(body, PAYPAL_CERT_URL=url)
    assert counter.posts((headers, body), certificate=paypal.chain(), trust=trust) == [(400, "")]


@pytest.mark.parametrize(
    "what", ["other authority", "other name", "out of date", "no chain", "rubbish", "empty"]
)
def test_a_certificate_that_is_not_paypals_now_is_refused(counter, authority, paypal, trust, what):
    body = paypal.event("G1-1", "240.00")
    match what:
        case "other authority":
            other = Authority()
            certificate = pem(other.issue(paypal.its), other.between, other.root)
        case "other name":
            certificate = pem(authority.issue(paypal.its, "evil.example"), authority.between)
        case "out of date":
            certificate = pem(authority.issue(paypal.its, days=-1), authority.between)
        case "no chain":
            certificate = pem(authority.issue(paypal.its))
        case "rubbish":
            certificate = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        case _:
            certificate = b""
    answers = counter.posts((paypal.headers(body), body), certificate=certificate, trust=trust)
    assert answers == [(400, "")]
    assert counter.state() is PurchaseState.PENDING


def test_an_intermediate_that_paypal_leaves_out_may_be_given(counter, authority, paypal):
    body = paypal.event("G1-1", "240.00")
    alone, trust = pem(authority.issue(paypal.its)), trusting(pem(authority.between, authority.root))
    assert counter.posts((paypal.headers(body), body), certificate=alone, trust=trust) == [(200, "active")]


@pytest.mark.parametrize(
    ("amount", "currency"), [("239.99", "EUR"), ("2400.00", "EUR"), ("240.00", "USD"), ("x", "EUR"), ("", "")]
)
def test_another_amount_or_currency_activates_nothing_and_the_desk_is_told(
    counter, paypal, trust, amount, currency
):
    body = paypal.event("G1-1", amount, currency)
    answers = counter.posts((paypal.headers(body), body), certificate=paypal.chain(), trust=trust)
    assert answers == [(200, "differs")]
    assert counter.state() is PurchaseState.PENDING
    assert counter.told() == ["differs", "ordered"]


@pytest.mark.parametrize("reference", ["G1-9", "G9-1", "G1-2", "", "1", "G1-1 or so", "G1-1;G1-2"])
def test_an_unknown_purchase_or_one_to_be_paid_otherwise_stays_as_it_is(counter, paypal, trust, reference):
    body = paypal.event(reference, "25.00")
    answers = counter.posts((paypal.headers(body), body), certificate=paypal.chain(), trust=trust)
    assert answers == [(200, "unknown")]
    assert (counter.state(1), counter.state(2)) == (PurchaseState.PENDING, PurchaseState.PENDING)


def test_other_events_are_taken_and_do_nothing(counter, paypal, trust):
    told = {"id": "WH-3", "event_type": "PAYMENT.CAPTURE.DENIED", "resource": {"amount": {}}}
    body, bare = json.dumps(told).encode(), json.dumps({"id": "WH-4"}).encode()
    notices = [(paypal.headers(each), each) for each in (body, bare)]
    answers = counter.posts(*notices, certificate=paypal.chain(), trust=trust)
    assert answers == [(200, "ignored"), (200, "ignored")]


def test_a_sale_of_the_older_kind_is_read_too(counter, paypal, trust):
    resource = {"id": "S1", "custom": "G1-1", "amount": {"total": "240.00", "currency": "EUR"}}
    told = {"id": "WH-5", "event_type": "PAYMENT.SALE.COMPLETED", "resource": resource}
    body = json.dumps(told).encode()
    answers = counter.posts((paypal.headers(body), body), certificate=paypal.chain(), trust=trust)
    assert answers == [(200, "active")]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"id": 3}'])
def test_a_signed_body_that_is_no_event_is_refused(counter, paypal, trust, body):
    answers = counter.posts((paypal.headers(body), body), certificate=paypal.chain(), trust=trust)
    assert answers == [(400, "")]


@pytest.mark.parametrize("lacking", ["PAYPAL-TRANSMISSION-ID", "PAYPAL-CERT-URL", "PAYPAL-AUTH-ALGO"])
def test_a_header_that_is_missing_is_refused(counter, paypal, trust, lacking):
    body = paypal.event("G1-1", "240.00")
    headers = paypal.headers(body)
    del headers[lacking]
    assert counter.posts((headers, body), certificate=paypal.chain(), trust=trust) == [(400, "")]


def test_while_the_certificate_is_out_of_reach_the_notice_should_come_again(counter, paypal, trust):
    body = paypal.event("G1-1", "240.00")
    assert counter.posts((paypal.headers(body), body), certificate=None, trust=trust) == [(503, "")]


def test_a_certificate_is_fetched_by_a_verified_name_only():
    with pytest.raises(CannotFetch):
        asyncio.run(fetched("https://127.0.0.1:1/v1/notifications/certs/CERT-1"))


def test_trust_needs_authorities_that_can_be_read(counter, paypal):
    with pytest.raises(BadAuthorities):
        trusting(b"nothing")
    body = paypal.event("G1-1", "240.00")
    answers = counter.posts(
        (paypal.headers(body), body),
        certificate=paypal.chain(),
        trust=trusting(pem(paypal.authority.between)),
    )
    assert answers == [(400, "")]
