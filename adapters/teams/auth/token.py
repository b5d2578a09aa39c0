"""The bot's own token: fetched once, kept until it nears its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

import aiohttp

from adapters.teams.settings import SCOPE, TeamsSettings
from adapters.teams.wire import Json, mapping, text
from bot.ports import DeliveryError, Permanent, Transient

EARLY = 300.0
"""Seconds before its end at which a token is replaced."""
REFUSED = range(400, 500)
LATER = frozenset({408, 429})
"""Statuses below 500 that say nothing against the secret."""


class AppToken(Protocol):
    """How the bot says who it is: by a secret here; a certificate or a managed identity would be another."""

    async def get(self) -> str:
        """A token that is good for some minutes yet. Raises Permanent or Transient."""
        ...

    def forget(self) -> None:
        """It was refused: the next is a new one."""
        ...

    @property
    def fault(self) -> str | None:
        """Why the last one that was asked for could not be had; None where all is well."""
        ...


class NoToken:
    """Of a bot in development: none."""

    fault: str | None = None

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
        self._fault: str | None = None

    @property
    def fault(self) -> str | None:
        """The code of the last refusal; None since the last success."""
        return self._fault

    async def get(self) -> str:
        """The one in hand, or a new one; one request for all who wait."""
        async with self._turn:
            if not self._token or self._wall() >= self._until - EARLY:
                try:
                    await self._fetch()
                except DeliveryError as error:
                    self._fault = error.code
                    raise
                self._fault = None
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
            code = _code(told, status)
            is_final = status in REFUSED and status not in LATER
            raise Permanent(code) if is_final else Transient(code)
        self._token = token
        self._until = self._wall() + (lasts if isinstance(lasts, int | float) else 0.0)


def _code(told: Json, status: int) -> str:
    """Microsoft's word and number (invalid_client, 7000222): they tell what to mend, and hold no secret."""
    numbers = told.get("error_codes")
    number = numbers[0] if isinstance(numbers, list) and numbers and isinstance(numbers[0], int) else None
    word = f"login_{text(told.get('error')) or f'http_{status}'}"
    return word if number is None else f"{word}_{number}"
