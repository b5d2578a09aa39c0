"""SIGTERM to a real `guichet run`: nothing new is taken, and what was acknowledged is done and answered."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from adapters.cli.example import BOREAL, SARA, TEAM
from adapters.slack.manifest import manifest_text
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from bot.clock import SystemClock, wall

TRANSPORTS = pytest.mark.parametrize("transport", ["http", "socket"])


class Served:
    """`guichet run` in a process of its own, installed in a workspace here, and Sara at her keyboard."""

    def __init__(self, workspace: Workspace, process: asyncio.subprocess.Process, database: Path) -> None:
        self.process, self.workspace = process, workspace
        self.sara = Driver(workspace, SARA)
        self.database = database

    async def types(self, words: str) -> list[str]:
        said = await self.sara.slash(BOREAL, "/ticket", words)
        return [self.sara.read(message) for message in said]

    def private(self) -> list[str]:
        return [self.sara.read(message) for message in self.sara.private(BOREAL)]

    def held(self) -> sqlite3.Connection:
        """The database, locked: whatever writes must wait, as on a slow disk."""
        connection = sqlite3.connect(self.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    def desks(self) -> int:
        with closing(sqlite3.connect(self.database)) as connection:
            return int(connection.execute("SELECT count(*) FROM desks").fetchone()[0])

    async def ended(self) -> tuple[int | None, str]:
        said, _ = await asyncio.wait_for(self.process.communicate(), 30)
        return self.process.returncode, said.decode()


@asynccontextmanager
async def served(data: Path, transport: str) -> AsyncIterator[Served]:
    clock = HandSetClock(SystemClock().now())
    manifest = manifest_text(None) if transport == "socket" else manifest_text()
    async with Workspace(
        team=TEAM, manifest=manifest, signing_secret="s", clock=clock, wall=wall
    ) as workspace:
        port = _free_port()
        given = {
            "GUICHET_DATA": str(data),
            "GUICHET_PORT": str(port),
            "GUICHET_WEB_PORT": "0",
            "GUICHET_SLACK_API": workspace.api_url,
            "GUICHET_SLACK_BOT_TOKEN": workspace.install(TEAM.id).bot_token,
            "GUICHET_LOG": "warning",
        }
        if transport == "socket":
            given["GUICHET_SLACK_APP_TOKEN"] = workspace.app_token
        else:
            given["GUICHET_SLACK_SIGNING_SECRET"] = "s"
            workspace.connect(f"http://127.0.0.1:{port}")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GUICHET_")} | given
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "adapters.cli.main",
            "run",
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            assert process.stdout is not None
            said = await asyncio.wait_for(process.stdout.readline(), 30)
            assert said.startswith(b"Guichet serves"), said + await process.stdout.read()
            if transport == "socket":
                await asyncio.wait_for(workspace.sockets.count(2), 10)
            yield Served(workspace, process, data / "guichet.db")
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()


def _free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@TRANSPORTS
def test_what_was_begun_is_done_and_answered_before_the_process_ends_and_nothing_new_is_taken(
    tmp_path: Path, transport: str
):
    async def play() -> None:
        async with served(tmp_path, transport) as desk:
            lock = desk.held()
            working = "Working on it. The answer will come here by itself."
            assert await desk.types("setup desk Aide policy:support-utilisateur language:en") == [working]
            begun = asyncio.ensure_future(desk.types("setup channel desk"))
            await asyncio.sleep(0.3)
            desk.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.3)
            late = asyncio.ensure_future(desk.types("help"))
            await asyncio.sleep(0.3)
            assert desk.process.returncode is None, "it did not wait for what it had begun"
            assert desk.desks() == 0
            lock.execute("ROLLBACK")
            lock.close()
            await asyncio.gather(begun, late)
            status, said = await desk.ended()
            assert (status, "Traceback" in said) == (0, False), said
            assert desk.desks() == 1
            heard = {message.split("\n")[0] for message in desk.private()}
            assert heard == {
                working,
                "The desk Aide is created, under the policy support-utilisateur.",
                "This place is now the desk’s own. What is written in its threads stays internal.",
                '/ticket failed with the error "dispatch_failed"',
            }

    asyncio.run(play())
