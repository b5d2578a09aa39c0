"""Which clauses of a policy no rehearsal shows: the other half of what `guichet policy check` asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from adapters.console.reading import read
from adapters.console.script import Hear, Rehearsal, ScriptError
from bot.policy_tools.files import document_of


@dataclass(frozen=True, slots=True)
class Unrehearsed:
    """A clause that no rehearsal shows, and what is missing."""

    clause: str
    says: str


def unrehearsed(policy: str, folder: Path) -> tuple[Unrehearsed, ...]:
    """The clauses of a policy without a rehearsal `CLAUSE.txt` that hears the clause cited.

    `folder` holds a folder named as the policy, or the files themselves. Raises BadInput for no policy.
    """
    document = document_of(policy)
    there = folder_of(document.id, folder)
    missing = ((clause.id, _missing(clause.id, there / f"{clause.id}.txt")) for clause in document.clauses)
    return tuple(Unrehearsed(clause, says) for clause, says in missing if says)


def folder_of(policy_id: str, folder: Path) -> Path:
    """Where the rehearsals of a policy are."""
    return folder / policy_id if (folder / policy_id).is_dir() else folder


def rehearsal_of(path: Path) -> Rehearsal | None:
    """The rehearsal in a file; None where there is none. Raises ScriptError."""
    return read(path.read_text(encoding="utf-8")) if path.is_file() else None


def _missing(clause: str, path: Path) -> str | None:
    try:
        rehearsal = rehearsal_of(path)
    except (ScriptError, OSError, UnicodeDecodeError) as error:
        return f"{path.name} cannot be read: {error}"
    if rehearsal is None:
        return f"no rehearsal {path.name}"
    heard = (step for step in rehearsal.steps if isinstance(step, Hear) and not step.absent)
    if not any(clause in step.cites for step in heard):
        return f"{path.name} never hears {clause} cited"
    return None
