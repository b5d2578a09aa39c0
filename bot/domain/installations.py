"""Where the app is installed: one workspace of a platform each, and whether we may still speak there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import TicketId


class InstallationState(StrEnum):
    """Whether we may speak there."""

    ACTIVE = "active"
    REMOVED = "removed"
    """The app was taken out of the workspace."""
    REVOKED = "revoked"
    """The app is there still, and its token does not open it any more."""


@dataclass(frozen=True, slots=True)
class Installation:
    """One workspace. Its token is kept apart from this, sealed; None of it is left once we may not speak.

    `installed_by` is the platform's id of a person, None where the token stands in the environment.
    `ended_at` is when we could speak there no more; after a new installation, the last time that was so.
    """

    platform: str
    tenant: str
    name: str
    app: str
    bot: str
    scopes: tuple[str, ...]
    installed_by: str | None
    installed_at: datetime
    state: InstallationState = InstallationState.ACTIVE
    ended_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether we may speak there."""
        return self.state is InstallationState.ACTIVE


@dataclass(frozen=True, slots=True)
class Missed:
    """What was not said in a workspace while the app was not there: how much, and on which tickets."""

    count: int
    tickets: tuple[TicketId, ...]


NOT_INSTALLED = "shut:not_installed"
"""Begins like the reason of what any place did not take that may open again: an invitation revives it."""


def not_installed(tenant: str) -> str:
    """The reason of what cannot be said because the app is not in that workspace."""
    return f"{NOT_INSTALLED}:{tenant}"
