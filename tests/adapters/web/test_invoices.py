"""Invoices over HTTP: their buyer gets the file, everybody else the same nothing."""

import asyncio
from datetime import timedelta
from io import BytesIO

import pytest
from aiohttp import ClientSession
from pypdf import PdfReader

from adapters.web.invoices import NOTHING, routes
from adapters.web.server import WebServer
from bot.clock import HandClock
from bot.compose import build
from bot.domain.commerce import Party, Seller, Tax
from bot.domain.money import Price
from bot.domain.people import Membership
from bot.requests import Actor, Filled, PlaceKind, PlaceRef, Request, Typed, Via
from bot.usecases.links import LASTS, invoice_link
from policy.facts import Role
from tests.adapters.paypal.stand_in import NOW


class Shop:
    """Nadia (in a language) has bought a pack by transfer, Paul has seen the money; Noor is her colleague."""

    def __init__(self, language, *, inclusive=True):
        self.clock = HandClock(NOW)
        self.house = build("sqlite://", self.clock)
        self.house.papers.serve("https://desk.example")
        with self.house.database.writing() as uow:
            desk = uow.desks.add("Aide", "support-utilisateur", "fr")
            account = uow.accounts.add(desk.id, "Hôtel Laurier", "trial")
            self.people = {}
            for name, role in (("Nadia", Role.AUTHORIZED), ("Noor", Role.AUTHORIZED), ("Paul", Role.LEAD)):
                person = uow.people.add(name, language)
                uow.people.link(person.id, Actor("slack", "T1", name))
                whose = account.id if role is Role.AUTHORIZED else None
                uow.people.join(Membership(person.id, desk.id, whose, role))
                self.people[name] = person
            uow.prices.put(Price(desk.id, "pack20", "", 24000, "EUR"))
            uow.parties.put_tax(Tax(desk.id, "TVA", 20000, inclusive))
            seller = Party(
                "Bœuf & Œuvre SARL", "12, rue de l’Église\n75011 Paris", "FR 12 345", "RCS 1", "a@b.example"
            )
            uow.parties.put_seller(desk.id, Seller(seller, footer="TVA sur les encaissements."))
            uow.parties.put_buyer(account, Party("SA Łaurier", "1 rue Y\nMontréal"))
            uow.commit()
        self.desk, self.account = desk, account
        self.asks("Nadia", Typed("buy pack20 by transfer"), Via.COMMAND)
        self.asks("Paul", Filled("payment 1", {}), Via.FORM)

    def asks(self, who, intent, via):
        place = PlaceRef("slack", "T1", f"D{who}", None, PlaceKind.PRIVATE, None)
        request = Request(Actor("slack", "T1", who), place, intent, f"{who}{intent}", NOW, via, None, {})
        reply = self.house.desk.answer(request)
        assert not reply.refused, reply.summary

    def link(self, who):
        with self.house.database.reading() as uow:
            invoice = uow.invoices.of_purchase(uow.purchases.get(self.desk.id, 1))
            return invoice_link(uow, invoice, self.people[who].id, NOW).removeprefix("https://desk.example")

    def gets(self, *paths):
        async def all_of_them():
            web = WebServer(routes(self.house.papers.invoice), check=self.house.check)
            port = await web.start("127.0.0.1", 0)
            try:
                async with ClientSession() as session:
                    found = []
                    for path in paths:
                        async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                            found.append((answer.status, answer.headers, await answer.read()))
                    return found
            finally:
                await web.stop()

        return asyncio.run(all_of_them())

    def reads(self):
        [(status, headers, content)] = self.gets(self.link("Nadia"))
        assert (status, headers["Content-Type"]) == (200, "application/pdf")
        text = PdfReader(BytesIO(content)).pages[0].extract_text()
        return text.replace("\xa0", " ").replace("\u202f", " "), headers, content


@pytest.fixture
def shop():
    shops = []

    def opened(language, **how):
        shops.append(Shop(language, **how))
        return shops[-1]

    yield opened
    for each in shops:
        each.house.close()


PRINTED = {
    "en": (
        "Invoice",
        "2026-0001",
        "18 May 2026",
        "Pack of 20 tickets",
        "€240.00",
        "TVA 20%",
        "€200.00",
        "€40.00",
    ),
    "fr": (
        "Facture",
        "2026-0001",
        "18 mai 2026",
        "Pack de 20 tickets",
        "240,00 €",
        "TVA 20 %",
        "200,00 €",
        "40,00 €",
    ),
    "es": (
        "Factura",
        "2026-0001",
        "18 de mayo de 2026",
        "Paquete de 20 tickets",
        "240,00 €",
        "TVA 20 %",
        "200,00 €",
    ),
}


@pytest.mark.parametrize("language", PRINTED)
def test_an_invoice_speaks_its_buyers_language(shop, language):
    text, headers, _ = shop(language).reads()
    for part in (*PRINTED[language], "Bœuf & Œuvre SARL", "12, rue de l’Église", "SA Łaurier", "G1-1"):
        assert part in text, text
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_taxes_that_are_added_are_added(shop):
    text, _, _ = shop("en", inclusive=False).reads()
    for part in ("€240.00", "€48.00", "€288.00", "Taxes are added to the prices."):
        assert part in text


def test_the_same_invoice_is_the_same_file(shop):
    one = shop("fr")
    assert one.reads()[2] == one.reads()[2]


def test_a_colleague_the_desk_and_a_forger_get_the_same_nothing(shop):
    one = shop("en")
    mine = one.link("Nadia")
    claim, _, signature = mine.rpartition("-")
    paths = [
        one.link("Noor"),
        one.link("Paul"),
        f"{claim}-{signature[::-1]}",
        mine.replace(f"-{one.people['Nadia'].id}-", f"-{one.people['Noor'].id}-", 1),
        mine.replace("/invoices/1-", "/invoices/2-"),
        "/invoices/1",
        "/invoices/..%2F..%2Fetc%2Fpasswd",
        "/invoices/" + "9" * 400,
    ]
    for status, headers, content in one.gets(*paths):
        assert (status, content.decode(), headers["Cache-Control"]) == (404, NOTHING, "no-store")


def test_a_link_ends(shop):
    one = shop("en")
    link = one.link("Nadia")
    one.clock.set(NOW + LASTS)
    assert one.gets(link)[0][0] == 200
    one.clock.set(NOW + LASTS + timedelta(seconds=1))
    assert one.gets(link)[0][0] == 404


def test_a_buyer_who_is_no_contact_any_more_gets_nothing(shop):
    one = shop("en")
    link = one.link("Nadia")
    with one.house.database.writing() as uow:
        uow.people.join(Membership(one.people["Nadia"].id, one.desk.id, one.account.id, Role.COLLEAGUE))
        uow.commit()
    assert one.gets(link)[0][0] == 404
