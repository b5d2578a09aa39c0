"""`/ticket open` to its acknowledgement, everything committed, beside a bare Bolt app and bare rows."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.floors import four_rows
from bench.load import Found
from bench.postgres import postgres
from bench.report import Row, at_least, at_most
from bench.shop import ACCOUNTS, IS_OPEN, OPEN, USERS, asking, opened, sqlite, tickets

TITLE = "Opening a ticket: signed /ticket open over HTTP, committed and acknowledged"
CONNECTIONS = 16
SECONDS = 5.0
ROUNDS = 3
DOOR = "front door alone, one thread"


def measure() -> list[Row]:
    """Every row; what is compared is measured in turn, in the same rounds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guichet-bench-")))
        urls = {"SQLite": sqlite(folder, "served")}
        server = stack.enter_context(postgres())
        if server is not None:
            urls["PostgreSQL"] = server
        ports = {name: stack.enter_context(serving("desk", url)) for name, url in urls.items()}
        bolt = stack.enter_context(serving("bolt"))
        before = {name: tickets(url) for name, url in urls.items()}
        found, alone, bare, answered = _rounds(bolt, ports)
        _all_there(urls, before, answered)
        doors = {name: _door(url) for name, url in _apart(folder, urls).items()}
        floors = {name: four_rows(url) for name, url in urls.items()}
    return list(_rows(found, alone, bare, doors, floors))


def _rows(
    found: dict[str, Found],
    alone: dict[str, Found],
    bare: Found,
    doors: dict[str, float],
    floors: dict[str, float],
) -> Iterator[Row]:
    aims = {"SQLite": 600, "PostgreSQL": 400}
    work = f"open, {CONNECTIONS} connections"
    for name, round_ in found.items():
        yield at_least(aims[name], Row(work, f"ours, {name}", round_.rate, "/s"))
    for name, round_ in found.items():
        yield at_most(60, Row(work, f"ours, {name}, p99", round_.p99_ms, "ms"))
        yield Row(work, f"ours, {name}, p50", round_.p50_ms, "ms")
    yield Row(work, "bare Bolt, no-op (floor)", bare.rate, "/s", found["SQLite"].rate / bare.rate)
    yield Row(work, "bare Bolt, no-op, p99", bare.p99_ms, "ms")
    for name, round_ in alone.items():
        yield Row("open, 1 connection", f"ours, {name}, p50", round_.p50_ms, "ms")
        yield Row("open, 1 connection", f"ours, {name}, p99", round_.p99_ms, "ms")
    for name, rate in doors.items():
        yield Row("open, no HTTP", f"{DOOR}, {name}", rate, "/s")
    for name, rate in floors.items():
        subject = f"4 rows in SQLAlchemy Core, {name} (floor)"
        yield Row("open, no HTTP", subject, rate, "/s", doors[name] / rate)


def _rounds(
    bolt: int, ports: dict[str, int]
) -> tuple[dict[str, Found], dict[str, Found], Found, dict[str, int]]:
    """The best round of each, and how many tickets were acknowledged in all."""
    ours, one, floor = [], [], []
    answered = dict.fromkeys(ports, 0)
    for name, port in ports.items():
        answered[name] += load(port, 2.0, CONNECTIONS).answered  # to warm up
    load(bolt, 1.0, CONNECTIONS, wanted="done")
    for _ in range(ROUNDS):
        ours.append({name: load(port, SECONDS, CONNECTIONS) for name, port in ports.items()})
        one.append({name: load(port, SECONDS / 2, 1) for name, port in ports.items()})
        floor.append(load(bolt, SECONDS / 2, CONNECTIONS, wanted="done"))
    for each in (*ours, *one):
        for name, round_ in each.items():
            answered[name] += round_.answered
    best = {name: max((each[name] for each in ours), key=lambda r: r.rate) for name in ports}
    alone = {name: max((each[name] for each in one), key=lambda r: r.rate) for name in ports}
    return best, alone, max(floor, key=lambda r: r.rate), answered


def _all_there(urls: dict[str, str], before: dict[str, int], answered: dict[str, int]) -> None:
    """What was acknowledged is stored: each number given in turn, none of them lost."""
    for name, url in urls.items():
        stored = tickets(url) - before[name]
        if stored != answered[name]:
            raise RuntimeError(f"{name}: {answered[name]} tickets were acknowledged, and {stored} are stored")


def _apart(folder: Path, urls: dict[str, str]) -> dict[str, str]:
    return {name: sqlite(folder, "door") if name == "SQLite" else url for name, url in urls.items()}


def _door(url: str, seconds: float = 2.0) -> float:
    """Openings a second in this process, by one thread, without a platform before it: the best of rounds."""
    database, desk = opened(url)
    ask, rates = asking(desk, OPEN), []
    for turn in range(ROUNDS + 1):
        done, started = 0, time.perf_counter()
        while time.perf_counter() - started < seconds / (1 if turn else 4):
            reply = ask()
            done += 1
        if reply.refused or IS_OPEN not in reply.summary:
            raise RuntimeError(reply.summary)
        rates.append(done / (time.perf_counter() - started))
    database.close()
    return max(rates[1:])


def load(port: int, seconds: float, connections: int, *, text: str = OPEN, wanted: str = IS_OPEN) -> Found:
    """One round, by a load generator in a process of its own. RuntimeError for a wrong answer."""
    work = {"text": text, "users": USERS, "channels": ACCOUNTS, "wanted": wanted}
    given = {"port": port, "seconds": seconds, "connections": connections, "work": work}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load", json.dumps(given)], check=True, capture_output=True, text=True
    )
    found = Found(**json.loads(done.stdout))
    if found.wrong or not found.answered:
        raise RuntimeError(f"{found.wrong} wrong answers, such as: {found.example}")
    return found


@contextmanager
def serving(*what: str) -> Iterator[int]:
    """The port of a server in a process of its own."""
    command: list[Any] = [sys.executable, "-m", "bench.serving", *what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield int(json.loads(process.stdout.readline())["port"])
        finally:
            process.stdin.close()
            process.wait(20)
