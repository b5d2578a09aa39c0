"""A policy document: its clauses, the rules that put them in force, and what they assume."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from policy.keeping import kept
from policy.rules import NAMING, CalendarRule, Rule, TargetRule
from policy.texts import LANGUAGES, Translated

__all__ = [
    "LANGUAGES",
    "Assumption",
    "Citation",
    "Clause",
    "PolicyDocument",
    "Translated",
    "in_force",
]

R = TypeVar("R")
_KINDS: dict[tuple[int, type[Any]], tuple[tuple[Rule, ...], tuple[Any, ...]]] = {}
"""The rules of documents by their kind, beside the very rules that they were found among."""
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered statement of a policy: our paraphrase, and where the source says it."""

    id: str
    text: Translated
    reference: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Document, version and clause behind a decision."""

    document: str
    version: str
    clause: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value that the source does not give: for which clause, why it was chosen, and where."""

    clause: str
    why: str
    path: str


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One version of a support policy, as read and found without fault."""

    id: str
    version: str
    title: Translated
    provider: str
    source: str
    effective_on: date
    zone: str
    languages: tuple[str, ...]
    plans: tuple[str, ...]
    clauses: tuple[Clause, ...]
    calendars: Mapping[str, CalendarRule]
    rules: tuple[Rule, ...]
    assumptions: tuple[Assumption, ...]
    reading: int = 1
    """Which reading of this version of the source it is: rules that were read anew are another one."""

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The rules of a kind, in the order of the document."""
        held = _KINDS.get((id(self.rules), kind))
        if held is None or held[0] is not self.rules:
            if len(_KINDS) >= _MOST:
                _KINDS.clear()
            held = self.rules, tuple(rule for rule in self.rules if isinstance(rule, kind))
            _KINDS[id(self.rules), kind] = held
        return held[1]

    def clause(self, id: str) -> Clause:  # noqa: A002
        """The clause of that id; KeyError where the document has none."""
        for clause in self.clauses:
            if clause.id == id:
                return clause
        raise KeyError(id)

    @kept
    def cite(self, id: str) -> Citation:  # noqa: A002
        """A citation of one of its clauses; KeyError where the document has none."""
        return Citation(self.id, self.version, self.clause(id).id)

    def unenforced(self) -> tuple[str, ...]:
        """Ids of the clauses that no rule puts in force, in the order of the document."""
        enforced = set(self._enforced())
        return tuple(clause.id for clause in self.clauses if clause.id not in enforced)

    def _enforced(self) -> Iterator[str]:
        for calendar in self.calendars.values():
            yield calendar.clause
            if calendar.holidays is not None:
                yield calendar.holidays.clause
        for rule in self.rules:
            if not isinstance(rule, NAMING):
                yield rule.clause
            if isinstance(rule, TargetRule):
                yield from rule.also


def in_force(documents: Iterable[PolicyDocument], policy_id: str, on: date) -> PolicyDocument | None:
    """The version of a policy that is in force on a date: the latest effective one, if any."""
    effective = [d for d in documents if d.id == policy_id and d.effective_on <= on]
    return max(effective, key=lambda document: document.effective_on, default=None)
