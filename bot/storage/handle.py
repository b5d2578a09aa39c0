"""One open transaction, as the repositories see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any, cast

from sqlalchemy import Connection, Executable, Select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.storage.errors import Conflict, StorageError, is_crossed, is_duplicate
from bot.storage.prepared import Plan, Plans, locks
from bot.storage.rows import AnyRow, Rows
from bot.storage.waiting import Mark, Together, Waiting, upto

__all__ = ["AnyRow", "AnySelect", "Handle", "Repository", "Rows", "distinct"]

AnySelect = Select[*tuple[Any, ...]]
_NOTHING: Mapping[str, Any] = {}
_WORTH_IT = 2
"""So many questions at least are asked ahead together: one alone is asked when it comes."""
_KEPT = 100
"""A longer answer is not kept for its unit of work: whoever asks for so much asks once."""


_BEGIN, _UNDO, _END = "SAVEPOINT apart", "ROLLBACK TO SAVEPOINT apart", "RELEASE SAVEPOINT apart"


class Handle:
    """Runs statements until the unit of work is over.

    What was read is not read again until a table that it came from is written, or something is locked: then
    others may have written meanwhile. What can be stored `later` goes together, before whatever could see it.
    """

    def __init__(self, connection: Connection, plans: Plans) -> None:
        self._connection = connection
        self._plans = plans
        self._driver: Any = connection.connection.dbapi_connection
        self._read: dict[Plan, dict[tuple[Any, ...], Rows]] = {}
        self._facts: dict[str, dict[object, Any]] = {}
        self._later = Waiting()
        self._part: Mark | None = None
        self._stored: Sequence[Together] = ()
        self._unsaid: list[str] = []
        self._noted: list[tuple[Plan, Mapping[str, Any]]] | None = None
        self.dialect = connection.dialect.name
        self.over = False

    def run(
        self,
        statement: Executable,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
        *,
        unread: str | None = None,
        beside: bool = False,
        first: bool = False,
    ) -> Rows:
        """The statement's result. Conflict where a unique rule says that somebody was first.

        `unread`: a table of which it writes no column that is read otherwise. `beside`: it asks for nothing
        that waits to be stored. `first`: it locks, and nothing that was read before will be decided by.
        """
        if self.over:
            raise StorageError("this unit of work is over: what it would do now could never be committed")
        given = _NOTHING if values is None else values
        if self._noted is not None:
            return self._note(statement, given)
        plan = self._plans.find(statement, tuple(given)) if isinstance(given, dict) else None
        if plan is not None and isinstance(given, dict):
            return self._run(plan, given, unread=unread, beside=beside)
        self.store()
        self.speak()
        if not isinstance(statement, Select) or (locks(statement) and not first):
            self._read.clear()
            self._facts.clear()
        try:
            result = self._connection.execute(statement, values)
            return Rows(result.all() if result.returns_rows else (), result.rowcount)
        except DBAPIError as error:
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
        asked = {key: given for key, given in asked.items() if key[1] not in self._read.get(key[0], ())}
        if len(asked) < _WORTH_IT:
            return
        self.store()
        try:
            with self._driver.pipeline():
                if _UNDO in self._unsaid:
                    self.speak()
                cursors = [
                    self._driver.execute(key[0].sql, key[0].values(given)) for key, given in asked.items()
                ]
            for key, cursor in zip(asked, cursors, strict=True):
                self._read.setdefault(key[0], {})[key[1]] = Rows(key[0].rows(cursor), cursor.rowcount)
        except noted[0][0].dialect.loaded_dbapi.Error as error:
            raise self._failed(error, noted[0][0]) from error

    def later(self, statement: Executable, values: Mapping[str, Any], *, unread: str | None = None) -> None:
        """Store something whose result nobody waits for: before anything that could see it, and in its order.

        A Conflict is raised by what makes it be stored, at the latest by the commit.
        """
        plan = None if self.over else self._plans.find(statement, tuple(values))
        if plan is None:
            self.run(statement, values)
            return
        self._forget(plan, unread)
        self._later.add(plan, plan.values(values))

    def store(self) -> None:
        """Store what waits to be: in one go where the database can."""
        waiting = self._later.take()
        if not waiting:
            return
        if self._part:
            # Stored within a part that may be undone: then what came before it waits again.
            self._stored, self._part = upto(waiting, self._part), ()
        try:
            with self._driver.pipeline() if self.dialect == "postgresql" else nullcontext():
                self.speak()
                for plan, rows in waiting:
                    if len(rows) == 1:
                        self._driver.execute(plan.sql, rows[0])
                    else:
                        self._driver.cursor().executemany(plan.sql, rows)
        except waiting[0][0].dialect.loaded_dbapi.Error as error:
            raise self._failed(error, waiting[0][0]) from error

    def remember(self, table: str, key: object, fact: object) -> None:
        """Something that a look into the table would tell, known without one."""
        if self._noted is None:
            self._facts.setdefault(table, {})[key] = fact

    def known(self, table: str, key: object) -> Any:
        """What was remembered, until the table is written or something is locked; None where nothing was."""
        found = self._facts.get(table)
        return None if found is None else found.get(key)

    def forget(self) -> None:
        """Forget what waits to be stored, and what was read."""
        self._later.take()
        self._read.clear()
        self._facts.clear()

    def begin_part(self) -> None:
        """From here on everything may be undone."""
        self.say(_BEGIN)
        self._part = self._later.mark()

    def undo_part(self) -> None:
        """Undo what was done since the part began. What waited before it waits again."""
        mark, stored = self._part or (), self._stored
        if stored:
            self._later.put(stored)
        else:
            self._later.back(mark)
        self._read.clear()
        self._facts.clear()
        if self._unsaid[-1:] != [_BEGIN]:
            self.say(_UNDO)

    def end_part(self) -> None:
        """It stays, or is undone: it can no longer be undone alone."""
        self._part, self._stored = None, ()
        if self._unsaid[-1:] == [_BEGIN]:
            self._unsaid.pop()  # nothing was written in it
        else:
            self.say(_END)

    def say(self, sql: str) -> None:
        """A statement of the transaction itself; to a distant database it goes with the next that writes."""
        if self.dialect == "postgresql":
            self._unsaid.append(sql)
        else:
            self._driver.execute(sql)

    def speak(self) -> None:
        """Say what waits to be said."""
        unsaid, self._unsaid = self._unsaid, []
        for sql in unsaid:
            self._driver.execute(sql)

    def _execute(self, plan: Plan, given: Mapping[str, Any]) -> Any:
        if not self._unsaid or not (plan.changes or _UNDO in self._unsaid):
            return self._driver.execute(plan.sql, plan.values(given))
        with self._driver.pipeline():
            self.speak()
            return self._driver.execute(plan.sql, plan.values(given))

    def id(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """The id of the row that an INSERT ... RETURNING made."""
        return int(self.run(statement, values).scalar_one())

    def _note(self, statement: Executable, given: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Rows:
        plan = self._plans.find(statement, tuple(given)) if isinstance(given, Mapping) else None
        if plan is not None and isinstance(given, Mapping) and plan.tables and not plan.changes:
            assert self._noted is not None
            self._noted.append((plan, given))
        return Rows((), 0)

    def _run(self, plan: Plan, given: Mapping[str, Any], *, unread: str | None, beside: bool) -> Rows:
        key = tuple(given.values())
        if plan.changes:
            self.store()
            self._forget(plan, unread)
        else:
            known = self._read.get(plan)
            if known is not None and (rows := known.get(key)) is not None:
                return rows
            if not beside and self._later.concerns(plan):
                self.store()
        try:
            cursor = self._execute(plan, given)
            rows = Rows(plan.rows(cursor), cursor.rowcount)
        except plan.dialect.loaded_dbapi.Error as error:
            raise self._failed(error, plan) from error
        if plan.tables and not plan.changes and len(rows.all()) <= _KEPT:
            self._read.setdefault(plan, {})[key] = rows
        return rows

    def _forget(self, plan: Plan, unread: str | None = None) -> None:
        """Reads that the statement may have made untrue; all of them where it cannot be told."""
        if not plan.tables:
            self._read.clear()
            self._facts.clear()
            return
        written = plan.tables - {unread}
        for other in [other for other in self._read if not other.tables.isdisjoint(written)]:
            del self._read[other]
        for table in written:
            self._facts.pop(table, None)

    def _failed(self, error: Exception, plan: Plan) -> Exception:
        """As SQLAlchemy tells it; what people wrote stands in no error's text."""
        dialect = plan.dialect
        if dialect.is_disconnect(cast("Any", error), self._driver, None):
            self._connection.invalidate(error)
        base = dialect.loaded_dbapi.Error
        told = DBAPIError.instance(plan.sql, None, error, base, hide_parameters=True, dialect=dialect)
        return _told(told) if isinstance(told, DBAPIError) else told


def _told(error: DBAPIError) -> Exception:
    first = is_crossed(error) or (isinstance(error, IntegrityError) and is_duplicate(error))
    return Conflict(str(error.orig).splitlines()[0]) if first else error


class Repository:
    """One noun's rows, inside one unit of work."""

    def __init__(self, handle: Handle) -> None:
        self._db = handle


def distinct(ids: Iterable[int]) -> list[int]:
    """The ids once each, in order: what an IN takes."""
    return sorted(set(ids))
