"""A small Microsoft on loopback: the login, the keys, and the connector, which writes down what it is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

APP, TENANT = "app-0001", "tenant-0001"
ISSUER = "https://api.botframework.com"
_KEYS = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]


def public_pem() -> bytes:
    """The first key as everybody may have it."""
    held = _KEYS[0].public_key()
    return held.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@dataclass
class Call:
    """One call of the connector."""

    method: str
    path: str
    body: Any
    token: str
    peer: Any = None
    """The connection that it came by."""


@dataclass
class FakeMicrosoft:
    """`answers` holds what the next calls of the connector get instead of success: (status, body, headers)."""

    wall: Callable[[], float]
    calls: list[Call] = field(default_factory=list)
    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)
    refuses: Callable[[Call], Any] | None = None
    """What a call gets instead of success, (status, body) and headers; None where it succeeds."""
    tokens: int = 0
    fetched: int = 0
    """How often the key set was asked for."""
    login: tuple[int, Any] | None = None
    """What the login answers instead of a token."""
    known: tuple[int, ...] = (0,)
    """Which of the two keys the set holds."""
    renamed: bool = False
    """The set says the second key where it names the first."""
    endorsements: tuple[str, ...] = ("msteams",)
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the member list says of somebody beside their name."""
    delay: float = 0.0
    """Seconds that the connector takes to answer."""
    origin: str = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_route("*", "/{region:(emea/)?}v3/{path:.+}", self._connector)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    def token(self, *, key: int = 0, **claims: Any) -> str:
        """A token as the Bot Framework signs one; `claims` replace its own, None takes one out."""
        now = int(self.wall())
        held = {"iss": ISSUER, "aud": APP, "nbf": now, "exp": now + 3600, "serviceurl": self.origin} | claims
        payload = json.dumps({name: value for name, value in held.items() if value is not None})
        return jwt.PyJWS().encode(
            payload.encode(), _KEYS[key], algorithm="RS256", headers={"kid": f"key-{key}"}
        )

    async def _openid(self, _request: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.origin}/keys"})

    async def _keys(self, _request: web.Request) -> web.Response:
        self.fetched += 1
        shown = [1 - n if self.renamed else n for n in self.known]
        held = [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEYS[n].public_key())) for n in shown]
        named = [
            key | {"kid": f"key-{n}", "alg": "RS256", "endorsements": list(self.endorsements)}
            for n, key in zip(self.known, held, strict=True)
        ]
        return web.json_response({"keys": named})

    async def _token(self, request: web.Request) -> web.Response:
        if self.login is not None:
            return web.json_response(self.login[1], status=self.login[0])
        asked = await request.post()
        assert (request.match_info["tenant"], asked["client_id"]) == (TENANT, APP)
        assert asked["client_secret"] == "shhh"
        self.tokens += 1
        return web.json_response({"access_token": f"ours-{self.tokens}", "expires_in": 3600})

    async def _connector(self, request: web.Request) -> web.Response:
        raw = await request.read()
        path = request.raw_path
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        assert request.transport is not None
        peer = request.transport.get_extra_info("peername")
        self.calls.append(Call(request.method, path, json.loads(raw) if raw else None, token, peer))
        await asyncio.sleep(self.delay)
        refused = self.refuses(self.calls[-1]) if self.refuses is not None else None
        if refused is not None:
            return web.json_response(refused[1], status=refused[0], headers=(*refused, {})[2])
        if self.answers:
            status, body, headers = self.answers.pop(0)
            return web.json_response(body, status=status, headers=headers)
        if "/members/" in path:
            name = unquote(path.rpartition("/")[2]).removeprefix("29:")
            told = {"id": f"29:{name}", "aadObjectId": f"aad-{name}", "name": name.title()}
            return web.json_response(told | self.people.get(name, {}))
        if path.endswith("/v3/conversations"):
            [member] = self.calls[-1].body["members"]
            return web.json_response({"id": f"a:{member['id'].removeprefix('aad-')}"}, status=201)
        return web.json_response({"id": f"ref-{len(self.calls)}"}, status=201)
