"""What is heard in Teams otherwise than at the console: what teams.toml lists, exactly there, and nothing else."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from adapters.console.listening import slug
from adapters.console.player import Played
from adapters.serving.words import clipped

TABLE = tomllib.loads((Path(__file__).parent / "teams.toml").read_text(encoding="utf-8"))
NOTIFIED = 500
"""Characters of what notifies of a message; the row "a long notification"."""
ANSWERED = r"Answered (.+) privately\.|Réponse donnée en privé à (.+)\.|Se respondió en privado a (.+)\."
"""A command is a mention that everybody in the channel sees: that its answer is private, they are told."""


def as_in_teams(lines: list[str], name: str) -> list[str]:
    """How these lines of the console are heard there. An entry that is shown by this rehearsal must differ."""
    for entry in TABLE["differs"]:
        if entry.get("only") and entry["shown_by"] != name:
            continue
        before = lines
        for pattern, instead in entry["becomes"]:
            lines = [re.sub(pattern, instead, line) for line in lines]
        assert entry["shown_by"] != name or lines != before, entry["row"]
    return lines


def notified(played: Played) -> Played:
    """The same, with the text that notifies of a message cut: it is the first line of several."""
    return replace(played, transcript=tuple(_cut(line) for line in played.transcript))


def _cut(line: str) -> str:
    where, bar, words = line.partition(" | ")
    first, under, others = words.partition("\n")
    if not where.startswith("    ") or not under:
        return line
    return f"{where}{bar}{clipped(first, NOTIFIED)}{under}{others}"


def differences_in_teams(text: str, name: str) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """The lines of the rehearsal that are not heard as written, of which there is one."""
    listed = [entry for entry in TABLE["hears"] if entry["shown_by"] == name]
    return tuple(
        (text.splitlines().index(f"> {entry['line']}") + 1, entry["line"], tuple(entry["instead"]))
        for entry in listed
    )


def without_asides(lines: list[str], at_console: Played) -> list[str]:
    """The lines of Teams without the word that somebody was answered privately.

    It comes once, where they are, after a command of theirs that the desk refused to them alone.
    """
    refusals = _refused_alone(at_console)
    kept: list[str] = []
    act, acts = "", -1
    for line in lines:
        if not line.startswith("    "):
            act, acts = line, acts + 1
        found = re.fullmatch(f"    [^|]+ \\| (?:{ANSWERED})", line)
        if found is None or not re.match(r"[^:]+: /ticket", act):
            kept.append(line)
            continue
        told = next(filter(None, found.groups()))
        assert act.startswith(told.split()[0]), (act, line)
        refusals.remove((acts, slug(told)))
    return kept


def _refused_alone(played: Played) -> list[tuple[int, str]]:
    """Which acts were refused to whom: what was heard stands in the transcript in its order, each in a line."""
    said = [line.startswith("    ") for line in played.transcript]
    heard = iter(played.heard[len(played.heard) - sum(said) :])
    acts = -1
    found = []
    for is_heard in said:
        if not is_heard:
            acts += 1
        elif (each := next(heard)).refused and each.to is not None:
            found.append((acts, each.to))
    return found
