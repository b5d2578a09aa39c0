"""What becomes of a row once it is looked at: words and a destination, or the reason why it is not said."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ticket import ThreadRef
from bot.ports import Destination
from bot.replies import Reply


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to say and where. `edits` is the message to replace; `thread` the card that this post makes."""

    to: Destination
    reply: Reply
    edits: str | None = None
    thread: ThreadRef | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """It no longer holds; the reason stays in the ledger."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """It can never be said: its thread's card could not be posted, or the app is no longer there.

    `is_told`: the admins know of that.
    """

    reason: str
    is_told: bool
