"""The register of a desk: defects to correct and wishes for a later version, each with its own number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.ids import DeskId, PersonId

EntryId = NewType("EntryId", int)
_NAME = re.compile(r"([dw]?)(\d{1,6})", re.IGNORECASE)


class EntryKind(StrEnum):
    """What is entered."""

    DEFECT = "defect"
    WISH = "wish"


LETTERS = {EntryKind.DEFECT: "D", EntryKind.WISH: "W"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One defect or wish. `version` is the one that has it, once it is done."""

    id: EntryId
    desk_id: DeskId
    kind: EntryKind
    number: int
    title: str
    opened_at: datetime
    opened_by: PersonId
    product: str | None = None
    done_at: datetime | None = None
    version: str | None = None

    @property
    def name(self) -> str:
        """By which people call it: "D7", "W3"."""
        return f"{LETTERS[self.kind]}{self.number}"


def entry_named(word: str) -> tuple[EntryKind, int] | None:
    """The kind and number that a word names; a bare number is a defect's. None where it names none."""
    match = _NAME.fullmatch(word.strip().removeprefix("#"))
    if match is None:
        return None
    kind = EntryKind.WISH if match[1].upper() == "W" else EntryKind.DEFECT
    return kind, int(match[2])
