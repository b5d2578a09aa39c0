"""One open transaction, as the repositories see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Executable, Select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.storage.errors import Conflict, StorageError, is_duplicate
from bot.storage.prepared import Plan, Plans, locks

AnySelect = Select[*tuple[Any, ...]]
_NOTHING: Mapping[str, Any] = {}
_WORTH_IT = 2
"""So many questions at least are asked ahead together: one alone is asked when it comes."""
_KEPT = 100
"""A longer answer is not kept for its unit of work: whoever asks for so much asks once."""


class AnyRow(tuple[Any, ...]):  # noqa: SLOT001  never made: it says what the rows of drivers are like
    """A row: a tuple whose columns have names."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

        def _asdict(self) -> dict[str, Any]: ...


class Rows:
    """What a statement gave, all of it."""

    __slots__ = ("_found", "rowcount")

    def __init__(self, found: Sequence[Any], rowcount: int) -> None:
        self._found = found
        self.rowcount = rowcount
        """How many rows it changed."""

    def __iter__(self) -> Iterator[AnyRow]:
        return iter(self._found)

    def all(self) -> Sequence[AnyRow]:
        """Every row."""
        return self._found

    def one(self) -> AnyRow:
        """The only row. StorageError where there is none, or several."""
        row = self.one_or_none()
        if row is None:
            raise StorageError("no row where one was asked for")
        return row

    def one_or_none(self) -> AnyRow | None:
        """The only row. StorageError where there are several."""
        if len(self._found) > 1:
            raise StorageError("several rows where one was asked for")
        return self._found[0] if self._found else None

    def scalar_one_or_none(self) -> Any:
        """The first value of the only row. StorageError where there are several."""
        row = self.one_or_none()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:
        """The first value of the only row. StorageError where there is none, or several."""
        return self.one()[0]


