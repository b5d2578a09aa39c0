"""`docs/traps.md`, from the traps."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from guards.reading import Chapter, Trap

PAGE = Path("docs/traps.md")
HEAD = """# Traps of the platforms

What Slack, Bolt and their libraries do that a bot falls for, what keeps Guichet out of each, and the test
that proves it. `make guards` disables each guard in turn, in a copy of the tree, and requires its test to
fail there. This page is written by `make traps` from `guards/*.toml`; `make check` fails where it is stale.

## Adding one

A chapter is one file, with a `title`. A trap is a table `[[trap]]` of exactly these keys:

| key | is |
| --- | --- |
| `id` | words and hyphens, in no other chapter |
| `says` | what the platform does, and what a bot suffers by it |
| `guard` | what keeps Guichet out of it |
| `tests` | the tests that prove it, as pytest names them; at least one must fail without the guard |
| `without` | what disables the guard: changes of a `file`, from `old` (it stands there once) to `new` |

Write the guard and its test, then the trap. `make guards ARGS=ID` tries that one alone; `make traps` writes
this page.
"""


def whole(chapters: Iterable[Chapter]) -> str:
    """The page."""
    return HEAD + "".join(line for chapter in chapters for line in _chapter(chapter))


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"\n## {chapter.title}\n"
    for trap in chapter.traps:
        yield from _trap(trap)


def _trap(trap: Trap) -> Iterator[str]:
    yield f"\n### {trap.id}\n\n{trap.says.strip()}\n\n"
    yield f"*Guard:* {trap.guard.strip()} ({', '.join(_files(trap))})\n\n"
    yield "*Test:* " + ", ".join(f"`{test}`" for test in trap.tests) + "\n"


def _files(trap: Trap) -> Iterator[str]:
    for name in dict.fromkeys(edit.file for edit in trap.without):
        yield f"[{name}](../{name})"
