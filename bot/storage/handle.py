"""One open transaction, as the repositories see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Row, Select
from sqlalchemy.exc import IntegrityError

from bot.storage.errors import Conflict, StorageError, is_duplicate

AnyRow = Row[*tuple[Any, ...]]
Rows = CursorResult[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]


class Handle:
    """Runs statements until the unit of work is over."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect.name
        self.over = False

    def run(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> Rows:
        """The statement's result. Conflict where a unique rule says that somebody was first."""
        if self.over:
            raise StorageError("this unit of work is over: what it would do now could never be committed")
        try:
            return self._connection.execute(statement, values)
        except IntegrityError as error:
            if is_duplicate(error):
                raise Conflict(str(error.orig).splitlines()[0]) from error
            raise

    def id(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """The id of the row that an INSERT ... RETURNING made."""
        return int(self.run(statement, values).scalar_one())


class Repository:
    """One noun's rows, inside one unit of work."""

    def __init__(self, handle: Handle) -> None:
        self._db = handle


def distinct(ids: Iterable[int]) -> list[int]:
    """The ids once each, in order: what an IN takes."""
    return sorted(set(ids))
