"""Events of work that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId, TextId


@dataclass(frozen=True, slots=True)
class Worked:
    """An agent logged whole minutes of work, with what was done."""

    at: datetime
    actor: PersonId
    minutes: int
    text: TextId | None = None
    tag: Literal["worked"] = "worked"


@dataclass(frozen=True, slots=True)
class Remedied:
    """A guarantee was breached, and by `clause` the ticket gives back what it took."""

    at: datetime
    clause: str
    actor: PersonId | None = None
    tag: Literal["remedied"] = "remedied"
