"""`python -m guards [ID ...]`: disable each guard in turn; its test must fail."""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from guards.page import PAGE, whole
from guards.reading import BadTrap, Trap, chapters
from guards.trying import Stale, Tried, attempt, copy, passing


def main() -> int:
    """Returns the exit status: 1 where a guard is not proven, or the page is stale."""
    reader = argparse.ArgumentParser(prog="python -m guards", description=__doc__)
    reader.add_argument("ids", nargs="*", metavar="ID", help="only these traps")
    reader.add_argument("--write", action="store_true", help=f"write {PAGE}")
    reader.add_argument("--check", action="store_true", help=f"fail where {PAGE} is stale")
    reader.add_argument("-j", "--jobs", type=int, default=2, help="how many at once (2)")
    asked = reader.parse_args()
    try:
        found = chapters()
    except (BadTrap, KeyError, TypeError, ValueError) as error:
        print(f"guards: {error}", file=sys.stderr)
        return 2
    if asked.write:
        PAGE.write_text(whole(found), encoding="utf-8")
        return 0
    if asked.check:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == whole(found):
            return 0
        print(f"{PAGE} is stale: make traps writes it anew", file=sys.stderr)
        return 1
    traps = [trap for chapter in found for trap in chapter.traps]
    unknown = set(asked.ids) - {trap.id for trap in traps}
    if unknown:
        reader.error(f"no trap {', '.join(sorted(unknown))}")
    return try_all([trap for trap in traps if not asked.ids or trap.id in asked.ids], asked.jobs)


def try_all(traps: list[Trap], jobs: int) -> int:
    """Try them all, `jobs` at once, each job in a copy of its own; print what came of each."""
    with tempfile.TemporaryDirectory() as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        copies = [Path(folder) / str(n) for n in range(jobs)]
        for tree in copies:
            copy(tree)
            trees.put(tree)
        whole_passes, said = passing(copies[0], traps)
        if not whole_passes:
            print(f"With every guard in place the tests must pass:\n{said}", file=sys.stderr)
            return 1

        def one(trap: Trap) -> Tried:
            tree = trees.get()
            try:
                return attempt(tree, trap)
            except (Stale, OSError) as error:
                return Tried(trap, proven=False, said=str(error))
            finally:
                trees.put(tree)

        missed = 0
        with ThreadPoolExecutor(jobs) as pool:
            for tried in pool.map(one, traps):
                print(f"{'proven' if tried.proven else 'NOT PROVEN'}  {tried.trap.id}", flush=True)
                if not tried.proven:
                    missed += 1
                    print(tried.said, file=sys.stderr)
        print(f"{len(traps) - missed} of {len(traps)} guards are proven: without it, its test fails")
        return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
