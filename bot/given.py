"""An answer as the front door takes it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.people import Desk, Member
from bot.replies import Audience, Reply

NOTHING = Reply("", audience=Audience.NOBODY)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and what the front door has to know of it: whose desk, and whether a thread should hear."""

    reply: Reply
    desk: Desk | None
    member: Member | None
    tell_thread: bool = False
    """A refusal that was asked for in public: the thread gets one line."""
