"""What an interaction hands the app for its answer: trigger ids and response URLs. Both live on wall time."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from adapters.workspace.errors import SlackError
from adapters.workspace.limits import RESPONSE_URL_SECONDS, RESPONSE_URL_USES, TRIGGER_SECONDS


@dataclass(slots=True)
class Trigger:
    """Who acted, and in which view, if in one."""

    team: str
    user: str
    view_id: str | None
    dies: float
    used: bool = False


@dataclass(slots=True)
class Hook:
    """Where a response URL leads: the channel, the person, and the message that was acted on."""

    team: str
    user: str
    channel: str
    dies: float
    message_ts: str | None = None
    ephemeral: bool = False
    thread_ts: str | None = None
    uses: int = 0


class Triggers:
    """Trigger ids: each opens one form, within three seconds."""

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._given: dict[str, Trigger] = {}

    def give(self, team: str, user: str, view_id: str | None = None) -> str:
        """A new trigger id for what this person just did."""
        now = self._wall()
        _forget(self._given, now - 60)
        key = f"{int(now)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._given[key] = Trigger(team, user, view_id, now + TRIGGER_SECONDS)
        return key

    def take(self, key: str, team: str) -> Trigger:
        """Use a trigger id up; Slack's error for one that is unknown, used or too old."""
        trigger = self._given.get(key)
        if trigger is None or trigger.team != team:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._wall() > trigger.dies:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger


class Hooks:
    """Response URLs: five uses within thirty minutes."""

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._given: dict[str, Hook] = {}

    def give(
        self,
        team: str,
        user: str,
        channel: str,
        *,
        message_ts: str | None = None,
        ephemeral: bool = False,
        thread_ts: str | None = None,
    ) -> str:
        """The secret part of a new response URL."""
        now = self._wall()
        _forget(self._given, now)
        key = f"{team}/{secrets.randbelow(10**13)}/{secrets.token_urlsafe(18)}"
        self._given[key] = Hook(
            team, user, channel, now + RESPONSE_URL_SECONDS, message_ts, ephemeral, thread_ts
        )
        return key

    def take(self, key: str) -> Hook:
        """One use of a response URL; Slack's error for one that is unknown, too old or used up."""
        hook = self._given.get(key)
        if hook is None or self._wall() > hook.dies:
            raise SlackError("expired_url")
        if hook.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        hook.uses += 1
        return hook


def _forget(given: dict[str, Trigger] | dict[str, Hook], before: float) -> None:
    """Drop what died before then; the oldest stand first, so that only the dead are looked at."""
    while given:
        oldest = next(iter(given))
        if given[oldest].dies > before:
            return
        del given[oldest]
