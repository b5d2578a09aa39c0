"""Products, versions, accounts' own terms, logged calls and outages, as people use them."""

import pytest

from bot.domain.events import Answered, OutageDeclared
from bot.domain.money import Price
from bot.errors import NoSuchThing, NotNow, NotUnderstood, NotYours
from bot.results import AccountsTold, AnswerForm, Opened, OpenForm, OutageTold, ProductsTold, Refused, Sent
from policy.facts import Channel, ProductHeld


def money(talk, code: str = "version", amount: int = 45000) -> None:
    with talk.database.writing() as uow:
        desk = uow.desks.by_name("Boréal")
        uow.prices.put(Price(desk.id, code, "A new version", amount, "CAD"))
        uow.commit()


def charges(talk) -> list[tuple[str, int, str, str]]:
    with talk.database.reading() as uow:
        desk = uow.desks.by_name("Boréal")
        account = uow.accounts.by_name(desk.id, "Hôtel Laurier")
        found = uow.charges.of_account(desk.id, account.id)
        return [(charge.code, charge.amount, charge.currency, charge.clause) for charge in found]


def held(talk) -> tuple[ProductHeld, ...]:
    with talk.database.reading() as uow:
        desk = uow.desks.by_name("Boréal")
        return uow.products.held(desk.id, uow.accounts.by_name(desk.id, "Hôtel Laurier").id)


@pytest.fixture
def stock(desk_of):
    """Under techtra: Stock 4.2 of 2025, and 5.0 of 1 March 2026; the Hôtel Laurier has 4.2."""
    talk = desk_of("techtra", "contract")
    for words in (
        "product add Stock mail:stock@example.com",
        "product release Stock 4.2 on 2025-02-03",
        "product release Stock 5.0 on 2026-03-01",
        'account "Hôtel Laurier" product:Stock version:4.2',
    ):
        talk.says("sara", words)
        assert talk.mistake is None, words
    return talk


OPEN = "open Totals are wrong documentation:yes"


# What is asked about


def test_a_ticket_is_about_the_only_product_in_the_version_that_the_account_has(stock):
    stock.says("nadia", OPEN)
    assert (stock.ticket().product, stock.ticket().product_version) == ("stock", "4.2")


def test_a_new_version_is_charged_once_it_was_agreed_to_and_never_again(stock):
    money(stock)
    stock.says("nadia", f"{OPEN} version:5.0")
    assert isinstance(stock.result, OpenForm)
    assert "CA$450.00" in stock.reply.summary
    command = stock.reply.form.command
    given = {"subject": "Totals are wrong", "version": "5.0", "agree_documentation": "yes"}
    stock.fills("nadia", command, **given)
    assert isinstance(stock.result, OpenForm)
    assert (stock.tickets(), charges(stock)) == (0, [])
    stock.fills("nadia", command, **given, agree_version_price="yes")
    assert isinstance(stock.result, Opened)
    assert charges(stock) == [("version", 45000, "CAD", "TT-7.maintenance")]
    assert held(stock) == (ProductHeld("stock", version="5.0"),)
    stock.says("nadia", f"{OPEN} version:5.0")
    assert isinstance(stock.result, Opened)
    assert len(charges(stock)) == 1


def test_a_yes_left_over_from_another_version_charges_nothing(stock):
    money(stock)
    stock.says("nadia", f"{OPEN} version:5.0")
    command = stock.reply.form.command
    given = {"subject": "Totals are wrong", "agree_documentation": "yes", "agree_version_price": "yes"}
    stock.fills("nadia", command, **given, version="4.2")
    assert isinstance(stock.result, Opened)
    assert (charges(stock), stock.ticket().history[0].agreed) == ([], ("documentation",))


def test_a_yes_to_a_price_that_has_changed_since_is_asked_for_again(stock):
    money(stock)
    stock.says("nadia", f"{OPEN} version:5.0")
    command = stock.reply.form.command
    money(stock, amount=90000)
    given = {"subject": "Totals are wrong", "version": "5.0", "agree_documentation": "yes"}
    stock.fills("nadia", command, **given, agree_version_price="yes")
    assert isinstance(stock.result, OpenForm)
    assert charges(stock) == []
    assert "CA$900.00" in stock.reply.summary
    stock.fills("nadia", stock.reply.form.command, **given, agree_version_price="yes")
    assert charges(stock) == [("version", 90000, "CAD", "TT-7.maintenance")]


def test_nobody_of_the_desk_says_yes_to_the_price_of_a_version_for_a_customer(stock):
    money(stock)
    given = {"subject": "Totals are wrong", "version": "5.0", "agree_documentation": "yes"}
    stock.fills("ines", "open", requester="@U-nadia", **given, agree_version_price="yes")
    assert isinstance(stock.result, Opened)
    assert charges(stock) == []
    assert held(stock) == (ProductHeld("stock", version="4.2"),)


def test_a_version_that_the_desk_does_not_have_is_named_with_those_it_has(stock):
    stock.says("nadia", f"{OPEN} version:9.9")
    assert isinstance(stock.mistake, NoSuchThing)
    assert stock.mistake.facts == {"product": "Stock", "version": "9.9", "valid": "5.0, 4.2"}


