"""What a unit of work stores later: the rows of a statement together, as if each had its turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.storage.prepared import Plan

Mark = tuple[int, ...]
"""How many rows of each statement waited at some moment."""
Together = tuple[Plan, list[Any]]


class Waiting:
    """Rows in the order of their statements.

    One goes with earlier ones of its statement where nothing between them is about the same table. So a row
    that another refers to is not for storing later, unless it is of the same table.
    """

    def __init__(self) -> None:
        self._found: list[Together] = []
        self._tables: set[str] = set()

    def add(self, plan: Plan, row: Any) -> None:
        """One more row of a statement."""
        for other, rows in reversed(self._found):
            if other is plan:
                rows.append(row)
                return
            if not (plan.tables and other.tables) or plan.tables & other.tables:
                break
        self._found.append((plan, [row]))
        self._tables |= plan.tables

    def concerns(self, plan: Plan) -> bool:
        """Whether the statement could see any of it."""
        return bool(self._found) and (not plan.tables or not self._tables.isdisjoint(plan.tables))

    def mark(self) -> Mark:
        """What waits now, to come `back` to."""
        return tuple(len(rows) for _, rows in self._found)

    def take(self) -> Sequence[Together]:
        """All of it; nothing waits any longer."""
        found, self._found = self._found, []
        self._tables.clear()
        return found

    def back(self, mark: Mark) -> None:
        """Forget what came since."""
        self.put(upto(self.take(), mark))

    def put(self, found: Sequence[Together]) -> None:
        """Let it wait, before anything else."""
        self._found = list(found)
        self._tables = set().union(*(plan.tables for plan, _ in found))


def upto(found: Sequence[Together], mark: Mark) -> Sequence[Together]:
    """The part of what waits that waited at a moment."""
    return [(plan, rows[:most]) for (plan, rows), most in zip(found, mark, strict=False)]
