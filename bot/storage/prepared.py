"""Statements compiled once a dialect and run on the driver's own connection: what requests are made of."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, cast
from weakref import ref

from sqlalchemy import Dialect, Executable, Table, TextClause
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import iterate

Process = Callable[[Any], Any]
Pick = Callable[[Mapping[str, Any]], Sequence[Any]]
Keys = tuple[str, ...]


@dataclass(eq=False)
class Plan:
    """A statement with one set of values to come: its text, and how values go in and rows come out."""

    sql: str
    slots: tuple[tuple[str, Process | None], ...]
    """The names of the values that it takes, in its own order, each with what makes the driver's of it."""
    fixed: Mapping[str, Any]
    """Values that the statement holds itself, as the driver takes them."""
    positional: bool
    columns: tuple[tuple[str, Any], ...]
    """The names and types of what it gives."""
    dialect: Dialect
    changes: bool
    """Whether it writes or locks rows: what was read before may be read otherwise after it."""
    tables: frozenset[str]
    """The tables that it reads or writes; none where that cannot be told."""
    make: Callable[[Sequence[Sequence[Any]]], list[Any]] | None = None
    """Rows from the driver's: known once it has run, since a driver says only then what it gives."""

    def values(self, given: Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        """What the driver is given."""
        if not self.positional:
            return self._named(given)
        pick, processed = self._in_order
        found = list(pick({**self.fixed, **given} if self.fixed else given))
        for place, process in processed:
            found[place] = process(found[place])
        return found

    def _named(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        named = {**given, **self.fixed}
        for name, process in self._processed:
            named[name] = process(named[name])
        return named

    @cached_property
    def _processed(self) -> tuple[tuple[str, Process], ...]:
        """The values that come and are not yet what the driver takes."""
        return tuple((n, process) for n, process in self.slots if process is not None and n not in self.fixed)

    @cached_property
    def _in_order(
        self,
    ) -> tuple[Pick, tuple[tuple[int, Process], ...]]:
        """What picks the values in the statement's order, and which of them have to be changed, and how."""
        names = [name for name, _ in self.slots]
        changed = tuple(
            (place, process)
            for place, (name, process) in enumerate(self.slots)
            if process is not None and name not in self.fixed
        )
        if len(names) > 1:
            return itemgetter(*names), changed
        return (lambda given: [given[name] for name in names]), changed

    def rows(self, cursor: Any) -> list[Any]:
        """Everything that it gives."""
        if cursor.description is None:
            return []
        if self.make is None:
            self.make = self._maker(cursor.description)
        return self.make(cursor.fetchall())

    def _maker(self, description: Sequence[Sequence[Any]]) -> Callable[[Sequence[Sequence[Any]]], list[Any]]:
        processes = [
            kind._cached_result_processor(self.dialect, column[1])  # noqa: SLF001  as SQLAlchemy's results do
            for (_, kind), column in zip(self.columns, description, strict=True)
        ]
        row = cast("Any", namedtuple("Row", [name for name, _ in self.columns], rename=True))  # noqa: PYI024
        made = row._make
        changed = tuple((place, process) for place, process in enumerate(processes) if process is not None)
        if not changed:
            return lambda found: [made(each) for each in found]

        def make(found: Sequence[Sequence[Any]]) -> list[Any]:
            rows = []
            for each in found:
                facts = list(each)
                for place, process in changed:
                    facts[place] = process(facts[place])
                rows.append(made(facts))
            return rows

        return make


class Plans:
    """The plans of one dialect, shared by its engines and their threads.

    A statement is planned when it is run again: one that is made anew each time would only be compiled anew
    each time, and is better off with SQLAlchemy's own cache. It is forgotten with the statement.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: dict[int, tuple[object, dict[Keys, Plan | None]]] = {}

    def find(self, statement: Executable, keys: Keys) -> Plan | None:
        """The statement's plan for values of these names; None where it has none (yet)."""
        number = id(statement)
        found = self._known.get(number)
        if found is None:
            self._known[number] = ref(statement, lambda _: self._known.pop(number, None)), {}
            return None
        known = found[1]
        try:
            return known[keys]
        except KeyError:
            plan = known[keys] = self._plan(statement, keys)
            return plan

    def _plan(self, statement: Executable, keys: Keys) -> Plan | None:
        compiled = cast("Any", statement).compile(dialect=self._dialect, column_keys=sorted(keys))
        if not isinstance(compiled, SQLCompiler) or not _is_plain(compiled):
            return None
        processors = cast("Mapping[str, Process]", compiled._bind_processors)  # noqa: SLF001
        names = compiled.positiontup if compiled.positional else compiled.bind_names.values()
        slots = tuple((name, processors.get(name)) for name in names or ())
        own = compiled.construct_params(_check=False)
        fixed = {name: _bound(own[name], process) for name, process in slots if name not in keys}
        columns = tuple(map(attrgetter("keyname", "type"), compiled._result_columns))  # noqa: SLF001
        writes = compiled.isinsert or compiled.isupdate or compiled.isdelete
        parts = list(iterate(cast("Any", statement)))
        tables = [part.name for part in parts if isinstance(part, Table)]
        if locks(statement) or any(isinstance(part, TextClause) for part in parts):
            tables = []
        return Plan(
            compiled.string,
            slots,
            fixed,
            bool(compiled.positional),
            columns,
            self._dialect,
            bool(writes or locks(statement)),
            frozenset(tables),
        )


def locks(statement: Executable) -> bool:
    """Whether it locks the rows that it gives: what others wrote meanwhile may be seen from then on."""
    return getattr(statement, "_for_update_arg", None) is not None


def _bound(value: Any, process: Process | None) -> Any:
    return value if process is None else process(value)


def _is_plain(compiled: SQLCompiler) -> bool:
    """Whether its text is the same whatever the values, and nothing is to be computed beside them."""
    return not (
        compiled.literal_execute_params
        or compiled.post_compile_params
        or compiled.insert_prefetch
        or compiled.update_prefetch
        or compiled.escaped_bind_names
        or (compiled._result_columns and not compiled._ordered_columns)  # noqa: SLF001
    )
