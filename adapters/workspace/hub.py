"""Who is looking, and what they are shown as it happens."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Event = dict[str, Any]


class Hub:
    """Hands each event to the open pages of the people it concerns, and wakes whoever waits for a change."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], list[asyncio.Queue[Event]]] = {}
        self._changed = asyncio.Event()

    @contextmanager
    def watching(self, team: str, user: str) -> Iterator["asyncio.Queue[Event]"]:
        """A queue of this person's events while the context lasts."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._open.setdefault((team, user), []).append(queue)
        try:
            yield queue
        finally:
            self._open[(team, user)].remove(queue)

    def tell(self, team: str, user: str, event: Event) -> None:
        """Show an event to one person's open pages."""
        for queue in self._open.get((team, user), ()):
            queue.put_nowait(event)
        self.wake()

    def watchers(self, team: str | None = None) -> list[tuple[str, str]]:
        """(team, user) of everyone with an open page."""
        return [key for key, queues in self._open.items() if queues and team in (None, key[0])]

    async def changed(self) -> None:
        """Wait for the next event of anyone."""
        await self._changed.wait()

    def wake(self) -> None:
        """Something changed."""
        self._changed.set()
        self._changed = asyncio.Event()
