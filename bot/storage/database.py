"""A database: opened and migrated once, then read and written in units of work."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from pathlib import Path

from sqlalchemy import Dialect, Engine
from sqlalchemy.exc import DBAPIError

from bot.storage.engines import address, begin, engine_for
from bot.storage.errors import CannotOpen, StorageError
from bot.storage.migrating import migrate
from bot.storage.prepared import Plans
from bot.storage.stamps import Stamps
from bot.storage.work import UnitOfWork

_READING_POSTGRESQL = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_MEMORY = {None, "", ":memory:"}


@cache
def _blank() -> bytes:
    """A migrated database with nothing in it, made once a process: temporary ones begin as copies of it."""
    with tempfile.TemporaryDirectory(prefix="guichet-") as folder:
        path = Path(folder) / "blank.db"
        engine = engine_for(address(f"sqlite:///{path}"), durable=False)
        migrate(engine)
        engine.dispose()
        return path.read_bytes()


@lru_cache(maxsize=4)
def _plans(dialect: Dialect) -> Plans:
    """Databases of one dialect share their plans."""
    return Plans(dialect)


class Database:
    """SQLite in one file, or PostgreSQL shared by several replicas; the same to whoever uses it.

    Safe to share between threads. On SQLite one thread writes at a time, the others wait for it.
    """

    def __init__(self, engine: Engine, held: ExitStack) -> None:
        self._engine = engine
        self._held = held
        self._plans = _plans(engine.dialect)
        self._one_writer = threading.Lock() if engine.dialect.name == "sqlite" else None
        self._writing = threading.local()
        self.dialect = engine.dialect.name
        self._stamps = Stamps(engine)
        held.callback(self._stamps.close)

    def stamp(self) -> int | None:
        """A number that is another one after every commit of any process; None where it cannot be told."""
        return self._stamps.now()

    @property
    def one_writer(self) -> bool:
        """Whether one unit of work writes at a time, and others wait for it: they may as well go together."""
        return self._one_writer is not None

    @classmethod
    def open(cls, url: str) -> Database:
        """The database at `url`, brought up to the present schema.

        `sqlite:///guichet.db` is a file, `sqlite://` a temporary one that is gone at `close`,
        `postgresql://user:password@host/name` a server's.

        Raises:
            CannotOpen: the address is wrong, the driver is missing, the database cannot be reached, or it
                was migrated by a later Guichet.
        """
        where = address(url)
        with ExitStack() as held:
            temporary = where.get_backend_name() == "sqlite" and where.database in _MEMORY
            if temporary:
                folder = held.enter_context(tempfile.TemporaryDirectory(prefix="guichet-"))
                where = where.set(database=str(Path(folder) / "desk.db"))
                (Path(folder) / "desk.db").write_bytes(_blank())
            engine = engine_for(where, durable=not temporary)
            held.callback(engine.dispose)
            try:
                migrate(engine)
            except DBAPIError as error:
                shown = where.render_as_string(hide_password=True)
                raise CannotOpen(f"cannot open {shown}: {str(error.orig).strip()}") from error
            return cls(engine, held.pop_all())

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A unit of work that sees one moment and changes nothing."""
        with self._engine.connect() as connection:
            if self._one_writer is None:
                connection.execution_options(**_READING_POSTGRESQL)
            begin(connection, writes=False)
            work = UnitOfWork(connection, writes=False, plans=self._plans)
            try:
                yield work
            finally:
                work.end()

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """A unit of work that is rolled back unless it was committed.

        Raises:
            StorageError: this thread is writing already; the two would wait for each other.
        """
        if getattr(self._writing, "now", False):
            raise StorageError("this thread is in a unit of work that writes already")
        with ExitStack() as stack:
            if self._one_writer is not None:
                stack.enter_context(self._one_writer)
            self._writing.now = True
            stack.callback(setattr, self._writing, "now", False)
            connection = stack.enter_context(self._engine.connect())
            begin(connection, writes=True)
            work = UnitOfWork(connection, writes=True, plans=self._plans)
            stack.callback(work.end)
            yield work

    def close(self) -> None:
        """Close every connection; a temporary database is gone."""
        self._held.close()
