"""A rehearsal is played at the console and through the Teams adapter in a tenant, and heard alike.

What Teams has no way for is listed in docs/platforms.md, and left out here on both sides, by name.
"""

import re
from pathlib import Path

from adapters.cli.rehearsing import play
from adapters.console.player import Played
from tests.rehearsals.both import aloud

ANSWERED = r"^.+ \| (Answered .+ privately\.|Réponse donnée en privé à .+\.|Se respondió en privado a .+\.)$"
"""A command is a mention that everybody in the channel sees: a refusal is private, and they are told."""
FILES = r"^(\(?Files|Fichiers|Archivos|Vous pourrez ajouter des fichiers|(Se )?Pod.* archivos|\(?Up to 10|\(?Jusqu’à 10|\(?Hasta 10)"
"""A dialog takes no files."""
CANCEL = r" ?\[(Cancel|Annuler|Cancelar)\]$"
"""A dialog has a cross of its own."""
NOTIFIED = 280
"""Characters; what notifies of a longer message is cut."""
FAULTS = ("!", "(", "Tick this box", "Cochez cette case", "Marque esta casilla")
"""Before the desk is asked, other platforms say in their own words what a form lacks."""


def heard_alike_in_teams(path: Path, but: tuple[str, ...] = ()) -> None:
    """It is heard as written, but for the lines of the file in `but`; and nothing else is heard than there."""
    text = path.read_text(encoding="utf-8")
    at_console, in_teams = play(text, path.parent), play(text, path.parent, teams=True)
    told = [d for d in in_teams.differences if d[1] not in but]
    assert told == list(at_console.differences), "\n".join(in_teams.transcript)
    assert alike(in_teams) == alike(at_console)


def alike(played: Played) -> list[str]:
    """The transcript without what differs by platform."""
    lines = [re.sub(CANCEL, "", line) for line in aloud(played)]
    return [_form(line) for line in lines if not re.match(ANSWERED, line)]


def _form(line: str) -> str:
    who, *parts = line.split(" | ")
    parts = [part for part in parts if len(part) < NOTIFIED]
    if (
        parts
        and not re.sub(
            "|".join(map(re.escape, sorted(parts[1:], key=len, reverse=True))), "", parts[0]
        ).strip()
    ):
        parts = parts[1:] or parts  # what notifies, and says no more than what stands beneath
    kept = [part for part in parts if not part.startswith(FAULTS) and not re.match(FILES, part)]
    return " | ".join((who, *kept))
