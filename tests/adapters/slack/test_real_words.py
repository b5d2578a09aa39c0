"""Everything that the real desk says in the example, in three languages, fits into Slack uncut."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from adapters.cli import example
from adapters.slack.render.message import message
from adapters.slack.render.view import home, modal
from adapters.workspace.validation import check_message_blocks, check_view
from bot.clock import HandClock, wall
from bot.commands import COMMANDS
from bot.compose import build
from bot.ports import Destination, Sent
from bot.replies import Reply
from bot.requests import Actor, PlaceKind, PlaceRef, Profile, Request, Said, Typed, Via, Visited

TEAM = example.TEAM.id
NOW = datetime(2026, 6, 30, 19, 0, tzinfo=UTC)
ASKERS = {
    "a contact, in English": (example.NADIA, example.LAURIER, "en-CA"),
    "a contact, in French": (example.PAUL, example.LUMEN, "fr-CA"),
    "a contact, in Spanish": (example.LUCIA, example.MINUIT, "es-ES"),
    "a colleague": (example.TOM, example.LAURIER, "en-CA"),
    "an agent, in English": (example.INES, example.BOREAL, "en-CA"),
    "an agent, in French": (example.HUGO, example.COMPTOIR, "fr-CA"),
    "an agent, in Spanish": (example.KARIM, example.BOREAL, "es-ES"),
    "an admin": (example.SARA, example.BOREAL, "fr-FR"),
}
NUMBERED = (f"{spec.name} {number}" for spec in COMMANDS if spec.takes_ticket for number in (1, 3, 999))
ASKED = (
    "",
    "opne Printer",
    "why 3 every",
    "help",
    *(spec.name for spec in COMMANDS),
    *(f"help {spec.name}" for spec in COMMANDS),
    *NUMBERED,
)


class Board:
    """Shows what is posted as Slack would get it."""

    platform = "slack"
    at_once = 1
    looks = True

    def __init__(self) -> None:
        self.shown = 0

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        fits(reply)
        self.shown += 1
        return Sent(to.conversation or "D1", f"17.{self.shown:06}")

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        fits(reply)

    def find(self, to: Destination, key: str, since: float) -> Sent | None:
        return None

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """Its files go along."""


def fits(reply: Reply) -> None:
    rendered = message(reply, TEAM)
    assert rendered.warnings == (), reply
    if rendered.blocks:
        check_message_blocks(rendered.blocks)
    if reply.form is not None:
        view = modal(reply.form, PlaceRef("slack", TEAM, "C1"))
        assert view.warnings == (), reply
        check_view(view.json, "modal")


class Town:
    """The example's desks, lived up to the present without Slack."""

    def __init__(self, url: str) -> None:
        self.clock = HandClock(NOW - example.SPAN)
        self.board = Board()
        self.house = build(url, self.clock, wall_clock=wall)
        self.house.connect(self.board)
        self._keys = itertools.count()
        self._roots: dict[tuple[str, int], str] = {}

    def live(self) -> None:
        for act in (*example.SETUP, *example.STORY):
            moment = NOW - timedelta(minutes=act.before)
            if moment > self.clock.now():
                self.house.runner.advance(self.clock, moment)
            if act.thread is None:
                self.ask(act.who, act.channel, act.words.replace("<@", "@").replace(">", ""))
            self.house.runner.deliver_all()
        self.house.runner.advance(self.clock, NOW)

    def ask(self, who: str, channel: str, words: str, locale: str = "en-CA", via: Via = Via.COMMAND) -> Reply:
        return self._answer(who, PlaceRef("slack", TEAM, channel), Typed(words), locale, via)

    def visit(self, who: str, locale: str) -> Reply:
        return self._answer(
            who, PlaceRef("slack", TEAM, who, None, PlaceKind.HOME), Visited(), locale, Via.HOME
        )

    def _answer(
        self, who: str, place: PlaceRef, intent: Typed | Visited | Said, locale: str, via: Via
    ) -> Reply:
        user = next(user for user in example.TEAM.users if user.id == who)
        named = {each.id: Profile(each.real_name, each.locale, each.tz) for each in example.TEAM.users}
        return self.house.desk.answer(
            Request(
                actor=Actor("slack", TEAM, who),
                place=place,
                intent=intent,
                key=f"key:{next(self._keys)}",
                received_at=self.clock.now(),
                via=via,
                profile=Profile(user.real_name, locale, user.tz, is_admin=user.is_admin),
                mentioned=named,
            )
        )


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    town = Town(f"sqlite:///{tmp_path_factory.mktemp('words')}/guichet.db")
    town.live()
    yield town
    town.house.close()


def test_the_example_was_lived(town):
    assert town.board.shown > 10
    assert not town.ask(example.NADIA, example.LAURIER, "show 3").refused


@pytest.mark.parametrize("who", ASKERS)
def test_whatever_is_asked_the_answer_fits(town, who):
    user, channel, locale = ASKERS[who]
    with capture_logs() as logs:
        for words in ASKED:
            fits(town.ask(user, channel, words, locale))
    assert [each for each in logs if each["log_level"] == "error"] == []


@pytest.mark.parametrize("who", ASKERS)
def test_each_home_fits(town, who):
    user, _, locale = ASKERS[who]
    view = home(town.visit(user, locale), TEAM)
    assert view.warnings == ()
    check_view(view.json, "home")
