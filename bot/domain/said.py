"""What a ticket's messages say now, read from its history: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.events import Event, MessageDeleted, MessageEdited
from bot.domain.ids import TextId


@dataclass(frozen=True, slots=True)
class Now:
    """What became of a message: its present text, or None once it was deleted; and since when."""

    text: TextId | None
    at: datetime

    @property
    def is_deleted(self) -> bool:
        """Whether it was taken away."""
        return self.text is None


def changes(history: Iterable[Event]) -> Mapping[TextId, Now]:
    """By the text that joined the ticket, what became of the messages that were edited or deleted."""
    found: dict[TextId, Now] = {}
    for event in history:
        match event:
            case MessageEdited(message=message, after=after, at=at):
                found[message] = Now(after, at)
            case MessageDeleted(message=message, at=at):
                found[message] = Now(None, at)
            case _:
                pass
    return found