def test_a_version_that_is_to_come_cannot_be_asked_about_yet(stock):
    stock.says("sara", "product release Stock 6.0 on 2026-12-01")
    stock.says("nadia", f"{OPEN} version:6.0")
    assert stock.mistake.facts["valid"] == "5.0, 4.2"


def test_another_product_chosen_in_the_form_forgets_the_version_of_the_first(stock):
    stock.says("sara", "product add Doors")
    stock.says("nadia", "open product:stock")
    stock.changes("nadia", stock.reply.form.command, product="doors", version="4.2", subject="x")
    assert isinstance(stock.result, OpenForm)
    assert (stock.result.product, stock.result.product_version, stock.result.versions) == ("doors", None, ())


def test_a_ticket_keeps_how_its_version_stood_when_it_was_opened(stock):
    stock.at("2026-09-01T16:00").says("nadia", OPEN)
    stock.at("2026-09-02T10:00").says("nadia", "show 1")
    product = stock.result.ticket.product
    assert (str(product.support), product.until.isoformat()) == ("previous", "2026-09-01")


# Who adds, and what of another desk's


@pytest.mark.parametrize("who", ["nadia", "tom", "ines", "marc", "anne"])
def test_only_an_admin_adds_products_and_versions(stock, who):
    for words in ("product add Doors", "product release Stock 5.1"):
        stock.says(who, words)
        assert isinstance(stock.mistake, NotYours)
    stock.says(who, "product Stock")
    assert isinstance(stock.result, ProductsTold)


def test_the_products_of_another_desk_do_not_exist(stock):
    stock.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    stock.says("c-nadia", "product Stock")
    assert isinstance(stock.mistake, NoSuchThing)
    assert stock.reply.summary == "Cormoran has no products yet."
    stock.says("c-nadia", f"{OPEN} product:Stock")
    assert isinstance(stock.mistake, NoSuchThing)


def test_an_address_for_mail_is_one_products_and_no_other_desk_takes_it(stock):
    stock.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    stock.says("c-sara", "product add Doors mail:Stock@example.com")
    assert (type(stock.mistake), stock.mistake.says) == (NotNow, "error.mail_taken")
    stock.says("sara", "product add Doors mail:stock@example.com")
    assert stock.mistake.says == "error.mail_taken"
    stock.says("sara", "product add Stock mail:stock@example.com")
    assert stock.mistake is None


def test_a_corrected_date_of_release_replaces_the_first(stock):
    stock.says("sara", "product release Stock 5.0 on 2026-02-01")
    (one,) = stock.result.products
    assert [(v.release.version, v.release.on.isoformat()) for v in one.versions] == [
        ("5.0", "2026-02-01"),
        ("4.2", "2025-02-03"),
    ]


# An account's terms


def test_what_is_not_named_stays(stock):
    stock.says("sara", 'account "Hôtel Laurier" maintenance:2027-03-01 contacts:7')
    stock.says("sara", 'account "Hôtel Laurier" hours:"lun-ven 07:00-21:00" bought:no product:stock')
    account = stock.result.account
    assert isinstance(stock.result, AccountsTold)
    assert (account.plan, account.employees, account.hours) == ("contract", 80, "lun-ven 07:00-21:00")
    assert account.maintenance_until.isoformat() == "2027-03-01"
    assert account.products == (("Stock", ProductHeld("stock", bought=False, version="4.2")),)
    stock.says("sara", 'account "Hôtel Laurier" hours:none maintenance:none contacts:none')
    account = stock.result.account
    assert (account.hours, account.maintenance_until, stock.account("Hôtel Laurier").roster_limit) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('account "Hôtel Laurier" hours:always', "error.bad_hours"),
        ('account "Hôtel Laurier" maintenance:soon', "error.bad_moment"),
        ('account "Hôtel Laurier" version:4.2', "error.missing"),
        ('account "Hôtel Laurier" product:Stock version:9.9', "error.bad_value"),
        ('account "Hôtel Laurier" product:Stock bought:maybe', "error.bad_value"),
        ('account "Hôtel Laurier" employees:many', "error.bad_number"),
        ("account plan:contract", "error.missing"),
    ],
)
def test_a_mistake_in_the_terms_changes_nothing(stock, words, says):
    before = stock.account("Hôtel Laurier")
    stock.says("sara", words)
    assert (stock.mistake.says, stock.account("Hôtel Laurier")) == (says, before)
    assert held(stock) == (ProductHeld("stock", version="4.2"),)


def test_a_policy_without_such_a_clause_has_no_hours_of_ones_own(talk):
    talk.says("sara", 'account "Hôtel Laurier" hours:"mon-fri 07:00-21:00"')
    assert isinstance(talk.mistake, NotUnderstood)
    assert talk.mistake.says == "error.no_own_hours"


