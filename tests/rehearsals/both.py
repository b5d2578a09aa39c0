"""A rehearsal is played twice, at the console and through the Slack adapter in a workspace, and heard alike."""

import re
from pathlib import Path

from adapters.cli.rehearsing import play
from adapters.console.listening import tidy
from adapters.console.player import Played
from tests.refusing import is_by_policy, lacks

HERE = Path(__file__).parent


def rehearsals(policy: str) -> list[Path]:
    """The rehearsals of a policy."""
    return sorted((HERE / policy).glob("*.txt"))


def heard_alike(path: Path) -> None:
    """It is heard as written on both stages, and nothing else is heard on one of them."""
    alike(path.read_text(encoding="utf-8"), path.parent)


def alike(text: str, folder: Path = HERE, *, sockets: bool = False) -> None:
    """The same of a text; with `sockets`, by both of Slack's transports."""
    at_console, in_slack = play(text, folder), play(text, folder, slack=True)
    assert at_console.differences == (), "\n".join(at_console.transcript)
    assert in_slack.differences == (), "\n".join(in_slack.transcript)
    assert aloud(in_slack) == aloud(at_console)
    if sockets:
        in_sockets = play(text, folder, slack=True, socket=True)
        assert (in_sockets.differences, in_sockets.transcript) == ((), in_slack.transcript)
        assert [heard.lines for heard in in_sockets.heard] == [heard.lines for heard in in_slack.heard]
    for heard in at_console.heard:
        if heard.refused and is_by_policy(heard.lines):
            assert lacks(heard.lines, buttons=heard.buttons) == [], "\n".join(heard.lines)


def aloud(played: Played) -> list[str]:
    """The transcript as it is read aloud: spaces and colons alike, whatever the layout sets around them."""
    return [re.sub(r"(^|\| )- ", r"\1", tidy(line)).replace(" :", ":") for line in played.transcript]
