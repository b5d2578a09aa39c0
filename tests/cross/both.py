"""One house behind both adapters: a workspace of Slack and a tenant of Teams, played side by side."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from adapters.cli.slack_reading import lines_of as slack_lines
from adapters.cli.teams_reading import buttons_of
from adapters.cli.teams_reading import lines_of as teams_lines
from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.render.view import FORM
from adapters.slack.settings import SlackSettings
from adapters.teams.app import TeamsApp
from adapters.teams.settings import TeamsSettings
from adapters.teamspace import acts
from adapters.teamspace.server import Teamspace
from adapters.teamspace.specs import ChannelSpec as TeamsChannel
from adapters.teamspace.specs import PersonSpec, TenantSpec
from adapters.teamspace.world import Message
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.compose import build
from bot.outgoing import Outgoing
from bot.requests import Actor

T = TypeVar("T")
Json = dict[str, Any]
START = datetime(2026, 6, 30, 13, 0, tzinfo=UTC)
SLACK_TEAM, TENANT, APP, SECRET = "T0BOTH", "tenant-both", "app-both", "only-ever-used-in-this-test"
PEOPLE = ("sara", "ines", "marc", "nadia", "tom")
IN_SLACK, IN_TEAMS = "C0PLACE", "19:place@thread.tacv2"
OTHER = "19:desk@thread.tacv2"
"""A second channel in Teams."""
CONTENT = b"E4 after each start"
"""What every file holds."""


class Both:
    """Everybody is in both, under the same short name; Slack has one channel and Teams two."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock(START)
        self.noted = ""
        """A message to come back to."""
        self.seconds = wall()
        """The wall's, by which what was put off is tried again."""
        self.house = build(f"sqlite:///{folder / 'desk.db'}", self.clock, wall_clock=lambda: self.seconds)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        users = tuple(
            UserSpec(
                f"U0{name.upper()}",
                name,
                name.title(),
                locale="en-CA",
                is_admin=name == "sara",
                email=f"{name}@both.example",
            )
            for name in PEOPLE
        )
        channel = ChannelSpec(IN_SLACK, "place", members=(*(each.id for each in users), THE_APP))
        self.workspace = Workspace(
            team=TeamSpec(SLACK_TEAM, "Both", users, (channel,)),
            manifest=manifest_text("http://127.0.0.1:1"),
            signing_secret=SECRET,
            clock=_Clock(self.clock),
            wall=wall,
        )
        self.people = {name: _in_teams(name) for name in PEOPLE}
        everybody = tuple(each.id for each in self.people.values())
        self.space = Teamspace(
            TenantSpec(
                TENANT,
                "Both",
                tuple(self.people.values()),
                (TeamsChannel(IN_TEAMS, "place", everybody), TeamsChannel(OTHER, "desk", everybody)),
            ),
            app_id=APP,
            secret=SECRET,
            now=self.clock.now,
            wall=wall,
        )

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._open())
        self.house.connect(self.slack.messenger)
        self.house.connect(self.teams.messenger)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._close())
        self.house.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        tokens: dict[str, str] = {}
        await self.workspace.start()
        await self.space.start()
        self.slack = SlackApp(
            self.house.desk,
            settings=SlackSettings(
                SECRET,
                installations=tokens,
                api_base_url=self.workspace.api_url,
                patience=20.0,
                form_patience=20.0,
            ),
            clock=self.clock,
            wall=wall,
        )
        self.workspace.connect(f"http://127.0.0.1:{await self.slack.start(port=0)}")
        tokens[SLACK_TEAM] = self.workspace.install(SLACK_TEAM).bot_token
        self.teams = TeamsApp(
            self.house.desk,
            self.house.conversations,
            settings=TeamsSettings(
                APP,
                TENANT,
                SECRET,
                service_hosts=("127.0.0.1",),
                login=self.space.url,
                openid=f"{self.space.url}/openid",
                admins=frozenset({"aad-sara"}),
            ),
            clock=self.clock,
            wall=wall,
        )
        port = await self.teams.start(port=0)
        await self.space.connect(f"http://127.0.0.1:{port}/api/messages", for_people=False)

    async def _close(self) -> None:
        await self.slack.stop()
        await self.workspace.stop()
        await self.teams.stop()
        await self.space.stop()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def settle(self) -> None:
        for _ in range(2):
            self.run(self.workspace.settle())
            self.run(self.slack.settle())
            self.run(self.teams.settle())
            self.house.runner.deliver_all()

    def wait(self) -> None:
        """Until nothing that was put off is left."""
        for _ in range(40):
            due = self.house.delivery.next_due()
            if due is None:
                return
            time.sleep(0.05)  # a conversation that Teams closed is open again by the machine's clock
            self.seconds = max(self.seconds, due)
            self.settle()
        raise AssertionError("something is put off for ever")

    def history(self) -> list[str]:
        """The tags of what happened on the one ticket."""
        with self.house.database.reading() as uow:
            [desk] = uow.desks.all()
            [ticket] = {row.ticket_id for row in self.rows() if row.ticket_id is not None}
            return [event.tag for event in uow.tickets.load(desk.id, ticket).history]

    def rows(self) -> list[Outgoing]:
        """Everything that the desk owed, oldest first."""
        with self.house.database.reading() as uow:
            [desk] = uow.desks.all()
            return list(reversed(uow.outbox.by_desk(desk.id, limit=1000)))

    # In Slack.

    def driver(self, who: str) -> Driver:
        return Driver(self.workspace, f"U0{who.upper()}")

    def slash(self, who: str, words: str) -> None:
        """A command; a form that it opens is sent as it stands."""
        driver = self.driver(who)
        self.run(driver.slash(IN_SLACK, "/ticket", words))
        self.settle()
        form = driver.modal()
        if form is not None and form["callback_id"] == FORM:
            assert not self.run(driver.submit(form, {}))
            self.settle()

    def slack_says(self, who: str, words: str, thread: str | None = None, files: Sequence[str] = ()) -> Json:
        held = [self.slack_file(who, name) for name in files]
        message: Json = self.run(self.driver(who).say(IN_SLACK, words, thread, held))
        self.settle()
        return message

    def slack_file(self, who: str, name: str) -> Json:
        async def chosen() -> Json:
            return self.driver(who).upload(name, CONTENT)

        return self.run(chosen())

    def slack_fills(self, who: str, words: str, **values: Any) -> None:
        """A command that opens a form: filled in and sent."""
        driver = self.driver(who)
        self.run(driver.slash(IN_SLACK, "/ticket", words))
        form = driver.modal()
        assert form is not None
        errors = self.run(driver.submit(form, values))
        assert not errors, errors
        self.settle()

    def slack_changes(self, who: str, message: Json, words: str | None) -> None:
        """A message is edited, or deleted (None)."""
        driver = self.driver(who)
        self.run(driver.delete(message) if words is None else driver.edit(message, words))
        self.settle()

    def slack_card(self, number: int = 1) -> Json:
        found = [m for m in self.driver("sara").messages(IN_SLACK) if f"#{number}" in _flat(m)]
        return found[0]

    def slack_thread(self, number: int = 1) -> list[str]:
        """What stands under the card, a line each: the app's words and people's."""
        return [_flat(m) for m in self.under_slack_card(number)]

    def under_slack_card(self, number: int = 1) -> list[Json]:
        root = self.slack_card(number)["ts"]
        return [m for m in self.driver("sara").thread(IN_SLACK, root) if m["ts"] != root]

    # In Teams.

    def teams_says(
        self,
        who: str,
        words: str,
        root: str | None = None,
        chat: bool = False,
        *,
        files: Sequence[str] = (),
        where: str = IN_TEAMS,
    ) -> str:
        person = self.people[who]
        where = self.space.world.chat_of(person) if chat else where
        said = words if chat else f"@Guichet {words}"
        held = [self.space.files.keep(person, name, CONTENT) for name in files]
        message = self.run(acts.say(self.space.world, self.space.link, person, where, said, root, held))
        self.settle()
        return message.id

    def teams_fills(self, who: str, words: str, **values: str) -> None:
        """A command whose form comes by a button: pressed, filled in and sent."""
        self.teams_says(who, words)
        person = self.people[who]
        chat = self.space.world.chat_of(person)
        offered = [m for m in self.space.world.messages.values() if m.conversation == chat][-1]
        [label] = buttons_of(offered.cards)
        page = self.teams_press(who, offered.id, label)
        assert page is not None
        data = next(iter(buttons_of(page["card"]).values())) | values
        sent = acts.submit(self.space.world, self.space.link, person, chat, data, extension=False)
        assert self.run(sent) is None
        self.settle()

    def teams_press(self, who: str, message: str, label: str) -> Json | None:
        person, held = self.people[who], self.space.world.messages[message]
        data = buttons_of(held.cards)[label]
        page = self.run(acts.press(self.space.world, self.space.link, person, message, data))
        self.settle()
        return page

    def teams_changes(self, who: str, ref: str, words: str | None) -> None:
        """A message that the app was told of is edited, or deleted (None)."""
        world, link, person = self.space.world, self.space.link, self.people[who]
        mentioned = f"@Guichet {words}" if world.messages[ref].conversation in world.channels else words
        self.run(
            acts.delete(world, link, person, ref)
            if words is None
            else acts.edit(world, link, person, ref, mentioned or "")
        )
        self.settle()

    def teams_brings_back(self, who: str, ref: str) -> None:
        """A message that was deleted stands there again."""
        self.run(acts.undelete(self.space.world, self.space.link, self.people[who], ref))
        self.settle()

    def teams_card(self, number: int = 1, where: str = IN_TEAMS) -> str:
        return next(
            m.id
            for m in self.space.world.messages.values()
            if m.conversation == where
            and m.author == self.space.world.bot
            and m.root is None
            and f"#{number}" in _said(m)
        )

    def teams_thread(self, number: int = 1, where: str = IN_TEAMS) -> list[str]:
        return [_said(m) for m in self.under_teams_card(number, where)]

    def under_teams_card(self, number: int = 1, where: str = IN_TEAMS) -> list[Message]:
        root = self.teams_card(number, where)
        return [m for m in self.space.world.messages.values() if m.root == root]

    def teams_chat(self, who: str) -> list[str]:
        chat = self.space.world.chat_of(self.people[who])
        return [_said(m) for m in self.space.world.messages.values() if m.conversation == chat]

    def slack_chat(self, who: str) -> list[str]:
        return [_flat(m) for m in self.driver(who).messages("@app")]


