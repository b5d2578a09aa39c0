"""The example of the workspace, alive: the real desk behind the real adapter, and people at their keyboards."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from adapters.cli.example import BOREAL
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