def test_hours_that_are_taken_away_later_move_no_promise(stock):
    stock.says("sara", 'account "Hôtel Laurier" hours:"mon-fri 07:00-21:00"')
    stock.at("2026-03-02T18:00").says("nadia", OPEN)
    due = stock.ticket().due_at
    assert due == stock.moment("2026-03-02T20:00")
    stock.says("sara", 'account "Hôtel Laurier" hours:none')
    stock.says("ines", "claim 1")
    assert stock.ticket().due_at == due
    stock.says("nadia", OPEN)
    assert stock.ticket(2).due_at == stock.moment("2026-03-03T11:00")


# A call that is logged (SI-8.response)


@pytest.mark.parametrize(
    "words",
    ["reply 1 by phone: Hold it", "répondre 1 par téléphone : Hold it", "responder 1 por teléfono: Hold it"],
)
def test_a_logged_call_answers_once_it_was_read_over(talk, words):
    talk.says("nadia", "open Doors stay open")
    talk.says("ines", words)
    assert isinstance(talk.result, AnswerForm)
    assert talk.result.call
    talk.fills("ines", talk.reply.form.command, text="Hold it")
    assert isinstance(talk.result, Sent)
    answer = next(event for event in talk.ticket().history if isinstance(event, Answered))
    assert (answer.channel, talk.text(answer.text)) == (Channel.PHONE, "Hold it")


def test_the_requesters_side_logs_no_call_and_loses_no_word(talk):
    talk.says("nadia", "open Doors stay open")
    talk.says("nadia", "reply 1 by phone: I cannot be reached")
    assert talk.history() == ["opened", "heard"]
    assert talk.text(talk.ticket().history[-1].text) == "by phone: I cannot be reached"


def test_what_a_form_holds_is_never_read_as_a_call(talk):
    talk.says("nadia", "open Doors stay open")
    talk.fills("ines", "reply 1", text="by phone: we will call you")
    answer = talk.ticket().history[-1]
    assert (answer.channel, talk.text(answer.text)) == (None, "by phone: we will call you")


# Outages (SI-11.uptime)


@pytest.fixture
def down(talk):
    talk.says("sara", 'product add "Sign In App"')
    return talk.says("nadia", "open Nobody can sign in severity:critical")


def test_every_declaration_of_an_outage_stays_in_the_history(down):
    down.at("2026-03-02T10:00")
    down.says("ines", "outage 1 from 09:10")
    down.says("ines", "outage 1 over at 09:50")
    down.says("ines", "outage 1 over at 09:50")
    down.says("ines", "panne 1 depuis 9h05 jusqu’à 9h45")
    found = [event for event in down.ticket().history if isinstance(event, OutageDeclared)]
    spans = [(event.from_at, event.until_at) for event in found]
    nine = down.moment("2026-03-02T09:00").replace
    assert spans == [
        (nine(minute=10), None),
        (nine(minute=10), nine(minute=50)),
        (nine(minute=5), nine(minute=45)),
    ]
    assert isinstance(down.result, OutageTold)
    assert down.result.before == spans[1]


def test_an_hour_that_is_still_to_come_today_was_yesterdays(down):
    down.at("2026-03-02T09:30").says("ines", "outage 1 from 23:50 until 00:20")
    told = down.result.outage
    assert told == (down.moment("2026-03-01T23:50"), down.moment("2026-03-02T00:20"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("outage 1 from 2026-03-02 09:30", "error.not_yet"),
        ("outage 1 from 25:00", "error.bad_moment"),
        ("outage 1 over", "error.missing"),
        ("outage 1 someday", "error.missing"),
        ("outage 1 from 2026-03-01 10:00 until 2026-03-01 09:00", "error.times_reversed"),
    ],
)
def test_times_that_cannot_be_are_refused(down, words, says):
    down.says("ines", words)
    assert down.mistake.says == says
    assert down.history() == ["opened"]


def test_an_outage_is_declared_only_under_a_policy_that_speaks_of_uptime(stock):
    stock.says("nadia", f"{OPEN} severity:critical")
    for words in ("outage 1 from 08:00", "outage 1"):
        stock.says("ines", words)
        assert isinstance(stock.mistake, NotNow)
        assert stock.mistake.says == "error.no_uptime"


def test_which_product_was_down_is_asked_where_it_could_be_several(down):
    down.says("sara", "product add Records")
    down.says("nadia", "open Nobody can save severity:critical")
    down.says("ines", "outage 2 from 08:00")
    assert down.mistake.says == "error.which_product"
    down.says("ines", "outage 2 from 08:00 product:records")
    assert down.result.product == "Records"


def test_a_refused_channel_is_told_with_the_addresses_of_each_product(talk):
    talk.says("sara", 'product add "Sign In App" mail:support@example.com')
    talk.says("nadia", "open Doors channel:phone")
    assert isinstance(talk.result, Refused)
    assert [product.mail for product in talk.result.products] == ["support@example.com"]


def test_the_plan_as_one_sentence_ends_each_of_its_facts_once(stock):
    stock.says("nadia", "plan")
    assert "Stock: by e-mail at stock@example.com. " in stock.reply.summary
    assert ".." not in stock.reply.summary
