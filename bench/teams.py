"""A message of Teams answered by `help` as one post, beside stock botbuilder and beside no SDK at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.load import Found
from bench.report import Row, at_least
from bench.shop import USERS, sqlite
from bench.slack import Round, Server, processor
from bench.teamload import Chats
from bench.teamserving import DONE

TITLE = "Answering Teams: a message in a private chat with a signed token, answered by one post"
MANY = 16
SECONDS = 2.0
ROUNDS = 4
AIM = 700
SHARE = 0.21
"""Of the rate without an SDK: what the aim is of the 3,300 a second that it was set beside."""
HELP = "What you can ask Support."
OURS, STOCK, PLAIN = "ours, help on SQLite", "stock botbuilder", "no SDK: aiohttp, PyJWT (floor)"
SERVERS = {STOCK: "stock", PLAIN: "plain"}


class Unanswered(Exception):
    """A message was acknowledged, and its answer never posted."""


@dataclass(frozen=True, slots=True)
class Microsoft:
    """The loopback login, keys and connector."""

    port: int
    token: str

    @property
    def origin(self) -> str:
        """Its address, by which the activities name it."""
        return f"http://127.0.0.1:{self.port}"

    def posted(self, wanted: str) -> int:
        """How many posts held the words since they were last asked for."""
        words = wanted.encode()
        asked = urllib.request.Request(f"{self.origin}/count", data=words, method="POST")
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return int(json.loads(answer.read())["found"])


def measure() -> list[Row]:
    """Every row; what is compared is measured in turn, in the same rounds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guichet-bench-")))
        told, _ = stack.enter_context(_running("bench.microsoft"))
        microsoft = Microsoft(int(told["port"]), str(told["token"]))
        servers = {
            OURS: stack.enter_context(_serving(HELP, "desk", microsoft.origin, sqlite(folder, "teams")))
        }
        for name, which in SERVERS.items():
            servers[name] = stack.enter_context(_serving(DONE, which, microsoft.origin))
        for server in servers.values():
            _round(server, microsoft, MANY, 1.5)  # to warm up
        many, one = (_rounds(servers, microsoft, connections) for connections in (MANY, 1))
    return [
        *_rows(f"a message, {MANY} connections", many, judged=True),
        *_rows("a message, 1 connection", one),
    ]


def _rounds(servers: dict[str, Server], microsoft: Microsoft, connections: int) -> dict[str, list[Round]]:
    found: dict[str, list[Round]] = {name: [] for name in servers}
    for _ in range(ROUNDS):
        for name, server in servers.items():
            found[name].append(_round(server, microsoft, connections, SECONDS))
    return found


def _round(server: Server, microsoft: Microsoft, connections: int, seconds: float) -> Round:
    """Every answer was posted: else there is no figure."""
    microsoft.posted(server.wanted)
    before = processor(server.pid)
    work = Chats("help", USERS, microsoft.token, microsoft.origin)
    job = {"port": server.port, "seconds": seconds, "connections": connections, "work": asdict(work)}
    command = [sys.executable, "-m", "bench.teamload", json.dumps(job)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60)
    found = Found(**json.loads(done.stdout))
    spent, posted = processor(server.pid) - before, microsoft.posted(server.wanted)
    if found.wrong or posted != found.answered:
        raise Unanswered(
            f"{found.answered} acknowledged, {posted} posted, {found.wrong} wrong: {found.example}"
        )
    return Round(found, spent / found.answered * 1000)


def _rows(work: str, rounds: dict[str, list[Round]], *, judged: bool = False) -> Iterator[Row]:
    """The best round of each: others on the machine can only take time away."""
    best = {
        name: max((each.found for each in of), key=lambda found: found.rate) for name, of in rounds.items()
    }
    for name, found in best.items():
        times = None if name == OURS else best[OURS].rate / found.rate
        row = Row(work, name, found.rate, "/s", times)
        if judged and name == OURS:
            row = at_least(AIM, row)
        if judged and name == PLAIN and times is not None:
            row = replace(row, aim=f"ours at least {SHARE:g} x", met=times >= SHARE)
        yield row
    for name, found in best.items():
        yield Row(f"{work}, half of them within", name, found.p50_ms, "ms")
    spent = {name: min(each.processor_ms for each in of) for name, of in rounds.items()}
    for name, took in spent.items():
        yield Row(
            f"{work}, processor time an answer",
            name,
            took,
            "ms",
            None if name == OURS else took / spent[OURS],
        )


@contextmanager
def _serving(wanted: str, *what: str) -> Iterator[Server]:
    with _running("bench.teamserving", *what) as (told, pid):
        yield Server(int(told["port"]), pid, wanted)


@contextmanager
def _running(*what: str) -> Iterator[tuple[dict[str, object], int]]:
    """A process of its own, and what it says once it serves."""
    command = [sys.executable, "-m", *what]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline()), process.pid
        finally:
            process.stdin.close()
            process.wait(20)
