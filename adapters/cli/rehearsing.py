"""`guichet rehearse`: plays rehearsals on a desk in memory, at simulated time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console as Screen
from rich.markup import escape

from adapters.cli.arrivals import arrive
from adapters.cli.later_versions import later_versions
from adapters.cli.letters import WithLetters, connect
from adapters.cli.logs import log_from
from adapters.console.console import Console, ConsoleStage
from adapters.console.player import CANNOT, Performance, Played, scene
from adapters.console.reading import read
from adapters.console.script import ScriptError
from adapters.console.stage import Scene, Stage
from bot.clock import HandClock
from bot.compose import House, PolicyFaults, build
from bot.policy_tools.answers import BadInput
from bot.policy_tools.files import document_of, shipped_ids, text_of

out = Screen(highlight=False, soft_wrap=True)


def rehearse(
    files: list[Path], *, quiet: bool, as_json: bool, slack: bool = False, teams: bool = False
) -> int:
    """Play every file. Returns 0 where all was heard as written, 1 where not, 2 for what cannot be read."""
    log_from("warning")
    status, results = 0, []
    for path in files:
        try:
            played = play(path.read_text(encoding="utf-8"), path.parent, slack=slack, teams=teams)
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            status = 2
            continue
        except ScriptError as error:
            print(f"{path}: {error}", file=sys.stderr)
            status = 2
            continue
        status = max(status, 0 if played.passed else 1)
        results.append(_as_json(path, played))
        if not as_json:
            _show(path, played, quiet=quiet)
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    return status


def play(
    text: str,
    folder: Path,
    *,
    slack: bool = False,
    socket: bool = False,
    teams: bool = False,
    look: Callable[[House], object] = lambda _house: None,
) -> Played:
    """One rehearsal on a desk of its own, at the console or through `slack`'s adapter or that of `teams`.

    That adapter and the workspace meet over HTTP, or in Socket Mode by `socket`.
    A policy's file is looked for from `folder`; `look` sees the desk at the end. Raises ScriptError.
    """
    rehearsal = read(text)
    cast = rehearsal.cast
    own = cast.policy not in shipped_ids()
    named = str(folder / cast.policy) if own and cast.policy.endswith(".toml") else cast.policy
    try:
        document = document_of(named)
    except BadInput as error:
        raise ScriptError(cast.lines["policy"], str(error)) from None
    rehearsal = replace(rehearsal, cast=replace(cast, policy=document.id))
    zone = ZoneInfo(document.zone)
    try:
        start = datetime.fromisoformat(cast.start).replace(tzinfo=zone).astimezone(UTC)
    except ValueError:
        line = cast.lines["start"]
        raise ScriptError(line, f"{cast.start!r} is not a time such as 2026-06-30 09:00") from None
    clock = HandClock(start)
    text_of_it = text_of(named)
    later = later_versions(cast.revisions, text_of_it, folder)
    try:
        house = build("sqlite://", clock, more_policies=(*((text_of_it,) if own else ()), *later))
    except PolicyFaults as error:
        raise ScriptError(cast.lines["revision"], str(error)) from None
    try:
        on = _in_teams if teams else partial(_in_slack, socket=socket) if slack else _at_the_console
        letters = connect(house)
        with on(house, clock, scene(cast, document.zone)) as stage:
            letting = WithLetters(stage, letters)
            played = Performance(letting, rehearsal, zone, lambda what: arrive(house, what)).play()
        look(house)
        if house.delivery.next_due() is not None:
            unsaid = (0, "that everything is said", ("something could not be posted",))
            return replace(played, differences=(*played.differences, unsaid))
        return played
    finally:
        house.close()


@contextmanager
def _at_the_console(house: House, clock: HandClock, who: Scene) -> Iterator[Stage]:
    console = Console()
    house.connect(console)
    yield ConsoleStage(
        house.desk,
        clock.now,
        console,
        who,
        house.runner.deliver_all,
        lambda to: house.runner.advance(clock, to),
    )


@contextmanager
def _in_slack(house: House, clock: HandClock, who: Scene, *, socket: bool) -> Iterator[Stage]:
    # Half a second to import, and not needed at the console.
    from adapters.cli.slack_stage import SlackStage  # noqa: PLC0415
    from adapters.cli.town import Town  # noqa: PLC0415

    with Town(house, clock, who, socket=socket) as town:
        yield SlackStage(town, clock, who)


@contextmanager
def _in_teams(house: House, clock: HandClock, who: Scene) -> Iterator[Stage]:
    # The same, and an SDK that not everybody has installed.
    from adapters.cli.teams_stage import TeamsStage  # noqa: PLC0415
    from adapters.cli.teams_town import TeamsTown  # noqa: PLC0415

    with TeamsTown(house, clock, who) as town:
        yield TeamsStage(town, clock, who)


def _show(path: Path, played: Played, *, quiet: bool) -> None:
    mark = "[green]✓[/]" if played.passed else "[red]✗[/]"
    out.print(f"{mark} {escape(str(path))}  [dim]{escape(played.title)}[/]")
    if not quiet:
        for line in played.transcript:
            out.print(f"  {escape(line)}")
    for number, wanted, instead in played.differences:
        out.print(f"  [red]line {number}[/]: expected  {escape(wanted)}")
        for heard in instead or ("nothing",):
            out.print(f"           {'but' if wanted == CANNOT else 'but heard'} {escape(heard)}")


def _as_json(path: Path, played: Played) -> dict[str, object]:
    return {
        "file": str(path),
        "title": played.title,
        "passed": played.passed,
        "differences": [
            {"line": line, "expected": wanted, "heard": list(instead)}
            for line, wanted, instead in played.differences
        ],
    }
