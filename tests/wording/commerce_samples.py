"""Purchases, payments and subscriptions to be worded, about people who type hostile text."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.commerce import Kickoff, Party, PurchaseState, Seller, Sum, Tax, TaxLine
from bot.domain.money import Price
from bot.outgoing import (
    EndNotice,
    EndStage,
    Kept,
    KeptNotice,
    KickOffNotice,
    Notice,
    PurchaseNotice,
    PurchaseStage,
)
from bot.results import (
    Bought,
    BuyForm,
    CancelPreview,
    CancelTold,
    KickOffForm,
    KickOffKept,
    OfferView,
    PartyForm,
    PartyKept,
    PaymentForm,
    PaymentTaken,
    PricesTold,
    PurchasesTold,
    PurchaseView,
    Result,
)
from policy.commerce_rules import Activation, Means
from policy.decisions import Allowed, Denied, Reason, ReasonCode
from policy.subscriptions import Cancellation
from tests.wording.samples import RECEIVED, TORONTO, cite, on

ENDED = Cancellation("subscription", on(14, 10, month=5), on(1, 0, month=6), on(15, 0, month=8))
DATES = {"plan": "subscription", "at": ENDED.at, "closes_at": ENDED.closes_at, "returns_at": ENDED.returns_at}
FACTS = {
    ReasonCode.CANCELLED_FREE: DATES,
    ReasonCode.RETURN_LATER: DATES,
    ReasonCode.SUBSCRIPTION_CANCELLED: DATES,
    ReasonCode.ACCESSIBLE_UNTIL: DATES,
    ReasonCode.CLOSED_AFTER_CANCELLING: DATES,
    ReasonCode.RETURN_TOO_SOON: DATES,
    ReasonCode.RETURN_POSSIBLE: DATES,
    ReasonCode.ON_OFFER: {"code": "pack20"},
    ReasonCode.ACTIVE_AT_ONCE: {"means": "paypal"},
    ReasonCode.ACTIVE_LATER: {"means": "cheque"},
    ReasonCode.INVOICE_FOLLOWS: {},
    ReasonCode.KICKOFF_FOLLOWS: {"role": "lead"},
}
ENGLISH = {
    ReasonCode.CANCELLED_FREE: "You may cancel at any time, free of charge, and the tickets stay accessible to you until 31 May 2026 (XX-1).",
    ReasonCode.RETURN_LATER: "You may subscribe again from 15 Aug 2026 (XX-1).",
    ReasonCode.SUBSCRIPTION_CANCELLED: "The subscription was cancelled on 14 May 2026: no new tickets since then (XX-1).",
    ReasonCode.ACCESSIBLE_UNTIL: "The tickets stay accessible until 31 May 2026 (XX-1).",
    ReasonCode.CLOSED_AFTER_CANCELLING: "The subscription was cancelled, and its tickets were accessible until 31 May 2026 (XX-1).",
    ReasonCode.RETURN_TOO_SOON: "The subscription was cancelled on 14 May 2026, and one may subscribe again only after a waiting time: from 15 Aug 2026 (XX-1).",
    ReasonCode.RETURN_POSSIBLE: "The waiting time after the cancellation has passed: you may subscribe again since 15 Aug 2026 (XX-1).",
    ReasonCode.ON_OFFER: "Pack of 20 tickets is on offer (XX-1).",
    ReasonCode.ACTIVE_AT_ONCE: "A payment by PayPal makes it active at once (XX-1).",
    ReasonCode.ACTIVE_LATER: "A payment by cheque makes it active some days later, once the desk has seen the money (XX-1).",
    ReasonCode.INVOICE_FOLLOWS: "An invoice follows in your own space (XX-1).",
    ReasonCode.KICKOFF_FOLLOWS: "The subscription begins with a first meeting: the desk will contact you (XX-1).",
}
VAT = Sum(20000, (TaxLine("TVA", 20000, 4000),), 24000)
BOUGHT = PurchaseView(
    7,
    "G1-7",
    "pack20",
    "",
    1,
    VAT,
    "EUR",
    Means.TRANSFER,
    PurchaseState.PENDING,
    "Hôtel Laurier",
    "Nadia Roy",
    RECEIVED,
)
ON_SALE = Allowed((Reason(ReasonCode.ON_OFFER, cite("SU-pack"), {"code": "pack20"}),))
TOO_SOON = Denied(
    (Reason(ReasonCode.RETURN_TOO_SOON, cite("SU-return"), DATES),), possible_at=ENDED.returns_at
)
MEANS = (
    (Means.PAYPAL, Activation.AT_ONCE, "SU-payment"),
    (Means.CHEQUE, Activation.BY_A_PERSON, "SU-payment"),
)


def commerce_results(hostile: str) -> Iterator[Result]:
    yield from buying(hostile)
    yield from paying(hostile)
    reasons = tuple(Reason(code, cite("SU-1"), facts) for code, facts in FACTS.items())
    for running in (0, 1, 2):
        yield CancelPreview("Boréal", "Hôtel Laurier", TORONTO, ENDED, reasons, running)
    for before in (True, False):
        yield CancelTold("Boréal", "Hôtel Laurier", TORONTO, ENDED, reasons, before)
    yield KickOffForm("Hôtel Laurier", "SU-kickoff", None)
    yield KickOffForm("Hôtel Laurier", "SU-kickoff", Kickoff(1, 1, hostile, hostile, RECEIVED, 2))
    for done in (True, False):
        yield KickOffKept("Hôtel Laurier", "SU-kickoff", done)
    prices = (Price(1, "pack20", "", 24000, "EUR"), Price(1, "x", hostile, 3, "JPY"))
    taxes = (Tax(1, "TVA", 20000, inclusive=True), Tax(1, "TVQ", 9975, inclusive=True))
    for changed in (None, "pack20", "TVQ", "gone"):
        yield PricesTold("Boréal", prices, taxes, ("subscription",), changed)
    yield PricesTold("Boréal", prices, (Tax(1, "TVA", 5500, inclusive=False),), ())
    yield PricesTold("Boréal", (), (), ())
    party = Party(hostile, hostile, hostile, hostile, hostile)
    seller = Seller(party, hostile, hostile, hostile, hostile)
    yield PartyForm(None, party, seller)
    yield PartyForm(None, party, seller, wrong="paypal")
    yield PartyForm("Hôtel Laurier", party)
    yield PartyKept(None, party)
    yield PartyKept("Hôtel Laurier", party)


def buying(hostile: str) -> Iterator[Result]:
    offers = (
        OfferView("subscription", "", VAT, "EUR", TOO_SOON),
        OfferView("pack20", "", VAT, "EUR", ON_SALE),
        OfferView("block", "", None, "", ON_SALE),
    )
    yield BuyForm("Boréal", "Hôtel Laurier", TORONTO, offers, MEANS)
    yield BuyForm("Boréal", "Hôtel Laurier", TORONTO, offers[:1], MEANS, "pack20", Means.CHEQUE)
    reasons = (*ON_SALE.reasons, Reason(ReasonCode.INVOICE_FOLLOWS, cite("SU-invoice")))
    for means in Means:
        for where in ("https://paypal.example/boreal", ""):
            yield Bought("Boréal", TORONTO, replace(BOUGHT, means=means), where, reasons)
    free = replace(BOUGHT, title=hostile, sum=Sum(24000, (), 24000))
    yield Bought("Boréal", TORONTO, free, "FR76", reasons)


def paying(hostile: str) -> Iterator[Result]:
    active = replace(BOUGHT, state=PurchaseState.ACTIVE, invoice="2026-0001", quantity=2)
    linked = replace(active, title=hostile, quantity=1, link="https://desk.example/invoices/1")
    yield PurchasesTold("Boréal", TORONTO, (BOUGHT, active, linked), False, "SU-invoice", on(2, 9))
    yield PurchasesTold("Boréal", TORONTO, (active,), waiting=False)
    yield PurchasesTold("Boréal", TORONTO, (BOUGHT,), waiting=True)
    yield PurchasesTold("Boréal", TORONTO, (), waiting=True)
    yield PurchasesTold("Boréal", TORONTO, (), waiting=False)
    yield PurchasesTold("Boréal", TORONTO, (), waiting=False, on_sale=False)
    yield PaymentForm(TORONTO, BOUGHT)
    yield PaymentTaken(TORONTO, active)
    paid = replace(BOUGHT, state=PurchaseState.PAID, invoice="2026-0002")
    yield PaymentTaken(TORONTO, paid, TOO_SOON.reasons, TOO_SOON.possible_at)


def commerce_notices() -> Iterator[Notice]:
    for stage in PurchaseStage:
        plain = PurchaseNotice(
            stage, 7, "G1-7", "pack20", "", 1, 24000, "EUR", Means.PAYPAL, "Hôtel Laurier", 2, "SU-payment"
        )
        yield plain
        differs = replace(plain, paid=1, paid_currency="USD", invoice="2026-0001", quantity=3)
        for means in Means:
            yield replace(plain, means=means, pay_to="https://paypal.example/boreal")
        yield replace(differs, possible_at=ENDED.returns_at, zone=TORONTO)
    yield KickOffNotice("Hôtel Laurier", 2, "SU-kickoff")
    yield KickOffNotice("Hôtel Laurier", 99, "SU-kickoff")
    for what in Kept:
        for done in (True, False):
            yield KeptNotice(what, "SA Laurier", "Hôtel Laurier", "SU-kickoff", done)
    for end in EndStage:
        for running in (0, 1, 2):
            yield EndNotice(
                end,
                "Hôtel Laurier",
                "subscription",
                ENDED.closes_at,
                ENDED.returns_at,
                "SU-cancel",
                running,
                "SU-return" if running else "",
                TORONTO,
            )
