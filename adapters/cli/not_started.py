"""What `guichet run` would refuse to start with, told before anything heavy is loaded."""

from __future__ import annotations

from bot.settings import Settings


class NotStarted(Exception):
    """A platform does not take what it is told: a sentence that says which, and what to do."""


def amiss(settings: Settings) -> str | None:
    """Two ways at once, or half of one, in a sentence that names it; None where nothing is."""
    if clash := settings.slack_clash or settings.teams_clash:
        return clash
    return settings.half_of_slack or settings.half_of_teams or None
