"""Forms and shortcuts over HTTP: the real desk, the real adapter and the workspace of the example."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from adapters.cli.example import BOREAL, INES, LAURIER, NADIA
from adapters.cli.here import workspace_here
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from bot.settings import Settings

AT = datetime.fromisoformat("2026-06-30T15:00:00-04:00")
T = TypeVar("T")
Json = dict[str, Any]


class Town:
    """The example, alive on an event loop of its own, and people in it who act one after another."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._stop = asyncio.Event()
        self.workspace: Workspace

    def start(self) -> None:
        self._thread.start()
        opened = threading.Event()

        async def live() -> None:
            settings = Settings(data=self._data, port=0, database="", _env_file=None)
            async with workspace_here(settings, at=AT) as workspace:
                self.workspace = workspace
                opened.set()
                await self._stop.wait()

        self._living = asyncio.run_coroutine_threadsafe(live(), self._loop)
        assert opened.wait(60)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._living.result(60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def as_(self, user: str) -> Person:
        return Person(self, Driver(self.workspace, user))


class Person:
    """One of them: what they do, and the form in front of them."""

    def __init__(self, town: Town, driver: Driver) -> None:
        self._town = town
        self.driver = driver

    def types(self, words: str, where: str = BOREAL) -> Json | None:
        """The form that a command opens; the words that it brought instead are in `said`."""
        self.closes()
        self.said = [self.driver.read(m) for m in self._town.run(self.driver.slash(where, "/ticket", words))]
        return self.form

    def uses(self, shortcut: str, message: Json | None = None) -> Json | None:
        self.closes()
        self._town.run(self.driver.shortcut(shortcut, message))
        return self.form

    def writes(self, where: str, text: str, thread: str | None = None) -> Json:
        return self._town.run(self.driver.say(where, text, thread))

    def changes(self, **fields: object) -> None:
        assert self.form is not None
        self._town.run(self.driver.change(self.form, fields))

    def sends(self, **fields: object) -> dict[str, str] | None:
        """Send the form off: its faults by field."""
        return self._town.run(self.driver.submit(fields=fields))

    def sees(self, found: Callable[[], T]) -> T:
        return self._town.run(self.driver.wait_for(found))

    def closes(self) -> None:
        while self.form is not None:
            self._town.run(self.driver.close())

    @property
    def form(self) -> Json | None:
        return self.driver.modal()

    def values(self) -> dict[str, str | None]:
        """What the fields of the form begin with."""
        assert self.form is not None
        inputs = [block for block in self.form["blocks"] if block["type"] == "input"]
        return {block["block_id"]: _initial(block["element"]) for block in inputs}

    def reads(self) -> str:
        assert self.form is not None
        return self.driver.read(self.form).replace("\xa0", " ")


def _initial(element: Json) -> str | None:
    option = element.get("initial_option")
    return option["value"] if option else element.get("initial_value") or element.get("initial_user")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town"))
    town.start()
    yield town
    town.stop()


@pytest.fixture
def nadia(town: Town) -> Person:
    return town.as_(NADIA)


@pytest.fixture
def ines(town: Town) -> Person:
    return town.as_(INES)


FACTS = "The *franking* machine is dead & <b>\nsince 9, ask <@U0TOM>"


def test_open_ticket_from_message_begins_with_it(nadia, ines):
    message = nadia.writes(LAURIER, FACTS)
    assert nadia.uses("message.open", message)
    values = nadia.values()
    subject, asked, link = str(values["facts"]).split("\n")
    assert values["subject"] == subject == "The *franking* machine is dead & <b>"
    assert asked == "since 9, ask @Tom Blais"
    assert link.endswith(f"/archives/{LAURIER}/p{message['ts'].replace('.', '')}")
    ines.uses("message.open", message)
    assert "Requester: [Nadia Roy]" in ines.reads()
    assert ines.sends(subject="The franking machine is dead") is None
    card = ines.sees(lambda: cards(nadia, LAURIER, "The franking machine is dead"))[0]
    assert "Nadia Roy" in nadia.driver.read(card)


def test_add_to_a_ticket_adds_the_message(nadia, ines):
    nadia.types('open "Add here" facts: it hums', LAURIER)
    message = nadia.writes(LAURIER, "it is <!here> *louder* now")
    assert nadia.uses("message.add", message)
    [ticket] = [o["value"] for o in _options(nadia, "ticket") if "Add here" in o["text"]["text"]]
    assert list(nadia.sends() or {}) == ["ticket"]
    nadia.changes(ticket=ticket)
    nadia.sees(lambda: "reads it, and everyone in hotel-laurier" in nadia.reads())
    assert nadia.sends() is None
    card = ines.sees(lambda: cards(ines, BOREAL, "Add here"))[0]
    thread = ines.sees(
        lambda: [m for m in ines.driver.thread(BOREAL, card["ts"]) if "louder" in ines.driver.read(m)]
    )
    assert "it is <!here> *louder* now" in ines.driver.read(thread[0])


def cards(person: Person, where: str, subject: str) -> list[Json]:
    return [m for m in person.driver.messages(where) if subject in person.driver.read(m)]


def _options(person: Person, field: str) -> list[Json]:
    assert person.form is not None
    return next(b["element"]["options"] for b in person.form["blocks"] if b.get("block_id") == field)
