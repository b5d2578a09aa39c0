"""The bot's own token: fetched once, kept until it nears its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

import aiohttp

from adapters.teams.settings import SCOPE, TeamsSettings
from adapters.teams.wire import mapping, text
from bot.ports import Permanent, Transient

EARLY = 300.0
"""Seconds before its end at which a token is replaced."""
REFUSED = range(400, 500)


class AppToken(Protocol):
    """How the bot says who it is: by a secret here; a certificate or a managed identity would be another."""

    async def get(self) -> str:
        """A token that is good for some minutes yet. Raises Permanent or Transient."""
        ...

    def forget(self) -> None:
        """It was refused: the next is a new one."""
        ...


class NoToken:
    """Of a bot in development: none."""

    async def get(self) -> str:
        """The empty one."""
        return ""

    def forget(self) -> None:
        """There is nothing to forget."""


class SecretToken:
    """A token by the client's secret, of its own tenant."""

    def __init__(
        self, session: aiohttp.ClientSession, settings: TeamsSettings, wall: Callable[[], float]
    ) -> None:
        self._session = session
        self._settings = settings
        self._wall = wall
        self._token = ""
        self._until = 0.0
        self._turn = asyncio.Lock()

    async def get(self) -> str:
        """The one in hand, or a new one; one request for all who wait."""
        async with self._turn:
            if not self._token or self._wall() >= self._until - EARLY:
                await self._fetch()
            return self._token

    def forget(self) -> None:
        """Ask for another next time."""
        self._token = ""

    async def _fetch(self) -> None:
        address = f"{self._settings.login}/{self._settings.tenant}/oauth2/v2.0/token"
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._settings.app_id,
            "client_secret": self._settings.secret,
            "scope": SCOPE,
        }
        try:
            async with self._session.post(address, data=asked) as answer:
                told = mapping(await answer.json(content_type=None))
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Transient("login_unreachable") from error
        token, lasts = text(told.get("access_token")), told.get("expires_in")
        if not token:
            # Microsoft's code (invalid_client, say) tells what to mend; no secret is in it.
            code = text(told.get("error")) or f"http_{status}"
            raise Permanent(f"login_{code}") if status in REFUSED else Transient(f"login_{code}")
        self._token = token
        self._until = self._wall() + (lasts if isinstance(lasts, int | float) else 0.0)
