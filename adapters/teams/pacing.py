"""Whose post to Teams goes next: the limits that its documentation gives, kept by ourselves."""

from __future__ import annotations

from enum import IntEnum
from functools import partial

from adapters.serving.turns import Key, Seconds, Turns, Window

IN_A_CONVERSATION = ((7, 1.0), (60, 30.0), (1800, 3600.0))
"""Posts of a bot in one conversation, and in how many seconds. A thread counts with its channel."""
IN_A_TENANT = (50, 1.0)
"""Requests of a bot in one tenant."""
MARGIN = 1.05
"""Our seconds are longer than Teams': a call counts there when it arrives."""


class Rank(IntEnum):
    """Whose turn comes first where calls wait."""

    PERSON = 0
    """Somebody looks at the screen."""
    URGENT = 1
    POST = 2
    EDIT = 3
    """A card: a later edit says the same and more."""


PATIENCE = {Rank.PERSON: 3.0, Rank.URGENT: 0.5, Rank.POST: 0.5, Rank.EDIT: 0.5}
"""Wall seconds that a call waits for its turn: a post is better off in the outbox."""


class Pacing:
    """One for all calls of a process, by the tenant and, for posts and edits, the conversation.

    `keeps_limits` False keeps nothing but what `Retry-After` says.
    """

    def __init__(self, *, keeps_limits: bool = True, seconds: Seconds | None = None) -> None:
        self._keeps = keeps_limits
        self._turns = Turns(seconds)

    async def turn(self, tenant: str, conversation: str | None, rank: Rank) -> None:
        """Wait for this call's turn. Raises Busy, with the seconds until one that is kept for it."""
        keys: list[Key] = [("refused", tenant)]
        if self._keeps:
            keys.append(self._window(("tenant", tenant), *IN_A_TENANT))
        if conversation is not None:
            for most, seconds in IN_A_CONVERSATION if self._keeps else ():
                keys.append(self._window((f"{seconds:.0f}", tenant, conversation), most, seconds))
            keys.append(("refused", tenant, conversation))
        await self._turns.take(tuple(keys), rank, PATIENCE[rank])

    def refused(self, tenant: str, conversation: str | None, seconds: float) -> None:
        """Teams answered 429: that conversation (or the whole tenant) waits as long as it says."""
        self._turns.hold(
            ("refused", tenant) if conversation is None else ("refused", tenant, conversation), seconds
        )

    def _window(self, key: Key, most: int, seconds: float) -> Key:
        return self._turns.limited(key, partial(_window, most, seconds))


def _window(most: int, seconds: float, now: float) -> Window:
    del now
    return Window(most, seconds * MARGIN)
