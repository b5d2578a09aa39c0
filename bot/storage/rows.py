"""What statements give, whichever way they were run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.storage.errors import StorageError


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
