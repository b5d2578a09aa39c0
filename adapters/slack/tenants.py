"""The workspaces that the app is installed in: their tokens in memory, kept in step with what is stored.

Requests read them on the event loop, so nothing here waits: what is stored is read again when something
changes, every so often (another replica may have changed it), and when an unknown workspace knocks.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from adapters.slack.wire import PLATFORM
from bot.installations import Again, InstallationState, Installed

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds after which what is stored is read again."""
AT_MOST_EVERY = 1.0
"""Seconds between two readings for the sake of unknown workspaces: anybody's request may name one."""


class Store(Protocol):
    """`bot.installations.Installations`: synchronous, called in a thread."""

    def install(self, installed: Installed) -> Again | None:
        """Keep an installation."""
        ...

    def end(
        self,
        platform: str,
        tenant: str,
        state: InstallationState,
        happened_at: datetime | None = None,
        token: str | None = None,
    ) -> bool:
        """The app was removed there, or this very token is dead."""
        ...

    def tokens(self, platform: str, *, strict: bool = True) -> Mapping[str, str]:
        """The tokens, by workspace."""
        ...

    def gone(self, platform: str) -> frozenset[str]:
        """Where we may not speak any more."""
        ...


class Tenants:
    """Tokens by workspace.

    Without `stores` the one token stands in the environment, and only where the app was removed is kept here.
    """

    def __init__(self, store: Store, wall: Callable[[], float], *, stores: bool = True) -> None:
        self._store = store
        self._wall = wall
        self._stores = stores
        self.tokens: dict[str, str] = {}
        """For `SlackSettings.installations`: changes while we run."""
        self.gone: set[str] = set()
        """For `SlackSettings.gone`: likewise."""
        self.changed: Callable[[str], None] = lambda _: None
        """Told of each workspace whose token is another or none."""
        self._read_at = 0.0
        self._reading = asyncio.Lock()
        self._watching: asyncio.Task[None] | None = None

    def load(self) -> None:
        """Read what is stored, before the start. Raises NoKey where the keys do not open it."""
        self._take(*self._read(strict=True))

    async def refresh(self) -> None:
        """Read what is stored again; on failure what is known stands."""
        self._read_at = self._wall()
        # One after the other: what was read before a removal must not be taken up after it.
        async with self._reading:
            try:
                self._take(*await asyncio.to_thread(self._read, strict=False))
            except Exception as error:  # noqa: BLE001 - a database that is away must not stop the desk
                log.warning("installations could not be read again: %s", type(error).__name__)

    async def look(self) -> None:
        """An unknown workspace knocks: perhaps it was installed by another replica just now."""
        if self._wall() - self._read_at >= AT_MOST_EVERY:
            await self.refresh()

    async def install(self, installed: Installed) -> Again | None:
        """Keep an installation; from here on it is served. Raises what keeping it raises."""
        again = await asyncio.to_thread(self._store.install, installed)
        await self.refresh()
        return again

    async def end(
        self, team: str, state: InstallationState, happened_at: datetime | None, token: str | None = None
    ) -> None:
        """The app was removed there: no call is made for it from here on, unless that is old news.

        With `token` it is old news where another one has taken its place.
        """
        if await asyncio.to_thread(self._store.end, PLATFORM, team, state, happened_at, token):
            self._stop(team)
        await self.refresh()

    async def dead(self, team: str, token: str) -> None:
        """Slack says that this token opens nothing any more: its event may have been missed."""
        if team and (not self._stores or self.tokens.get(team) == token):
            # Another replica may have stored a new one: ours may be old for as long as EVERY.
            await self.end(team, InstallationState.REVOKED, None, token if self._stores else None)

    def watch(self) -> None:
        """Begin to read again every so often, on the running loop."""
        self._watching = asyncio.create_task(self._watch())

    async def unwatch(self) -> None:
        """End it."""
        task, self._watching = self._watching, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self.refresh()

    def _read(self, *, strict: bool) -> tuple[Mapping[str, str], frozenset[str]]:
        tokens = self._store.tokens(PLATFORM, strict=strict) if self._stores else {}
        return tokens, self._store.gone(PLATFORM)

    def _take(self, tokens: Mapping[str, str], gone: frozenset[str]) -> None:
        others = {
            team for team in self.tokens.keys() | tokens.keys() if self.tokens.get(team) != tokens.get(team)
        }
        others |= self.gone ^ gone
        self.tokens.clear()
        self.tokens.update(tokens)
        self.gone.clear()
        self.gone.update(gone)
        for team in others:
            self.changed(team)

    def _stop(self, team: str) -> None:
        self.tokens.pop(team, None)
        self.gone.add(team)
        self.changed(team)
