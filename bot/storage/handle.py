"""One open transaction, as the repositories see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Executable, Select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.storage.errors import Conflict, StorageError, is_duplicate
from bot.storage.prepared import Plan, Plans

AnySelect = Select[*tuple[Any, ...]]
_NOTHING: Mapping[str, Any] = {}


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
        row = self.one_or_none()
        if row is None:
            raise StorageError("no row where one was asked for")
        return row[0]


class Handle:
    """Runs statements until the unit of work is over."""

    def __init__(self, connection: Connection, plans: Plans) -> None:
        self._connection = connection
        self._plans = plans
        self._driver: Any = connection.connection.dbapi_connection
        self.dialect = connection.dialect.name
        self.over = False

    def run(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> Rows:
        """The statement's result. Conflict where a unique rule says that somebody was first."""
        if self.over:
            raise StorageError("this unit of work is over: what it would do now could never be committed")
        given = _NOTHING if values is None else values
        try:
            if isinstance(given, Mapping):
                plan = self._plans.find(statement, tuple(given))
                if plan is not None:
                    return self._planned(plan, given)
            result = self._connection.execute(statement, values)
            return Rows(result.all() if result.returns_rows else (), result.rowcount)
        except IntegrityError as error:
            if is_duplicate(error):
                raise Conflict(str(error.orig).splitlines()[0]) from error
            raise

    def id(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """The id of the row that an INSERT ... RETURNING made."""
        return int(self.run(statement, values).scalar_one())

    def _planned(self, plan: Plan, given: Mapping[str, Any]) -> Rows:
        dbapi = plan.dialect.loaded_dbapi
        taken = plan.values(given)
        try:
            cursor = self._driver.execute(plan.sql, taken)
            return Rows(plan.rows(cursor), cursor.rowcount)
        except dbapi.Error as error:
            # As SQLAlchemy tells it; what people wrote stands in no error's text.
            if plan.dialect.is_disconnect(error, self._driver, None):
                self._connection.invalidate(error)
            raise DBAPIError.instance(
                plan.sql, None, error, dbapi.Error, hide_parameters=True, dialect=plan.dialect
            ) from error


class Repository:
    """One noun's rows, inside one unit of work."""

    def __init__(self, handle: Handle) -> None:
        self._db = handle


def distinct(ids: Iterable[int]) -> list[int]:
    """The ids once each, in order: what an IN takes."""
    return sorted(set(ids))
