"""What is said of identities that were linked, or split off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.ids import PersonId
from bot.domain.linking import LinkAct, Way


@dataclass(frozen=True, slots=True)
class LinkNotice:
    """To the person, where each of their identities is, and to the desk's admins.

    `identity` names the one that came or went ("teams:aad-1"), `kept` one that the person had already;
    `called` is its name there, where that is known; `by` is the admin who did it. `mine`: the reader is the
    person whom it is about.
    """

    act: LinkAct
    way: Way
    person: PersonId
    name: str
    identity: str
    kept: str
    by: PersonId | None
    mine: bool
    called: str = ""
    tag: Literal["link"] = "link"
