"""A signed `/ticket help` through HTTP, beside what answers nothing: aiohttp alone, and a bare Bolt app."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.bare import DONE
from bench.load import Found
from bench.opening import load
from bench.report import Row
from bench.shop import sqlite

TITLE = "Answering Slack: a signed /ticket that changes nothing, over HTTP"
MANY = 16
SECONDS = 2.0
ROUNDS = 4
HELP = "What you can ask Support."
SHARE = 0.6
"""Of a bare Bolt app's rate: the aim."""

OURS, BOLT = "ours, /ticket help on SQLite", "bare Bolt, process_before_response (floor)"
RAW, DEFAULT = "raw aiohttp and HMAC", "bare Bolt as it comes"
SERVERS = {RAW: "raw", BOLT: "bolt", DEFAULT: "default"}


@dataclass(frozen=True, slots=True)
class Server:
    """One that is asked: where, and the process whose time its answers take."""

    port: int
    pid: int
    wanted: str
    """Stands in each of its answers."""


@dataclass(frozen=True, slots=True)
class Round:
    """What came of asking one server for a while."""

    found: Found
    processor_ms: float
    """Processor time of the server for one answer: what others on the machine take is not in it."""


def measure() -> list[Row]:
    """Every row; what is compared is measured in turn, in the same rounds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guichet-bench-")))
        desk = ("bench.serving", "desk", sqlite(folder, "help"))
        servers = {OURS: stack.enter_context(_serving(HELP, *desk))}
        for name, which in SERVERS.items():
            servers[name] = stack.enter_context(_serving(DONE, "bench.bare", which))
        for server in servers.values():
            _round(server, MANY, 1.0)  # to warm up
        # Bolt as it comes answers as many as there are connections every 10 ms: one is enough to show it.
        many = _rounds({name: server for name, server in servers.items() if name != DEFAULT}, MANY)
        one = _rounds(servers, 1)
    return [*_rows(f"no-op, {MANY} connections", many, judged=True), *_rows("no-op, 1 connection", one)]


def _rounds(servers: dict[str, Server], connections: int) -> dict[str, list[Round]]:
    found: dict[str, list[Round]] = {name: [] for name in servers}
    for _ in range(ROUNDS):
        for name, server in servers.items():
            found[name].append(_round(server, connections, SECONDS))
    return found


def _rows(work: str, rounds: dict[str, list[Round]], *, judged: bool = False) -> Iterator[Row]:
    """The best round of each: others on the machine can only take time away."""
    best = {
        name: max((each.found for each in of), key=lambda found: found.rate) for name, of in rounds.items()
    }
    for name, found in best.items():
        times = None if name == OURS else best[OURS].rate / found.rate
        if judged and name == BOLT and times is not None:
            yield Row(work, name, found.rate, "/s", times, f"ours at least {SHARE:g} x", times >= SHARE)
        else:
            yield Row(work, name, found.rate, "/s", times)
    for name, found in best.items():
        yield Row(f"{work}, half of them within", name, found.p50_ms, "ms")
    spent = {name: min(each.processor_ms for each in of) for name, of in rounds.items()}
    for name, took in spent.items():
        times = None if name == OURS else took / spent[OURS]
        yield Row(f"{work}, processor time an answer", name, took, "ms", times)


def _round(server: Server, connections: int, seconds: float) -> Round:
    before = processor(server.pid)
    found = load(server.port, seconds, connections, text="help", wanted=server.wanted)
    return Round(found, (processor(server.pid) - before) / found.answered * 1000)


def processor(pid: int) -> float:
    """Seconds of processor time that a process has taken, by Linux's own account."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _serving(wanted: str, *what: str) -> Iterator[Server]:
    """A server in a process of its own, which says where it is."""
    command = [sys.executable, "-m", *what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Server(int(json.loads(process.stdout.readline())["port"]), process.pid, wanted)
        finally:
            process.stdin.close()
            process.wait(20)
