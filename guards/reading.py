"""Traps from `guards/*.toml`: what a platform does, what keeps us from falling for it, how that is proven."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KEYS = {"id", "says", "guard", "tests", "without"}
EDIT_KEYS = {"file", "old", "new"}


class BadTrap(ValueError):
    """A trap that cannot be: its file, its id, and why."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that disables a guard: `old` stands once in `file`, and becomes `new`."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Trap:
    """One trap. `without` disables its guard; then at least one of `tests` must fail."""

    id: str
    says: str
    guard: str
    tests: tuple[str, ...]
    without: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The traps of one file, under its title."""

    title: str
    traps: tuple[Trap, ...]


def chapters(folder: Path = FOLDER) -> tuple[Chapter, ...]:
    """Every file of traps, in the order of their names. Raises BadTrap."""
    found = tuple(_chapter(path) for path in sorted(folder.glob("*.toml")))
    seen: set[str] = set()
    for trap in (trap for chapter in found for trap in chapter.traps):
        if trap.id in seen:
            raise BadTrap(f"{trap.id} stands twice")
        seen.add(trap.id)
    return found


def _chapter(path: Path) -> Chapter:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return Chapter(held["title"], tuple(_trap(path.name, each) for each in held["trap"]))


def _trap(file: str, held: dict[str, Any]) -> Trap:
    name = f"{file}: {held.get('id', 'a trap without id')}"
    if set(held) != KEYS:
        raise BadTrap(f"{name}: wanted exactly {', '.join(sorted(KEYS))}")
    if not held["tests"] or not held["without"]:
        raise BadTrap(f"{name}: a guard needs a test, and a way to disable it")
    if any(set(edit) != EDIT_KEYS for edit in held["without"]):
        raise BadTrap(f"{name}: each change of `without` has exactly {', '.join(sorted(EDIT_KEYS))}")
    edits = tuple(Edit(**edit) for edit in held["without"])
    return Trap(held["id"], held["says"], held["guard"], tuple(held["tests"]), edits)
