"""The public page of figures: real ones, in the reader's language, of desks that publish them, and nobody's name."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.web.languages import preferred
from adapters.web.style import STYLE_SOURCE
from adapters.web.transparency import html, routes
from bot.clock import HandClock
from bot.desk import Desk
from bot.domain.people import Membership
from bot.policies import Policies
from bot.requests import Actor, Filled, PlaceKind, PlaceRef, Request, Typed, Via
from bot.storage import Database
from bot.transparency import Transparency, slug
from policy.facts import Role

START = datetime(2026, 5, 4, 8, tzinfo=UTC)


class Town:
    """Two desks, one that publishes and one that does not; Léa asks the first, Hugo answers."""

    def __init__(self, database: Database) -> None:
        self.clock = HandClock(START)
        policies = Policies(database)
        self.desk = Desk(database, policies, self.clock)
        self.figures = Transparency(database, policies, self.clock)
        self.asked = 0
        with database.writing() as uow:
            aide = uow.desks.add("Aide <b>Île</b>", "support-utilisateur", "fr")
            uow.desks.add("Signal", "sign-in-app", "en")
            account = uow.accounts.add(aide.id, "Famille Blanc", "subscription")
            for name, role, of in (("Léa", Role.AUTHORIZED, account.id), ("Hugo", Role.AGENT, None)):
                person = uow.people.add(name)
                uow.people.link(person.id, Actor("slack", "T", name))
                uow.people.join(Membership(person.id, aide.id, of, role))
            uow.commit()

    def says(self, who, intent, via=Via.COMMAND):
        self.asked += 1
        place = PlaceRef("slack", "T", f"D-{who}", None, PlaceKind.PRIVATE, None)
        actor = Actor("slack", "T", who)
        return self.desk.answer(Request(actor, place, intent, str(self.asked), self.clock.now(), via))

    def one_ticket(self):
        self.says("Léa", Typed("open Secret subject"))
        self.clock.set(START.replace(hour=10))
        self.says("Hugo", Filled("reply 1", {"text": "Secret answer"}), Via.FORM)
        self.says("Hugo", Typed("close 1"))
        self.says("Léa", Typed("rate 1 4 Secret word"))
        self.clock.set(START.replace(hour=11))


@pytest.fixture
def town():
    database = Database.open("sqlite://")
    yield Town(database)
    database.close()


def got(town, path, **headers):
    async def asked():
        app = web.Application()
        app.add_routes(routes(town.figures.page))
        async with TestClient(TestServer(app)) as client:
            answer = await client.get(path, headers=headers)
            return answer.status, await answer.text(), dict(answer.headers)

    return asyncio.run(asked())


PAGE = "/transparency/aide-b-ile-b"


def test_the_page_shows_what_was_measured_in_the_readers_language(town):
    town.one_ticket()
    status, french, headers = got(town, PAGE, **{"Accept-Language": "de, fr-CA;q=0.8, en;q=0.5"})
    assert (status, headers["Content-Language"], headers["Vary"]) == (200, "fr", "Accept-Language")
    for told in ("Mai 2026", "2\u00a0h ouvrées", "100", "4,0 sur 5", "SU-transparency"):
        assert told in french
    _, spanish, _ = got(town, f"{PAGE}?lang=es", **{"Accept-Language": "fr"})
    assert "Mayo de 2026" in spanish
    assert '<html lang="es">' in spanish


def test_nobody_is_named_and_nothing_that_was_written_is_shown(town):
    town.one_ticket()
    _, told, _ = got(town, PAGE)
    for secret in ("Léa", "Hugo", "Secret", "Famille Blanc"):
        assert secret not in told


def test_a_desks_name_is_escaped_and_nothing_else_may_style_or_run(town):
    _, told, headers = got(town, PAGE)
    assert "<b>Île</b>" not in told
    assert "Aide &lt;b&gt;Île&lt;/b&gt;" in told
    assert "<script" not in told
    assert "style=" not in told
    policy = headers["Content-Security-Policy"]
    assert policy.startswith(f"default-src 'none'; style-src '{STYLE_SOURCE}'")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_measured_is_said_as_such(town):
    _, told, _ = got(town, PAGE)
    assert "No ticket was opened since 1 Jun 2025, so there are no figures." in told
    assert "<table" not in told


@pytest.mark.parametrize(
    "path", ["/transparency/signal", "/transparency/nobody", "/transparency/%00", "/transparency/..%2f"]
)
def test_a_desk_that_publishes_nothing_has_no_page(town, path):
    status, told, _ = got(town, path)
    assert (status, told) == (404, "Not found")


def test_a_page_is_kept_for_five_minutes_and_then_made_anew(town):
    before = town.figures.page("aide-b-ile-b", "en")
    town.says("Léa", Typed("open One more"))
    assert town.figures.page("aide-b-ile-b", "en") is before
    town.clock.set(START.replace(minute=5))
    assert town.figures.page("aide-b-ile-b", "en").rows[0][1][0].value == "1"


def test_names_that_somebody_makes_up_push_no_page_out(town):
    before = town.figures.page("aide-b-ile-b", "en")
    assert all(town.figures.page(f"nobody-{n}", "en") is None for n in range(300))
    assert town.figures.page("aide-b-ile-b", "en") is before


def test_bars_are_no_longer_than_the_whole(town):
    town.one_ticket()
    drawn = html(town.figures.page("aide-b-ile-b", "en"))
    assert 'class="part" width="100.0"' in drawn
    assert 'class="part" width="80.0"' in drawn


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        (None, None, "en"),
        (None, "", "en"),
        (None, "pt-BR, es-MX;q=0.9, en;q=0.8", "es"),
        (None, "en;q=0.1, fr;q=0.9", "fr"),
        (None, "fr;q=0, es;q=x", "en"),
        (None, "fr", "fr"),
        ("es", "fr", "es"),
        ("de", "fr", "fr"),
        (None, "x" * 9999 + ", fr", "en"),
    ],
)
def test_the_language_is_the_one_chosen_else_the_best_accepted(chosen, accepted, language):
    assert preferred(chosen, accepted) == language


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Aide Île-de-France", "aide-ile-de-france"), ("Boréal", "boreal"), ("42 / x", "42-x")],
)
def test_a_desk_has_a_plain_name_in_addresses(name, expected):
    assert slug(name) == expected
