"""Whose call of Slack goes next: Slack's limits kept by ourselves, and `Retry-After` where Slack says it."""

from __future__ import annotations

from adapters.serving.turns import Bucket, Key, Seconds, Turns, Window
from adapters.slack import tiers
from adapters.slack.tiers import Rank

MARGIN = 1.0
"""Seconds by which our minute is longer than Slack's: a call counts there when it arrives."""


class Pacing:
    """One for all calls of a process. `keeps_limits` False keeps nothing but what `Retry-After` says."""

    def __init__(self, *, keeps_limits: bool = True, seconds: Seconds | None = None) -> None:
        self._keeps = keeps_limits
        self._turns = Turns(seconds)

    async def turn(
        self, team: str, method: str, channel: str | None, rank: Rank, patience: float | None = None
    ) -> None:
        """Wait for this call's turn, for so many seconds at most (by its rank, where not given).

        Raises Busy, with the seconds until a turn that is kept for a call like this one.
        """
        most = tiers.PATIENCE[rank] if patience is None else patience
        await self._turns.take(self._keys(team, method, channel), rank, most)

    def refused(self, team: str, method: str, seconds: float) -> None:
        """Slack answered 429: this method in this workspace waits so long, whatever the channel."""
        self._turns.hold(("refused", team, method), seconds)

    def _keys(self, team: str, method: str, channel: str | None) -> tuple[Key, ...]:
        keys: list[Key] = []
        allowed = tiers.allowed_a_minute(method) if self._keeps else None
        if allowed is not None:
            keys.append(self._turns.limited(("method", team, method), lambda _: _window(allowed)))
            if method in tiers.POSTING and channel is not None:
                keys.append(self._turns.limited(("channel", team, channel), _full))
        keys.append(("refused", team, method))
        return tuple(keys)


def _window(allowed: int) -> Window:
    return Window(allowed, 60.0 + MARGIN)


def _full(now: float) -> Bucket:
    burst = tiers.POSTS_AT_ONCE
    return Bucket(tiers.POSTS_A_SECOND, burst, float(burst), now)
