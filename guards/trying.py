"""Disables each guard in a copy of the tree, and requires its test to fail there."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guards.reading import Trap

LONGEST = 60
"""Seconds for one test: a guard against hanging fails by hanging."""
FAILED = re.compile(r"\b[1-9]\d* failed\b")
ROOT = Path(__file__).parent.parent


class Stale(ValueError):
    """A guard that is not where its trap says."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trap: whether its test failed without its guard, and the end of what it said."""

    trap: Trap
    proven: bool
    said: str


def copy(to: Path) -> None:
    """The tree as git sees it, what is not committed included."""
    asked = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


def passing(tree: Path, traps: Iterable[Trap]) -> tuple[bool, str]:
    """Whether all their tests pass with every guard in place."""
    tests = sorted({test for trap in traps for test in trap.tests})
    run = _pytest(tree, tests)
    return run.returncode == 0, run.stdout[-3000:]


def attempt(tree: Path, trap: Trap) -> Tried:
    """Disable its guard in `tree`, run its tests, and put the guard back. Raises Stale."""
    before = {edit.file: (tree / edit.file).read_text(encoding="utf-8") for edit in trap.without}
    now = dict(before)
    for edit in trap.without:
        if now[edit.file].count(edit.old) != 1:
            count = now[edit.file].count(edit.old)
            raise Stale(f"{trap.id}: {edit.old!r} stands {count} times in {edit.file}, wanted once")
        now[edit.file] = now[edit.file].replace(edit.old, edit.new)
    try:
        for file, text in now.items():
            (tree / file).write_text(text, encoding="utf-8")
        run = _pytest(tree, trap.tests)
    finally:
        for file, text in before.items():
            (tree / file).write_text(text, encoding="utf-8")
    # A test that fails: not one that cannot even be collected.
    return Tried(trap, run.returncode == 1 and FAILED.search(run.stdout) is not None, run.stdout[-1500:])


def _pytest(tree: Path, tests: Iterable[str]) -> "subprocess.CompletedProcess[str]":
    options = (
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        f"--timeout={LONGEST}",
        "--no-header",
        "-x",
    )
    return subprocess.run(
        [sys.executable, "-B", "-m", "pytest", *options, *tests],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )
