"""The login and the keys of this small Teams: what it signs, the bot can check, as with the real one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from functools import cache

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER = "https://api.botframework.com"
KEY = "teamspace-1"
LASTS = 3600


@cache
def _key() -> rsa.RSAPrivateKey:
    """Made once a process, for all of its tenants: it takes long."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Signing:
    """Signs activities for the bot, and gives it tokens for its own calls."""

    def __init__(self, app_id: str, secret: str, wall: Callable[[], float]) -> None:
        self._app_id = app_id
        self._secret = secret
        self._wall = wall
        self._key = _key()
        self._given: set[str] = set()

    def token(self, service_url: str) -> str:
        """What an activity carries."""
        now = int(self._wall())
        claims = {
            "iss": ISSUER,
            "aud": self._app_id,
            "nbf": now,
            "exp": now + LASTS,
            "serviceurl": service_url,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY})

    def knows(self, authorization: str) -> bool:
        """Whether the bot shows a token that was given to it."""
        return authorization.removeprefix("Bearer ") in self._given

    def routes(self) -> list[web.RouteDef]:
        """Where the bot finds the keys, and asks for its token."""
        return [
            web.get("/openid", self._openid),
            web.get("/keys", self._keys),
            web.post("/{tenant}/oauth2/v2.0/token", self._token),
        ]

    async def _openid(self, request: web.Request) -> web.Response:
        origin = f"{request.scheme}://{request.host}"
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{origin}/keys"})

    async def _keys(self, _request: web.Request) -> web.Response:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return web.json_response({"keys": [key | {"kid": KEY, "endorsements": ["msteams"]}]})

    async def _token(self, request: web.Request) -> web.Response:
        asked = await request.post()
        if (asked.get("client_id"), asked.get("client_secret")) != (self._app_id, self._secret):
            return web.json_response({"error": "invalid_client"}, status=401)
        token = secrets.token_urlsafe(24)
        self._given.add(token)
        return web.json_response({"access_token": token, "expires_in": LASTS, "token_type": "Bearer"})
