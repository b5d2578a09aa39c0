"""What comes of something that fell due on a ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.events import Event
from bot.domain.tasks import NewTask
from bot.outgoing import Draft


@dataclass(frozen=True, slots=True)
class Done:
    """What to append, what to send, and what changes in the ticket's row (`status`, say)."""

    events: tuple[Event, ...]
    drafts: tuple[Draft, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    tasks: tuple[NewTask, ...] = ()
    """What somebody of the desk has to do then."""