class Handle:
    """Runs statements until the unit of work is over.

    What was read is not read again until a table that it came from is written, or something is locked: then
    others may have written meanwhile. What can be stored `later` goes together, before whatever could see it.
    """

    def __init__(self, connection: Connection, plans: Plans) -> None:
        self._connection = connection
        self._plans = plans
        self._driver: Any = connection.connection.dbapi_connection
        self._read: dict[tuple[Plan, tuple[Any, ...]], Rows] = {}
        self._later: list[tuple[Plan, list[Any]]] = []
        self._noted: list[tuple[Plan, Mapping[str, Any]]] | None = None
        self.dialect = connection.dialect.name
        self.over = False

    def run(
        self,
        statement: Executable,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
        *,
        unread: bool = False,
    ) -> Rows:
        """The statement's result. Conflict where a unique rule says that somebody was first.

        `unread`: what it writes is in no column that is read otherwise.
        """
        if self.over:
            raise StorageError("this unit of work is over: what it would do now could never be committed")
        given = _NOTHING if values is None else values
        if self._noted is not None:
            return self._note(statement, given)
        plan = self._plans.find(statement, tuple(given)) if isinstance(given, Mapping) else None
        if plan is not None and isinstance(given, Mapping):
            return self._run(plan, given, unread=unread)
        self.store()
        if not isinstance(statement, Select) or locks(statement):
            self._read.clear()
        try:
            result = self._connection.execute(statement, values)
            return Rows(result.all() if result.returns_rows else (), result.rowcount)
        except IntegrityError as error:
            raise _told(error) from error

    def ahead(self, *questions: Callable[[], object]) -> None:
        """Read what is about to be asked, in one go where the database is on the other end of a line.

        Each question is a call that only reads; it is heard first with nothing for an answer.
        """
        if self.dialect != "postgresql" or self.over:
            return
        self._noted = []
        try:
            for question in questions:
                question()
        finally:
            noted, self._noted = self._noted, None
        asked = {(plan, tuple(given.values())): given for plan, given in noted}
        asked = {key: given for key, given in asked.items() if key not in self._read}
        if len(asked) < _WORTH_IT:
            return
        self.store()
        try:
            with self._driver.pipeline():
                cursors = [
                    self._driver.execute(key[0].sql, key[0].values(given)) for key, given in asked.items()
                ]
            for key, cursor in zip(asked, cursors, strict=True):
                self._read[key] = Rows(key[0].rows(cursor), cursor.rowcount)
        except noted[0][0].dialect.loaded_dbapi.Error as error:
            raise self._failed(error, noted[0][0]) from error

    def later(self, statement: Executable, values: Mapping[str, Any]) -> None:
        """Store something whose result nobody waits for: before anything that could see it, and in its order.

        A Conflict is raised by what makes it be stored, at the latest by the commit.
        """
        plan = None if self.over else self._plans.find(statement, tuple(values))
        if plan is None:
            self.run(statement, values)
            return
        self._forget(plan)
        if not self._later or self._later[-1][0] is not plan:
            self._later.append((plan, []))
        self._later[-1][1].append(plan.values(values))

    def store(self) -> None:
        """Store what waits to be: in one go where the database can."""
        waiting, self._later = self._later, []
        if not waiting:
            return
        try:
            with self._driver.pipeline() if self.dialect == "postgresql" else nullcontext():
                for plan, rows in waiting:
                    if len(rows) == 1:
                        self._driver.execute(plan.sql, rows[0])
                    else:
                        self._driver.cursor().executemany(plan.sql, rows)
        except waiting[0][0].dialect.loaded_dbapi.Error as error:
            raise self._failed(error, waiting[0][0]) from error

    def forget(self) -> None:
        """Forget what waits to be stored, and what was read."""
        self._later.clear()
        self._read.clear()

    def say(self, sql: str) -> None:
        """A statement of the transaction itself."""
        self._driver.execute(sql)

    def id(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """The id of the row that an INSERT ... RETURNING made."""
        return int(self.run(statement, values).scalar_one())

    def _note(self, statement: Executable, given: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Rows:
        plan = self._plans.find(statement, tuple(given)) if isinstance(given, Mapping) else None
        if plan is not None and isinstance(given, Mapping) and plan.tables and not plan.changes:
            assert self._noted is not None
            self._noted.append((plan, given))
        return Rows((), 0)

    def _run(self, plan: Plan, given: Mapping[str, Any], *, unread: bool) -> Rows:
        key = (plan, tuple(given.values()))
        if plan.changes:
            self.store()
            if not unread:
                self._forget(plan)
        else:
            known = self._read.get(key)
            if known is not None:
                return known
            if not plan.tables or any(plan.tables & waiting.tables for waiting, _ in self._later):
                self.store()
        try:
            cursor = self._driver.execute(plan.sql, plan.values(given))
            rows = Rows(plan.rows(cursor), cursor.rowcount)
        except plan.dialect.loaded_dbapi.Error as error:
            raise self._failed(error, plan) from error
        if plan.tables and not plan.changes and len(rows.all()) <= _KEPT:
            self._read[key] = rows
        return rows

    def _forget(self, plan: Plan) -> None:
        """Reads that the statement may have made untrue; all of them where it cannot be told."""
        if not plan.tables:
            self._read.clear()
            return
        for key in [key for key in self._read if key[0].tables & plan.tables]:
            del self._read[key]

    def _failed(self, error: Exception, plan: Plan) -> Exception:
        """As SQLAlchemy tells it; what people wrote stands in no error's text."""
        dialect = plan.dialect
        if dialect.is_disconnect(cast("Any", error), self._driver, None):
            self._connection.invalidate(error)
        base = dialect.loaded_dbapi.Error
        told = DBAPIError.instance(plan.sql, None, error, base, hide_parameters=True, dialect=dialect)
        return _told(told) if isinstance(told, IntegrityError) else told


def _told(error: IntegrityError) -> Exception:
    return Conflict(str(error.orig).splitlines()[0]) if is_duplicate(error) else error


class Repository:
    """One noun's rows, inside one unit of work."""

    def __init__(self, handle: Handle) -> None:
        self._db = handle


def distinct(ids: Iterable[int]) -> list[int]:
    """The ids once each, in order: what an IN takes."""
    return sorted(set(ids))
