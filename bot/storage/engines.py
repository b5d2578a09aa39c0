"""Connections as this desk wants them: durable and strict on SQLite, in UTC on PostgreSQL."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.util import LRUCache

from bot.storage.errors import CannotOpen

_BUSY_MS = 30_000
_COMPILED = 1000
"""Statements whose compiled form is kept: more than the desk has."""
_EXAMPLES = "sqlite:///guichet.db or postgresql://user:password@host/name"


def address(text: str) -> URL:
    """The database's address, with the one driver that each kind is used through.

    Raises:
        CannotOpen: it is no address, or of a database that is not supported.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise CannotOpen(f"not the address of a database; one looks like {_EXAMPLES}") from None
    match url.get_backend_name():
        case "sqlite":
            return url.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise CannotOpen(f"databases of kind {other!r} are not supported; use {_EXAMPLES}")


def engine_for(url: URL, *, durable: bool = True) -> Engine:
    """An engine for an `address`. `durable` False is for a database that nobody keeps.

    What people wrote stands in no error's text: it would end up in a log.

    Raises:
        CannotOpen: the driver is not installed.
    """
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url, durable=durable)
        return create_engine(
            url,
            pool_pre_ping=True,
            pool_size=8,
            max_overflow=8,
            hide_parameters=True,
            connect_args={"options": "-c timezone=UTC"},
        )
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise CannotOpen(
            "PostgreSQL needs its driver psycopg: install guichet with the extra 'postgres'"
        ) from error


def _sqlite(url: URL, *, durable: bool) -> Engine:
    # Autocommit as far as the driver is concerned: it is this module that says BEGIN.
    own = create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        hide_parameters=True,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": _BUSY_MS / 1000},
    )

    @event.listens_for(own, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'OFF'}",
            "foreign_keys=ON",
            f"busy_timeout={_BUSY_MS}",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    shared = _first_sqlite()
    return Engine(
        own.pool,
        shared.dialect,
        url,
        hide_parameters=True,
        execution_options={"compiled_cache": shared.compiled},
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all engines of a kind have together, so that what one has compiled the next need not."""

    dialect: Dialect
    compiled: MutableMapping[Any, Any]


@cache
def _first_sqlite() -> _Shared:
    engine = create_engine("sqlite+pysqlite://")
    with engine.connect():
        pass  # the dialect learns on its first connection what the library can do
    engine.dispose()
    return _Shared(engine.dialect, LRUCache(_COMPILED))


def begin(connection: Connection, *, writes: bool) -> None:
    """Start the transaction of a fresh connection: on SQLite one that writes takes the write lock at once.

    Said here and not by a listener, which would be asked before every statement.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif not connection.in_transaction():
        connection.begin()
