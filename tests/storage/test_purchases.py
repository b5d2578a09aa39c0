"""Purchases, invoices, cancellations and the wakes of accounts, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import HandClock
from bot.domain.commerce import (
    Kickoff,
    Party,
    Purchase,
    PurchaseId,
    PurchaseState,
    Seller,
    Sum,
    Tax,
    TaxLine,
)
from bot.domain.money import Price
from bot.payments import Payments
from bot.policies import Policies
from bot.ports import PaymentNotice
from bot.storage import Conflict
from policy.commerce_rules import Means
from policy.subscriptions import Cancellation

DAY = timedelta(days=1)


def order(corner, noon, **changes):
    plain = Purchase(
        id=PurchaseId(0),
        desk_id=corner.desk.id,
        account_id=corner.account.id,
        number=0,
        code="pack20",
        title="",
        plan="pack",
        quantity=1,
        unit=24000,
        sum=Sum(20000, (TaxLine("TVA", 20000, 4000),), 24000),
        inclusive=True,
        currency="EUR",
        means=Means.PAYPAL,
        state=PurchaseState.PENDING,
        buyer=corner.contact.id,
        language="fr",
        at=noon,
    )
    return replace(plain, **changes)


def test_a_purchase_comes_back_as_it_was_kept(world, noon):
    kept = world.do(lambda work: work.purchases.add(order(world.north, noon)))
    assert world.see(lambda work: work.purchases.get(world.north.desk.id, 1)) == kept
    paid = replace(
        kept, state=PurchaseState.PAID, paid_at=noon, payment="P1", confirmed_by=world.north.agent.id
    )
    world.do(lambda work: work.purchases.save(paid))
    assert world.see(lambda work: work.purchases.by_id(kept.desk_id, kept.id)) == paid


def test_purchases_are_numbered_and_seen_by_desk(world, noon):
    numbers = [
        world.do(lambda work, at=corner: work.purchases.add(order(at, noon))).number
        for corner in (world.north, world.north, world.south)
    ]
    assert numbers == [1, 2, 1]
    south = world.south.desk.id
    assert world.see(lambda work: work.purchases.get(south, 2)) is None
    assert [each.number for each in world.see(lambda work: work.purchases.waiting(south))] == [1]
    assert world.see(lambda work: work.purchases.by_id(south, PurchaseId(1))) is None


def issued(world, noon, corner, year=2026, *, commit=True):
    with world.database.writing() as work:
        purchase = work.purchases.add(order(corner, noon))
        invoice = work.invoices.issue(purchase, noon, year, Seller(Party("Boréal")), Party("Laurier"))
        if commit:
            work.commit()
    return invoice.called


def test_invoice_numbers_have_no_gaps_by_desk_and_year(world, noon):
    told = [issued(world, noon, world.north), issued(world, noon, world.south)]
    issued(world, noon, world.north, commit=False)
    told += [issued(world, noon, world.north), issued(world, noon, world.north, 2027)]
    assert told == ["2026-0001", "2026-0001", "2026-0002", "2027-0001"]


def test_a_purchase_has_one_invoice(world, noon):
    with world.database.writing() as work:
        purchase = work.purchases.add(order(world.north, noon))
        invoice = work.invoices.issue(purchase, noon, 2026, Seller(), Party())
        assert work.invoices.of_purchase(purchase) == invoice
        work.commit()
    with world.database.writing() as work, pytest.raises(Conflict):
        work.invoices.issue(purchase, noon, 2026, Seller(), Party())
    assert issued(world, noon, world.north) == "2026-0002"


def test_many_invoices_at_once_are_numbered_one_by_one(world, noon):
    def one(_):
        for _try in range(20):
            try:
                return issued(world, noon, world.north)
            except Conflict:
                continue
        raise AssertionError("never")

    with ThreadPoolExecutor(6) as pool:
        told = sorted(pool.map(one, range(12)))
    assert told == [f"2026-{n:04}" for n in range(1, 13)]


def test_a_notice_that_comes_many_times_at_once_activates_once(world, noon):
    with world.database.writing() as work:
        desk = work.desks.add("Aide", "support-utilisateur", "fr")
        account = work.accounts.add(desk.id, "Laurier", "trial")
        work.prices.put(Price(desk.id, "pack20", "", 24000, "EUR"))
        bought = order(world.north, noon, desk_id=desk.id, account_id=account.id)
        bought = work.purchases.add(bought)
        work.commit()
    payments = Payments(world.database, Policies(world.database), HandClock(noon), lambda: None)
    told = [
        PaymentNotice("paypal", f"WH-{n % 3}", bought.reference, "240.00", "EUR", f"P{n % 3}")
        for n in range(9)
    ]
    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(payments.take, told))
    assert outcomes == ["active", *["known"] * 8]
    with world.database.reading() as work:
        assert sum(lot.left for lot in work.units.open_of(account)) == 20
        assert work.invoices.of_purchase(bought).called == "2026-0001"


def test_parties_taxes_and_facts_are_kept_by_desk(world):
    north, south = world.north, world.south
    seller = Seller(
        Party("Bœuf", "1 rue X\nParis", "T", "R", "a@b"), "IBAN", "to", "https://x.example", "law"
    )
    with world.database.writing() as work:
        work.parties.put_seller(north.desk.id, Seller())
        work.parties.put_seller(north.desk.id, seller)
        work.parties.put_buyer(north.account, Party("SA Mills"))
        for rate in (20000, 9975):
            work.parties.put_tax(Tax(north.desk.id, "TVQ", rate, inclusive=True))
        work.parties.put_tax(Tax(south.desk.id, "VAT", 20000, inclusive=False))
        work.parties.put_tax(Tax(south.desk.id, "VAT", 0, inclusive=False))
        work.commit()
    with world.database.reading() as work:
        assert (work.parties.seller(north.desk.id), work.parties.seller(south.desk.id)) == (seller, Seller())
        assert work.parties.buyer(north.account) == Party("SA Mills")
        assert work.parties.buyer(south.account) == Party("South Mills")
        assert work.parties.taxes(north.desk.id) == (Tax(north.desk.id, "TVQ", 9975, inclusive=True),)
        assert work.parties.taxes(south.desk.id) == ()


def test_the_facts_of_a_first_meeting_are_replaced(world, noon):
    for told in ("Mornings", "Evenings"):
        facts = Kickoff(world.north.desk.id, world.north.account.id, told, "Macs", noon, world.north.agent.id)
        world.do(lambda work, facts=facts: work.parties.put_kickoff(facts))
    assert world.see(lambda work: work.parties.kickoff(facts.desk_id, facts.account_id)) == facts
    assert world.see(lambda work: work.parties.kickoff(world.south.desk.id, facts.account_id)) is None


def test_the_latest_cancellation_of_an_account_is_told(world, noon):
    account, by = world.north.account, world.north.contact.id
    dates = [Cancellation("subscription", noon + n * DAY, noon + 9 * DAY, noon + 99 * DAY) for n in (0, 1)]
    first, second = (world.do(lambda work, at=at: work.cancellations.add(account, at, by)) for at in dates)
    assert world.see(lambda work: work.cancellations.latest(account.desk_id, account.id)) == second
    ended = replace(second, told=1, over=True)
    world.do(lambda work: work.cancellations.save(ended))
    assert world.see(lambda work: work.cancellations.latest(account.desk_id, account.id)) == ended
    assert first.id < second.id
    assert world.see(lambda work: work.cancellations.latest(world.south.desk.id, account.id)) is None


def test_accounts_wake_the_longest_waiting_first_and_one_at_a_time(world, noon):
    north, south = world.north.account, world.south.account
    world.do(lambda work: [work.accounts.wake(north, noon), work.accounts.wake(south, noon - DAY)])
    assert world.see(lambda work: work.accounts.next_wake()) == noon - DAY
    with world.database.writing() as work:
        assert [each.id for each in work.accounts.claim_due(noon, 5)] == [south.id, north.id]
        assert work.accounts.claim_due(noon - 2 * DAY, 5) == ()
        work.accounts.wake(south, None)
        work.commit()
    assert world.see(lambda work: work.accounts.next_wake()) == noon
