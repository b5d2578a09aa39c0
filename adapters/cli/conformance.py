"""The page that says of each clause what it asks, what the desk does, and which rehearsal shows it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from adapters.cli.clauses import folder_of, rehearsal_of
from adapters.console.script import ScriptError
from bot.policy_tools import explain, rules_by_clause, shipped_ids
from bot.policy_tools.answers import ClauseRow, Explained

PAGE = Path("docs/conformance.md")
REHEARSALS = Path("tests/rehearsals")
HEAD = """# Conformance

Each clause of the five shipped policies, in our words; what the desk does about it; the rules of the policy
file that make it do so; and the [rehearsal](rehearsals.md) that shows it. Each rehearsal is played by
`make test` at the console and through the Slack adapter in a workspace, and hears its clause cited.
*Assumed* tells what the published text leaves open. This page is written by `make conformance` from the
policies and the rehearsals; `make check` fails where it is stale.
"""
COLUMNS = ("clause", "says", "the desk", "rules", "assumed", "rehearsal")


def run(*, write: bool, check: bool) -> int:
    """Print the page, write it, or say whether what is written is what would be. Returns the exit status."""
    try:
        page = whole(REHEARSALS)
    except (ScriptError, OSError) as error:
        print(f"guichet policy conformance: {error}", file=sys.stderr)
        return 2
    if write:
        PAGE.write_text(page, encoding="utf-8")
    elif not check:
        print(page, end="")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        print(f"{PAGE} is stale: make conformance writes it anew", file=sys.stderr)
        return 1
    return 0


def whole(rehearsals: Path) -> str:
    """The page, from the shipped policies and the rehearsals in a folder. Raises ScriptError, OSError."""
    return HEAD + "".join(line for policy in shipped_ids() for line in _policy(policy, rehearsals))


def _policy(policy: str, rehearsals: Path) -> Iterator[str]:
    told = explain(policy, year=2026)
    folder = folder_of(policy, rehearsals)
    kinds = rules_by_clause(policy)
    yield f"\n## {policy}\n\n{told.title}, {told.source}, version {told.version}.\n\n"
    yield _row(COLUMNS) + _row(["---"] * len(COLUMNS))
    for clause in told.clauses:
        path = folder / f"{clause.id}.txt"
        yield _row(
            (
                clause.id,
                clause.text,
                _does(clause, path),
                ", ".join(f"`{kind}`" for kind in kinds[clause.id]),
                " ".join(each.why for each in told.assumptions if each.clause == clause.id),
                _link(path) if path.is_file() else "none",
            )
        )
    yield from _more(told, folder)


def _does(clause: ClauseRow, path: Path) -> str:
    """The title of the clause's rehearsal, without the clause's own name."""
    rehearsal = rehearsal_of(path)
    if rehearsal is None:
        return "not rehearsed" if clause.enforced else "nothing yet"
    does = rehearsal.title.removeprefix(clause.id).lstrip(" :")
    return f"{does[:1].upper()}{does[1:]}"


def _more(told: Explained, folder: Path) -> Iterator[str]:
    """The rehearsals that are no single clause's."""
    own = {f"{clause.id}.txt" for clause in told.clauses}
    others = [path for path in sorted(folder.glob("*.txt")) if path.name not in own]
    if others:
        yield "\nBeside these:\n\n"
    for path in others:
        rehearsal = rehearsal_of(path)
        title = rehearsal.title if rehearsal else ""
        yield f"- {_link(path)}: {title}\n"


def _link(path: Path) -> str:
    return f"[{path.name}]({Path(os.path.relpath(path, PAGE.parent)).as_posix()})"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
