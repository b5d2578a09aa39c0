"""Where a payload comes from, beside what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.slack.wire import PLATFORM
from bot.requests import Actor, PlaceKind, PlaceRef


@dataclass(frozen=True, slots=True)
class Origin:
    """The workspace whose installation received it, our bot there, and when it came (desk time)."""

    team: str
    bot: str | None
    received_at: datetime
    retried: bool = False
    """Slack sends it again: the first time may have been answered already."""
    came_from: str | None = None
    """The workspace (or organisation) that the person comes from, where the payload itself says it: theirs is
    another than `team` in a channel shared by Slack Connect."""

    def actor(self, user: str) -> Actor:
        """The user, in the workspace that the app is installed in: their ids are valid there."""
        return Actor(PLATFORM, self.team, user)

    def place(self, channel: str, thread: str | None = None, name: str | None = None) -> PlaceRef:
        """The conversation, its kind told by its id."""
        kind = PlaceKind.PRIVATE if channel.startswith("D") else PlaceKind.CHANNEL
        return PlaceRef(PLATFORM, self.team, channel, thread or None, kind, name or None)

    def home(self, user: str) -> PlaceRef:
        """The app's home of that user. A user id is where a private message to them can go."""
        return PlaceRef(PLATFORM, self.team, user, kind=PlaceKind.HOME)
