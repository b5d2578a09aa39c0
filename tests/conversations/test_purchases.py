"""Buying, paying, and what becomes active when, for whom and by which clause."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain.commerce import PurchaseState
from bot.errors import NoSuchThing, NotNow, NotUnderstood, NotYours
from bot.replies import Link, plain
from bot.results import (
    Bought,
    BuyForm,
    KickOffForm,
    KickOffKept,
    Opened,
    PartyForm,
    PartyKept,
    PaymentForm,
    PaymentTaken,
    PricesTold,
    PurchasesTold,
    Refused,
)
from bot.usecases.links import serve_links
from policy.facts import Role

PRICES = ("subscription 360 EUR", "ticket 25 EUR", "pack10 130 EUR", "pack20 240 EUR", "block 90 EUR")


@pytest.fixture
def shop(desk_of):
    """Boréal under support-utilisateur, with its prices; Hôtel Laurier is on trial."""
    shop = desk_of("support-utilisateur", "trial")
    for price in PRICES:
        shop.says("sara", f"setup price {price}")
        assert shop.mistake is None
    shop.says("sara", "setup tax TVA 20% inclusive")
    return shop


def purchase(shop, number=1):
    with shop.database.reading() as uow:
        return uow.purchases.get(uow.desks.by_name("Boréal").id, number)


def tasks(shop):
    with shop.database.reading() as uow:
        return [task.kind for task in uow.tasks.open_of(uow.desks.by_name("Boréal").id)]


def clauses(reasons):
    return [reason.citation.clause for reason in reasons]


def test_bare_buy_shows_what_is_sold_with_its_price_and_clause(shop):
    shop.says("nadia", "buy")
    assert isinstance(shop.result, BuyForm)
    told = {each.code: (each.sum.total, clauses(each.decision.reasons)) for each in shop.result.offers}
    assert told == {
        "subscription": (36000, ["SU-offer"]),
        "ticket": (2500, ["SU-pack"]),
        "pack10": (13000, ["SU-pack"]),
        "pack20": (24000, ["SU-pack"]),
        "block": (9000, ["SU-hourly"]),
    }
    assert shop.reads_only


def test_a_transfer_waits_for_a_person_of_the_desk(shop):
    shop.says("nadia", "buy pack20 by transfer")
    assert isinstance(shop.result, Bought)
    assert clauses(shop.result.reasons) == ["SU-pack", "SU-payment", "SU-invoice"]
    assert purchase(shop).state is PurchaseState.PENDING
    assert shop.account("Hôtel Laurier").plan == "trial"
    shop.says("marc", "payment")
    assert [each.reference for each in shop.result.purchases] == ["G1-1"]
    shop.presses("marc", "payment 1")
    assert isinstance(shop.result, PaymentForm)
    assert purchase(shop).state is PurchaseState.PENDING
    shop.fills("marc", "payment 1", reference="SEPA 88")
    assert isinstance(shop.result, PaymentTaken)
    found = purchase(shop)
    assert (found.state, found.payment, found.confirmed_by) == (
        PurchaseState.ACTIVE,
        "SEPA 88",
        shop.people["marc"].id,
    )
    assert shop.account("Hôtel Laurier").plan == "pack"
    assert tasks(shop) == []


def test_confirming_twice_changes_nothing(shop):
    shop.says("nadia", "buy pack20 by cheque")
    shop.fills("marc", "payment 1")
    shop.fills("anne", "payment 1")
    assert (type(shop.mistake), shop.mistake.says) == (NotNow, "error.purchase_active")
    with shop.database.reading() as uow:
        assert uow.invoices.of_purchase(purchase(shop)).called == "2026-0001"


@pytest.mark.parametrize(("who", "may"), [("ines", False), ("marc", True), ("anne", True), ("sara", True)])
def test_a_lead_the_director_or_an_admin_says_that_money_has_come(shop, who, may):
    shop.says("nadia", "buy ticket by cheque")
    shop.fills(who, "payment 1")
    assert (shop.mistake is None) is may
    assert (purchase(shop).state is PurchaseState.ACTIVE) is may


def test_what_becomes_active_is_counted_and_used(shop):
    shop.says("nadia", "buy 3 tickets by cheque").fills("marc", "payment 1")
    shop.says("nadia", "open The printer says offline")
    assert isinstance(shop.result, Opened)
    with shop.database.reading() as uow:
        left = [lot.left for lot in uow.units.open_of(shop.account("Hôtel Laurier"))]
    assert sum(left) == 2


def test_whoever_has_nothing_left_and_may_buy_is_offered_to(shop):
    shop.says("sara", 'setup account "Hôtel Laurier" plan:pack')
    for who, offered in (("nadia", ["buy"]), ("tom", [])):
        shop.says(who, "open The printer says offline")
        assert isinstance(shop.result, Refused)
        commands = [a.command for b in shop.reply.blocks if b.tag == "actions" for a in b.actions]
        assert [command for command in commands if command == "buy"] == offered


def test_only_an_authorized_contact_buys(shop):
    for who in ("tom", "ines", "sara"):
        shop.says(who, "buy pack20 by transfer")
        assert isinstance(shop.mistake, NotYours), who
    assert purchase(shop) is None


def test_a_subscription_puts_the_account_on_its_plan_and_begins_with_a_meeting(shop):
    shop.says("nadia", "buy abonnement by cheque")
    assert "SU-kickoff" in clauses(shop.result.reasons)
    shop.fills("marc", "payment 1")
    assert shop.account("Hôtel Laurier").plan == "subscription"
    assert tasks(shop) == ["kickoff"]
    told = [row.notice.tag for row in shop.rows() if row.target.tag == "place"]
    assert told == ["purchase", "purchase"]
    [task] = [row for row in shop.rows() if row.notice.tag == "task"]
    assert (task.target.person_id, task.notice.clause) == (shop.people["marc"].id, "SU-kickoff")
    shop.says("nadia", "buy subscription by cheque")
    assert shop.mistake.says == "error.already_subscribed"


def test_a_subscription_is_ordered_once(shop):
    shop.says("nadia", "buy subscription by cheque").says("noor", "buy subscription by transfer")
    assert (shop.mistake.says, shop.mistake.facts["number"]) == ("error.already_ordered", "G1-1")


def test_the_facts_of_the_first_meeting_stay_on_the_account_and_end_its_task(shop):
    shop.says("nadia", "kickoff")
    assert shop.mistake.says == "error.no_kickoff"
    shop.says("nadia", "buy subscription by cheque").fills("marc", "payment 1")
    shop.says("nadia", "kickoff")
    assert isinstance(shop.result, KickOffForm)
    shop.fills("nadia", "kickoff", contact="Nadia, 514 555 0100", environment="4 PCs, Windows")
    assert (shop.result, tasks(shop)) == (KickOffKept("Hôtel Laurier", "SU-kickoff", done=False), ["kickoff"])
    shop.says("ines", "kickoff")
    assert shop.result.known.environment == "4 PCs, Windows"
    shop.fills("ines", "kickoff", contact="Nadia, 514 555 0100", environment="4 PCs and a Mac")
    assert (shop.result, tasks(shop)) == (KickOffKept("Hôtel Laurier", "SU-kickoff", done=True), [])


def test_a_pack_bought_on_a_subscription_leaves_the_subscription(shop):
    shop.says("nadia", "buy subscription by cheque").fills("marc", "payment 1")
    shop.says("nadia", "buy pack20 by cheque").fills("marc", "payment 2")
    assert shop.account("Hôtel Laurier").plan == "subscription"
    assert purchase(shop, 2).state is PurchaseState.ACTIVE


def test_several_are_bought_at_once_and_taxed_together(shop):
    shop.says("nadia", "acheter 3 tickets par chèque")
    bought = purchase(shop)
    assert (bought.code, bought.quantity, bought.sum.total) == ("ticket", 3, 7500)
    assert [(tax.name, tax.amount) for tax in bought.sum.taxes] == [("TVA", 1250)]


@pytest.mark.parametrize(
    ("words", "code", "means"),
    [
        ("buy pack20 by PayPal", "pack20", "paypal"),
        ("acheter un abonnement par virement", "subscription", "transfer"),
        ("comprar paquete por cheque", "pack20", "cheque"),
        ("comprar una suscripción por transferencia", "subscription", "transfer"),
        ("buy hours by cheque", "block", "cheque"),
    ],
)
def test_what_and_how_are_said_in_three_languages(shop, words, code, means):
    shop.says("nadia", words)
    assert (purchase(shop).code, purchase(shop).means) == (code, means)


def test_what_is_not_sold_or_not_priced_is_said_as_such(shop, desk_of):
    shop.says("nadia", "buy yacht by cheque")
    assert (type(shop.mistake), shop.mistake.facts["valid"]) == (
        NoSuchThing,
        "subscription, ticket, pack10, pack20, block",
    )
    shop.has_desk("Cormoran", "support-utilisateur")
    shop.has_account("Cormoran", "Auberge", "trial")
    shop.has("olga", Role.AUTHORIZED, "Cormoran", "Auberge")
    shop.says("olga", "buy pack20 by cheque")
    assert (shop.mistake.says, shop.mistake.facts["code"]) == ("error.unpriced", "pack20")
    assert "setup price" in shop.reply.summary


def test_a_policy_without_offers_sells_nothing(talk):
    talk.says("nadia", "buy")
    assert talk.mistake.says == "error.sells_nothing"
    talk.says("nadia", "invoices")
    assert talk.reply.summary == "Nothing was bought here: the policy of Boréal has no offers."
    assert [block.tag for block in talk.reply.blocks] == ["prose"]


@pytest.mark.parametrize(
    "words", ["pack20", "pack20 x EUR", "pack20 240 XYZ", "pack20 1.001 EUR", "pack20 -2 EUR", "a/b 2 EUR"]
)
def test_a_price_is_a_code_an_amount_and_a_currency(shop, words):
    shop.says("sara", f"setup price {words}")
    assert (type(shop.mistake), shop.mistake.says) == (NotUnderstood, "error.bad_price")


def test_prices_are_in_one_currency_and_taxes_of_one_kind(shop):
    shop.says("sara", "setup price pack20 240 USD")
    assert shop.mistake.says == "error.one_currency"
    shop.says("sara", "setup tax TVQ 9,975 % exclusive")
    assert shop.mistake.says == "error.one_kind_of_tax"
    shop.says("sara", "setup tax TVQ 9,975 % inclusive")
    assert isinstance(shop.result, PricesTold)
    assert [(tax.name, tax.rate) for tax in shop.result.taxes] == [("TVA", 20000), ("TVQ", 9975)]
    shop.says("sara", "setup tax TVQ 0% inclusive")
    assert [tax.name for tax in shop.result.taxes] == ["TVA"]


def test_an_order_keeps_the_price_and_the_taxes_of_its_moment(shop):
    shop.says("nadia", "buy pack20 by cheque")
    shop.says("sara", "setup price pack20 300 EUR").says("sara", "setup tax TVA 10% inclusive")
    shop.fills("marc", "payment 1")
    assert (purchase(shop).sum.total, purchase(shop).sum.net) == (24000, 20000)


def test_the_seller_and_the_buyers_are_named_by_an_admin(shop):
    shop.says("sara", "setup seller")
    assert isinstance(shop.result, PartyForm)
    given = {
        "name": "Boréal SARL",
        "address": "1 rue X\n75001 Paris",
        "bank": "FR76 3000",
        "paypal": "http://x",
    }
    shop.fills("sara", "setup seller", **given)
    assert (type(shop.result), shop.result.wrong) == (PartyForm, "paypal")
    shop.fills(
        "sara",
        "setup seller",
        **(given | {"paypal": "https://paypal.example/boreal?v=AMOUNTCURRENCY&custom=REFERENCE"}),
    )
    assert isinstance(shop.result, PartyKept)
    shop.fills("sara", 'setup buyer account:"Hôtel Laurier"', name="SA Hôtel Laurier", address="2 rue Y")
    assert shop.result.account == "Hôtel Laurier"
    shop.says("nadia", "buy pack20 by transfer")
    assert "FR76 3000" in shop.reply.summary
    shop.says("nadia", "buy pack20 by paypal")
    links = [
        span.url
        for block in shop.reply.blocks
        if block.tag == "prose"
        for span in block.line
        if isinstance(span, Link)
    ]
    assert links == ["https://paypal.example/boreal?v=240.00EUR&custom=G1-2"]


def test_invoices_are_numbered_without_gaps_by_desk_and_year(shop):
    for _number in (1, 2, 3):
        shop.says("nadia", "buy ticket by cheque")
    shop.fills("marc", "payment 2").fills("marc", "payment 1")
    shop.fills("marc", "payment 9")
    shop.zone = ZoneInfo("Europe/Paris")
    shop.at("2027-01-01T00:30")
    shop.fills("marc", "payment 3")
    with shop.database.reading() as uow:
        called = [uow.invoices.of_purchase(purchase(shop, n)).called for n in (1, 2, 3)]
    assert called == ["2026-0002", "2026-0001", "2027-0001"]


def test_an_invoice_keeps_the_parties_of_its_day(shop):
    shop.fills("sara", "setup seller", name="Boréal SARL")
    shop.says("nadia", "buy ticket by cheque").fills("marc", "payment 1")
    shop.fills("sara", "setup seller", name="Boréal SAS")
    with shop.database.reading() as uow:
        invoice = uow.invoices.of_purchase(purchase(shop))
    assert (invoice.seller.name, invoice.buyer.name) == ("Boréal SARL", "Hôtel Laurier")


def test_a_link_to_an_invoice_is_for_its_buyer_alone(shop):
    with shop.database.writing() as uow:
        serve_links(uow, "https://desk.example/")
        uow.commit()
    shop.says("nadia", "buy ticket by cheque").fills("marc", "payment 1")
    shop.says("nadia", "invoices")
    assert isinstance(shop.result, PurchasesTold)
    [mine] = shop.result.purchases
    assert mine.link.startswith("https://desk.example/invoices/")
    shop.says("noor", "invoices")
    assert [each.link for each in shop.result.purchases] == [None]
    assert "for Nadia only" in plain(shop.reply.blocks[1].items[0].line)
    shop.says("tom", "invoices")
    assert isinstance(shop.mistake, NotYours)


def test_a_purchase_of_another_desk_does_not_exist(shop):
    shop.says("nadia", "buy ticket by cheque")
    shop.furnish("Cormoran", "support-utilisateur", plan="trial", prefix="c-")
    shop.fills("c-marc", "payment 1")
    assert shop.mistake.says == "error.no_such_purchase"
    shop.says("c-marc", "payment")
    assert shop.result.purchases == ()
    shop.says("c-nadia", "invoices")
    assert shop.result.purchases == ()