def links_of(held: object) -> list[str]:
    """Where the words of a message lead, on either platform."""
    match held:
        case {"type": "link" | "Action.OpenUrl", "url": str(url)}:
            return [url]
        case dict():
            return [url for value in held.values() for url in links_of(value)]
        case list():
            return [url for value in held for url in links_of(value)]
        case _:
            return []


def _flat(message: Json) -> str:
    return " / ".join(slack_lines(message, {})).replace("\xa0", " ").replace("\u202f", " ")


def _said(message: Any) -> str:
    if not message.cards:
        return str(message.text)
    return " / ".join(teams_lines(message.summary, message.cards[0], {})).replace("\xa0", " ")


def _in_teams(name: str) -> PersonSpec:
    principal = f"{name}@both.example"
    return PersonSpec(f"aad-{name}", name.title(), locale="en-GB", email=principal, principal=principal)


class _Clock(HandSetClock):
    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock.now())
        self._desk = clock

    def now(self) -> datetime:
        return self._desk.now()


@contextmanager
def customer_in_teams(folder: Path) -> Iterator[Both]:
    """The desk's place is on Slack, the account's on Teams; Sara is known on both."""
    with Both(folder) as both:
        both.slash("sara", "setup desk Boréal policy:pitney-bowes language:en")
        both.slash("sara", "setup channel desk")
        both.slash("sara", "setup account Hôtel Laurier plan:standard employees:80")
        both.slash("sara", "setup people agent <@U0INES>")
        both.slash("sara", "setup people lead <@U0MARC>")
        known_twice(both, "sara")
        both.teams_says("sara", "setup channel customer Hôtel Laurier")
        both.teams_says("sara", 'setup people authorized @Nadia account:"Hôtel Laurier"')
        both.teams_says("sara", 'setup people colleague @Tom account:"Hôtel Laurier"')
        yield both


