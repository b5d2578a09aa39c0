"""A workspace in the test's own process, and desks beside it that can be killed at any instant."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.slack.manifest import manifest_text
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import wall
from bot.storage import Database

ROOT = Path(__file__).parents[2]
SECRET = "only-ever-used-in-this-test"
SARA, INES, MARC, NADIA = "U0SARA", "U0INES", "U0MARC", "U0NADIA"
DESK, MILLS = "C0DESK", "C0MILLS"
TEAM = TeamSpec(
    id="T0CRASH",
    name="Crash",
    domain="crash",
    users=tuple(
        UserSpec(who, who[2:].lower(), who[2:].title(), "", "en-GB", "Europe/London", is_admin=who == SARA)
        for who in (SARA, INES, MARC, NADIA)
    ),
    channels=(
        ChannelSpec(DESK, "desk", private=True, members=(SARA, INES, MARC, THE_APP)),
        ChannelSpec(MILLS, "mills", members=(NADIA, SARA, THE_APP)),
    ),
)
SETTING_UP = (
    (DESK, "setup desk Northern policy:sign-in-app language:en"),
    (DESK, "setup channel desk"),
    (DESK, "setup account Mills plan:standard"),
    (MILLS, "setup channel customer Mills"),
    (DESK, f"setup people agent <@{INES}>"),
    (DESK, f"setup people lead <@{MARC}>"),
    (MILLS, f"setup people authorized <@{NADIA}> account:Mills"),
)
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Twin:
    """A second desk on the same database: a replica."""

    def __init__(self, orders: asyncio.StreamWriter, answers: asyncio.StreamReader) -> None:
        self._orders, self._answers = orders, answers

    async def advance(self, to: datetime) -> str:
        """Let it move its clock."""
        self._orders.write(f"advance {to.isoformat()}\n".encode())
        return (await self._answers.readline()).decode().strip()


class Town:
    """The workspace, the database, and the desk that lives just now, if one does."""

    def __init__(self, address: str, folder: Path, nursery: asyncio.subprocess.Process) -> None:
        self.address = address
        self.clock = HandSetClock(START, "Europe/London")
        self.workspace = Workspace(
            team=TEAM,
            manifest=manifest_text(url="http://127.0.0.1:1"),
            signing_secret=SECRET,
            clock=self.clock,
            wall=wall,
        )
        self.deaths = 0
        self._nursery = nursery
        self._socket = folder / "orders"
        self._born: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
        self._pid: int | None = None
        self._others: list[tuple[int, asyncio.StreamWriter]] = []
        self._orders: asyncio.StreamWriter | None = None
        self._answers: asyncio.StreamReader | None = None

    async def start(self) -> None:
        """Open the workspace and set the desk up in it, by its admin's own commands."""
        self._server = await asyncio.start_unix_server(self._arrived, self._socket)
        await self.workspace.start()
        self.token = self.workspace.install(TEAM.id).bot_token
        await self.revive(START)
        for channel, words in SETTING_UP:
            await self.driver(SARA).slash(channel, "/ticket", words)

    async def stop(self) -> None:
        self.kill()
        for pid, orders in self._others:
            os.kill(pid, signal.SIGKILL)
            orders.close()
        self._server.close()
        await self.workspace.stop()

    def driver(self, who: str) -> Driver:
        return Driver(self.workspace, who)

    async def revive(self, at: datetime) -> None:
        """A desk on the same database, from that instant on. It is reached where the dead one was."""
        self._pid, self._answers, self._orders, port = await self._give_birth(at)
        self.workspace.connect(f"http://127.0.0.1:{port}")

    async def another(self, at: datetime) -> Twin:
        """One more beside the one that lives; nothing is sent to it, and it says what is owed."""
        pid, answers, orders, _ = await self._give_birth(at)
        self._others.append((pid, orders))
        return Twin(orders, answers)

    async def _give_birth(self, at: datetime) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter, int]:
        settings = {
            "at": at.isoformat(),
            "database": self.address,
            "secret": SECRET,
            "token": self.token,
            "api": self.workspace.api_url,
            "socket": str(self._socket),
        }
        self._nursery.stdin.write(json.dumps(settings).encode() + b"\n")
        pid = int(await self._nursery.stdout.readline())
        async with asyncio.timeout(20):
            answers, orders = await self._born.get()
            word, port = (await answers.readline()).split()
        assert word == b"port"
        return pid, answers, orders, int(port)

    def kill(self) -> None:
        """SIGKILL: no code of the desk runs after this."""
        if self._pid is not None:
            os.kill(self._pid, signal.SIGKILL)
            self._pid = None
            self.deaths += 1
        if self._orders is not None:
            self._orders.close()
            self._orders = None

    async def order(self, what: str) -> str | None:
        """What the desk answers; None where it died before."""
        if self._orders is None:
            return None
        with suppress(ConnectionError):
            self._orders.write(f"{what}\n".encode())
            return (await self._answers.readline()).decode().strip() or None
        return None

    async def advance(self, to: datetime) -> str | None:
        """Let the desk move its clock; the workspace's goes ahead of it, so that stamps never go back."""
        if to > self.clock.now():
            await self.clock.advance(to)
        return await self.order(f"advance {to.isoformat()}")

    async def hush(self, seconds: float = 20.0) -> None:
        """Wait until nothing is left to be said."""
        async with asyncio.timeout(seconds):
            while await self.order("quiet") != "yes":  # noqa: ASYNC110 - it is another process that we wait for
                await asyncio.sleep(0.05)

    def last_alive(self) -> datetime:
        """How far the desk's clock had come, as far as it is known to anyone but the dead."""
        database = Database.open(self.address)
        try:
            with database.reading() as uow:
                written = uow.settings.get("alive_at")
        finally:
            database.close()
        return START if written is None else datetime.fromisoformat(written)

    def keys(self) -> list[str]:
        """The key of every message that the desk posted, wherever it stands."""
        return [
            message.metadata["event_payload"]["key"]
            for channel in self.workspace.world.teams[TEAM.id].channels.values()
            for message in channel.messages.values()
            if message.metadata
        ]

    def stands(self, where: tuple[str, str]) -> bool:
        """Whether a message stands there: (channel, timestamp)."""
        conversation, ref = where
        return ref in self.workspace.world.teams[TEAM.id].channels[conversation].messages

    def cards(self) -> set[tuple[str, str]]:
        """Where the cards stand: (channel, timestamp)."""
        return {
            (channel.id, message.ts)
            for channel in self.workspace.world.teams[TEAM.id].channels.values()
            for message in channel.messages.values()
            if message.metadata and ":card:" in message.metadata["event_payload"]["key"]
        }

    async def _arrived(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._born.put((reader, writer))


@asynccontextmanager
async def _town(address, folder):
    with (folder / "log").open("wb") as log:
        nursery = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.crash.child",
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
        town = Town(address, folder, nursery)
        try:
            await town.start()
            yield town
        finally:
            await town.stop()
            nursery.stdin.close()
            await nursery.wait()


@pytest.fixture
def play(tmp_path) -> Callable[[str, Callable[[Town], Awaitable[None]]], None]:
    """Run a scene in a town of its own, on a database."""

    def playing(address, scene):
        async def whole():
            async with _town(address, tmp_path) as town:
                try:
                    await scene(town)
                except Exception as error:
                    error.add_note((tmp_path / "log").read_text(encoding="utf-8")[-8000:])
                    raise

        asyncio.run(whole())

    return playing


@pytest.fixture
def sqlite_address(tmp_path):
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    return request.getfixturevalue(
        "sqlite_address" if request.param == "sqlite" else "postgres_fresh_address"
    )
