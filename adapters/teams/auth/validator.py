"""Whether an activity comes from Teams: its token, by issuer, audience, time, key, address and tenant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jwt

from adapters.teams.auth.keys import Keys
from adapters.teams.auth.proven import Proof, Proven
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import CHANNEL, Json, tenants_of, text

LEEWAY = 300
"""Seconds that clocks may differ."""


class NotAuthentic(Exception):
    """It does not come from Teams, or not to us; why, without what it said."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the token proves."""

    app_id: str
    service_url: str


class Validator:
    """Checks tokens of activities. `wall` is wall seconds.

    A token's signature is worked out once while the key set stands; what an activity says is held against
    its claims each time.
    """

    def __init__(self, settings: TeamsSettings, keys: Keys, wall: Callable[[], float]) -> None:
        self._settings = settings
        self._keys = keys
        self._proven = Proven(wall)

    async def check(self, authorization: str, activity: Json) -> Claims:
        """What the token proves. Raises NotAuthentic; NoKeys where it cannot be known just now."""
        service_url = text(activity.get("serviceUrl"))
        if not self._settings.may_post_to(service_url):
            raise NotAuthentic("the answer would go to a host that is not Teams'")
        if text(activity.get("channelId")) != CHANNEL:
            raise NotAuthentic("another channel than Teams")
        if self._settings.development:
            return Claims(self._settings.app_id, service_url)
        claims = await self._claims(authorization)
        if text(claims.get("serviceurl")).rstrip("/") != service_url.rstrip("/"):
            raise NotAuthentic("the token is for another address")
        if not tenants_of(activity) or not tenants_of(activity) <= self._settings.allowed_tenants:
            raise NotAuthentic("another tenant")
        if len(tenants_of(activity)) > 1:
            raise NotAuthentic("two tenants in one activity")
        return Claims(self._settings.app_id, service_url)

    async def _claims(self, authorization: str) -> Json:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotAuthentic("no token")
        proof = self._proven.find(token)
        try:
            kid = proof.kid if proof is not None else text(jwt.get_unverified_header(token).get("kid"))
        except (jwt.PyJWTError, ValueError, RecursionError) as error:
            raise NotAuthentic("no token") from error
        key = await self._keys.find(kid)
        if key is None:
            raise NotAuthentic("signed by a key that is not the Bot Framework's")
        if CHANNEL not in key.endorsements:
            raise NotAuthentic("signed by a key that is not endorsed for Teams")
        if proof is not None and proof.key is key:
            return proof.claims
        try:
            claims: Json = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._settings.app_id,
                issuer=self._settings.issuer,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud"]},
            )
        except jwt.PyJWTError as error:
            raise NotAuthentic(f"the token does not hold: {type(error).__name__}") from error
        self._proven.keep(token, Proof(kid, key, claims, float(claims["exp"]) + LEEWAY))
        return claims
