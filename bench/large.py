"""What opening and looking cost at a desk with many tickets, beside a fresh one: one thread, no platform."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.report import Row, at_most
from bench.shop import OPEN, asking, opened, sqlite

TITLE = "A desk with many tickets beside a fresh one: the same work, at the front door"
MANY = 10_000
FRESH = 200
ROUNDS = 5
EACH = 40
WORK = (("open", OPEN, False), ("show", "show 7", True), ("list", "list", False), ("queue", "queue", True))


def measure() -> list[Row]:
    """What each costs at either desk, in turn; the best of rounds."""
    with tempfile.TemporaryDirectory(prefix="guichet-bench-") as folder:
        desks = {}
        for name, tickets in (("fresh", FRESH), ("large", MANY)):
            database, desk = opened(sqlite(Path(folder), name))
            _fill(asking(desk, OPEN), tickets)
            desks[name] = (database, desk)
        took: dict[tuple[str, str], float] = {}
        for _ in range(ROUNDS):
            for verb, text, staff in WORK:
                for name, (_, desk) in desks.items():
                    ask = asking(desk, text, agent=staff)
                    started = time.process_time()
                    for _ in range(EACH):
                        ask()
                    spent = (time.process_time() - started) / EACH * 1000
                    took[verb, name] = min(spent, took.get((verb, name), spent))
        for database, _ in desks.values():
            database.close()
    rows = []
    for verb, _, _ in WORK:
        fresh, large = took[verb, "fresh"], took[verb, "large"]
        rows.append(Row(verb, f"{FRESH} tickets, processor time", fresh, "ms"))
        rows.append(Row(verb, f"{MANY:,} tickets, processor time", large, "ms"))
        rows.append(at_most(1.3, Row(verb, f"{MANY:,} against {FRESH}", large / fresh, "times")))
    return rows


def _fill(ask: object, tickets: int) -> None:
    assert callable(ask)
    for _ in range(tickets):
        ask()