@contextmanager
def customer_in_slack(folder: Path) -> Iterator[Both]:
    """The other way round."""
    with Both(folder) as both:
        both.teams_says("sara", "setup desk Boréal policy:pitney-bowes language:en")
        both.teams_says("sara", "setup channel desk")
        both.teams_says("sara", "setup account Hôtel Laurier plan:standard employees:80")
        both.teams_says("sara", "setup people agent @Ines")
        both.teams_says("sara", "setup people lead @Marc")
        known_twice(both, "sara", first="teams")
        both.slash("sara", "setup channel customer Hôtel Laurier")
        both.slash("sara", 'setup people authorized <@U0NADIA> account:"Hôtel Laurier"')
        yield both


@contextmanager
def all_in_teams(folder: Path) -> Iterator[Both]:
    """The customer in one channel of Teams, the desk in another."""
    with Both(folder) as both:
        both.teams_says("sara", "setup desk Boréal policy:pitney-bowes language:en", where=OTHER)
        both.teams_says("sara", "setup channel desk", where=OTHER)
        both.teams_says("sara", "setup account Hôtel Laurier plan:standard employees:80", where=OTHER)
        both.teams_says("sara", "setup people agent @Ines", where=OTHER)
        both.teams_says("sara", "setup channel customer Hôtel Laurier")
        both.teams_says("sara", 'setup people authorized @Nadia account:"Hôtel Laurier"')
        yield both


def known_twice(both: Both, who: str, first: str = "slack", also: str | None = None) -> None:
    """Whoever runs the desk says that they are one person."""
    slack = Actor("slack", SLACK_TEAM, f"U0{who.upper()}")
    teams = Actor("teams", TENANT, f"aad-{also or who}")
    known, other = (slack, teams) if first == "slack" else (teams, slack)
    assert both.house.linking.same(known, other)
