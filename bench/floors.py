"""What a transaction of four rows costs in SQLAlchemy Core, durable as the desk's own: the floor."""

from __future__ import annotations

import time

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from bot.storage.engines import address, begin, engine_for

_SUBJECT = "Printer is on fire"
_METADATA = MetaData()
_TABLES = [
    Table(f"floor_{name}", _METADATA, Column("id", Integer, primary_key=True), Column("body", String))
    for name in ("ticket", "event", "outbox", "key")
]
_ADD = [insert(table) for table in _TABLES]


def four_rows(url: str, seconds: float = 2.0, rounds: int = 3) -> float:
    """Transactions a second, one thread: the best of rounds."""
    engine = engine_for(address(url))
    with engine.begin() as connection:
        _METADATA.create_all(connection)
    rates = []
    for _ in range(rounds):
        done, started = 0, time.perf_counter()
        while time.perf_counter() - started < seconds:
            with engine.connect() as connection:
                begin(connection, writes=True)
                for add in _ADD:
                    connection.execute(add, {"body": _SUBJECT})
                connection.commit()
            done += 1
        rates.append(done / (time.perf_counter() - started))
    engine.dispose()
    return max(rates)
