"""Whose words a notice carries from one side of the window to the other."""

from __future__ import annotations

from bot.domain.ids import TextId
from bot.outgoing.notices import AnswerNotice, AnswerReceipt, HeardNotice, NoteNotice
from bot.outgoing.rows import Notice

DELETED_UNSAID = "it was deleted before it was said"
"""Why a message that was carried nowhere was not: brought back, it is."""


def spoken(notice: Notice) -> TextId | None:
    """The message that the notice carries; None for what the desk says itself."""
    match notice:
        case AnswerNotice(text=text) | AnswerReceipt(text=text) | HeardNotice(text=text):
            return text
        case NoteNotice(text=text):
            return text
        case _:
            return None
