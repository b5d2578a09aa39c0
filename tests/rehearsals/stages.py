"""A rehearsal is played at the console, in Slack and in Teams: the same is decided, and heard by the same people."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from adapters.cli.rehearsing import play
from adapters.console.listening import tidy
from adapters.console.player import Played
from bot.compose import House
from tests.refusing import is_by_policy, lacks

from .decided import decided
from .in_teams import as_in_teams, differences_in_teams, notified, without_asides

HERE = Path(__file__).parent


def rehearsals(policy: str) -> list[Path]:
    """The rehearsals of a policy."""
    return sorted((HERE / policy).glob("*.txt"))


def heard_alike(path: Path) -> None:
    """It is heard as written on every stage, and nothing else is heard on one of them."""
    alike(path.read_text(encoding="utf-8"), path.parent, name=f"{path.parent.name}/{path.stem}")


def alike(text: str, folder: Path = HERE, *, name: str = "", sockets: bool = False) -> None:
    """The same of a text; with `sockets`, by both of Slack's transports."""
    ended: list[list[str]] = []

    def look(house: House) -> None:
        ended.append(decided(house))

    at_console = play(text, folder, look=look)
    in_slack = play(text, folder, slack=True, look=look)
    in_teams = play(text, folder, teams=True, look=look)
    assert at_console.differences == (), "\n".join(at_console.transcript)
    assert in_slack.differences == (), "\n".join(in_slack.transcript)
    assert in_teams.differences == differences_in_teams(text, name), "\n".join(in_teams.transcript)
    same(aloud(in_slack), aloud(at_console))
    same(without_asides(aloud(in_teams), at_console), as_in_teams(aloud(notified(at_console)), name))
    for each in ended[1:]:
        same(each, ended[0])
    if sockets:
        in_sockets = play(text, folder, slack=True, socket=True)
        assert (in_sockets.differences, in_sockets.transcript) == ((), in_slack.transcript)
        assert [heard.lines for heard in in_sockets.heard] == [heard.lines for heard in in_slack.heard]
    for heard in at_console.heard:
        if heard.refused and is_by_policy(heard.lines):
            assert lacks(heard.lines, buttons=heard.buttons) == [], "\n".join(heard.lines)


def same(lines: list[str], wanted: list[str]) -> None:
    """The same lines; else what differs."""
    assert lines == wanted, "\n".join(unified_diff(wanted, lines, lineterm="", n=0))


def aloud(played: Played) -> list[str]:
    """The transcript as it is read aloud: spaces and colons alike, whatever the layout sets around them."""
    return [
        _indented(line) + re.sub(r"(^|\| )- ", r"\1", tidy(line)).replace(" :", ":")
        for line in played.transcript
    ]


def _indented(line: str) -> str:
    """What was heard stands under the act that caused it."""
    return "    " if line.startswith("    ") else ""
