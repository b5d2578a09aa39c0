"""The keys that sign Teams' requests: fetched without waiting in line, and again when a new one turns up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import jwt

from adapters.teams.wire import Json, listed, mapping, text

log = logging.getLogger(__name__)

AGE = 24 * 3600.0
"""Seconds after which the set is fetched anew."""
LEAST = 300.0
"""Seconds between two fetches for keys that are not in the set: anyone can name one."""


class NoKeys(Exception):
    """The keys could not be fetched: nobody can be recognised just now."""


@dataclass(frozen=True, slots=True)
class Key:
    """One public key, and the channels that it may sign for."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


class Keys:
    """The key set of the Bot Framework. `wall` is wall seconds; used from one event loop."""

    def __init__(self, session: aiohttp.ClientSession, openid: str, wall: Callable[[], float]) -> None:
        self._session = session
        self._openid = openid
        self._wall = wall
        self._keys: dict[str, Key] = {}
        self._fetched: float | None = None
        self._asking: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> Key | None:
        """The key of that id; None where there is none even after asking again. Raises NoKeys."""
        if self._is_due(kid):
            await self._refresh()
        return self._keys.get(kid)

    async def counts(self, channel: str) -> tuple[int, int]:
        """How many keys may sign for that channel, and how many there are. Raises NoKeys."""
        if self._fetched is None:
            await self._refresh()
        return sum(channel in key.endorsements for key in self._keys.values()), len(self._keys)

    def _is_due(self, kid: str) -> bool:
        if self._fetched is None:
            return True
        age = self._wall() - self._fetched
        return age >= AGE or (kid not in self._keys and age >= LEAST)

    async def _refresh(self) -> None:
        """One fetch for all who wait for it. An old set stands where a new one cannot be had."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.ensure_future(self._fetch())
        try:
            await asyncio.shield(self._asking)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning("the keys of the Bot Framework could not be fetched: %s", type(error).__name__)
            if not self._keys:
                raise NoKeys from error
            self._fetched = self._wall()

    async def _fetch(self) -> None:
        told = await self._get(self._openid)
        held = await self._get(text(told.get("jwks_uri")))
        found: dict[str, Key] = {}
        for each in listed(held.get("keys")):
            kid = text(each.get("kid"))
            try:
                key = jwt.PyJWK(each)
            except jwt.PyJWTError:  # of a kind that we do not know: the others still count
                continue
            endorsements = each.get("endorsements")
            named = frozenset(map(text, endorsements)) if isinstance(endorsements, list) else frozenset()
            found[kid] = Key(key, named)
        if not found:
            raise ValueError("no keys")
        self._keys, self._fetched = found, self._wall()

    async def _get(self, url: str) -> Json:
        async with self._session.get(url) as answer:
            answer.raise_for_status()
            return mapping(await answer.json(content_type=None))
