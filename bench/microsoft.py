"""`python -m bench.microsoft`: as much of Microsoft as answering a message takes, in a process of its own.

The login, the keys, the members and the connector. Prints its port and a token as the Bot Framework signs
one; `/count` says how many posts it took and how many of them held each of the wanted words.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from urllib.parse import unquote

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

APP, TENANT, SECRET = "app-bench", "tenant-bench", "only-ever-used-in-benchmarks"
ISSUER = "https://api.botframework.com"
KID = "bench"
LASTS = 3600


class Microsoft:
    """What it was told."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._posts = 0
        self._with_words: dict[bytes, int] = {}
        self.origin = ""

    async def start(self) -> int:
        app = web.Application()
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_get("/v3/conversations/{conversation}/members/{member}", self._member)
        app.router.add_post("/v3/conversations/{path:.+}", self._post)
        app.router.add_post("/count", self._count)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = int(runner.addresses[0][1])
        self.origin = f"http://127.0.0.1:{port}"
        return port

    def token(self) -> str:
        """Good for an hour, as the Bot Framework's, which sends one and the same until it nears its end."""
        now = int(time.time())  # noqa: TID251  tokens are of wall time
        held = {"iss": ISSUER, "aud": APP, "nbf": now, "exp": now + LASTS, "serviceurl": self.origin}
        return jwt.encode(held, self._key, algorithm="RS256", headers={"kid": KID})

    async def _openid(self, _request: web.Request) -> web.Response:
        algorithms = {"id_token_signing_alg_values_supported": ["RS256"]}
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.origin}/keys", **algorithms})

    async def _keys(self, _request: web.Request) -> web.Response:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return web.json_response({"keys": [key | {"kid": KID, "alg": "RS256", "endorsements": ["msteams"]}]})

    async def _login(self, request: web.Request) -> web.Response:
        asked = await request.post()
        if asked.get("client_secret") != SECRET:
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response({"access_token": "bench", "token_type": "Bearer", "expires_in": LASTS})

    async def _member(self, request: web.Request) -> web.Response:
        user = unquote(request.match_info["member"]).removeprefix("29:")
        told = {"id": f"29:{user}", "aadObjectId": f"aad-{user}", "name": f"User {int(user[1:])}"}
        return web.json_response(told)

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.read()
        if request.headers.get("Authorization") != "Bearer bench":
            return web.json_response({}, status=401)
        self._posts += 1
        for word in self._with_words:
            self._with_words[word] += word in body
        return web.json_response({"id": str(self._posts)}, status=201)

    async def _count(self, request: web.Request) -> web.Response:
        """How many posts held the words since it was last asked for them."""
        word = await request.read()
        found, self._with_words = self._with_words.get(word, 0), {word: 0}
        return web.json_response({"posts": self._posts, "found": found})


async def main() -> None:
    """Serve until the input ends."""
    microsoft = Microsoft()
    port = await microsoft.start()
    print(json.dumps({"port": port, "token": microsoft.token()}), flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
