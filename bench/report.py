"""What a benchmark found, as rows that say who did what, how fast, and whether the aim is met."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import cycle, islice
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table

ROUNDS = 5
SLICE = 0.1  # seconds spent on one subject in one round


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure, and whether it reaches its aim where it has one.

    `times` is how many times faster ours is, for a peer.
    """

    work: str
    subject: str
    value: float
    unit: str
    times: float | None = None
    aim: str = ""
    met: bool | None = None


def at_least(wanted: float, row: Row) -> Row:
    """The row judged by its figure."""
    return replace(row, aim=f"at least {wanted:,g} {row.unit}", met=row.value >= wanted)


def at_most(wanted: float, row: Row) -> Row:
    """The row judged by its figure, of which less is better."""
    return replace(row, aim=f"at most {wanted:,g} {row.unit}", met=row.value <= wanted)


def beaten_by(wanted: float, row: Row) -> Row:
    """A peer's row judged by how many times faster ours is."""
    return replace(row, aim=f"ours {wanted:,g} times faster", met=(row.times or 0) >= wanted)


Job = Callable[[int], None]
"""Does that many cases."""

Call = Callable[..., object]


def calls(call: Call, *cases: Iterable[object]) -> Job:
    """A job that calls with one case after another, round and round, in a loop of C.

    Each of `cases` gives one argument; a loop in Python would be a fifth of what is measured.
    """

    def job(count: int) -> None:
        deque(islice(map(call, *map(cycle, cases)), count), maxlen=0)

    return job


def rates(jobs: dict[str, Job]) -> dict[str, float]:
    """How many cases a second each job does: the best of rounds taken in turn.

    In turn, so that a machine that slows down slows all of them; the best, since other programs
    can only take time away.
    """
    sizes = {name: _size(job) for name, job in jobs.items()}
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            found[name].append(sizes[name] / _seconds(job, sizes[name]))
    return {name: max(values) for name, values in found.items()}


def _seconds(job: Job, size: int) -> float:
    started = perf_counter()
    job(size)
    return perf_counter() - started


def _size(job: Job) -> int:
    size = 1
    while (spent := _seconds(job, size)) < SLICE / 4:
        size *= 4
    return max(1, round(size * SLICE / spent))


def show(title: str, rows: Iterable[Row], console: Console) -> None:
    """Print rows as a table, a line between one kind of work and the next."""
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("work")
    table.add_column("subject")
    table.add_column("measured", justify="right", no_wrap=True)
    table.add_column("ours is", justify="right", no_wrap=True)
    table.add_column("aim", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    last = None
    for row in rows:
        if last not in {None, row.work}:
            table.add_section()
        table.add_row(
            "" if last == row.work else row.work,
            row.subject,
            f"{_rounded(row.value)} {row.unit}",
            "" if row.times is None else f"{_rounded(row.times)} x",
            row.aim,
            {None: "", True: "[green]met[/]", False: "[red]not met[/]"}[row.met],
        )
        last = row.work
    console.print(table)


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows as plain values."""
    return [asdict(row) for row in rows]


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
