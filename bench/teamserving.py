"""`python -m bench.teamserving desk|stock|plain ORIGIN [URL]`: what answers messages of Teams with a post.

`desk` is our adapter before a real desk; `stock` the Bot Framework's SDK with its own authentication and its
own connector; `plain` aiohttp, PyJWT and a post, no SDK. Each in a process of its own, which prints its port
and serves until its input ends.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import quote

import aiohttp
import jwt
import requests
from aiohttp import web

from bench.microsoft import APP, ISSUER, SECRET, TENANT

DONE = "What you can ask: nothing."
LOGIN = "oauth2/v2.0/token"


def signing_in() -> dict[str, str]:
    """What the login wants to be told."""
    return {"grant_type": "client_credentials", "client_id": APP, "client_secret": SECRET, "scope": "bench"}


def stock(origin: str) -> web.Application:
    """The SDK as it comes, its cloud at another address.

    Its own way of signing in insists on https: the token is asked for once, and kept.
    """
    from botbuilder.core import ActivityHandler, TurnContext  # noqa: PLC0415
    from botbuilder.core.cloud_adapter_base import CloudAdapterBase  # noqa: PLC0415
    from botbuilder.schema import Activity  # noqa: PLC0415
    from botframework.connector.auth import (  # noqa: PLC0415
        AppCredentials,
        BotFrameworkAuthenticationFactory,
        PasswordServiceClientCredentialFactory,
    )

    class Credentials(AppCredentials):  # type: ignore[misc]  # the SDK ships no types
        def get_access_token(self, force_refresh: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
            return kept

    class Factory(PasswordServiceClientCredentialFactory):  # type: ignore[misc]  # the SDK ships no types
        async def create_credentials(
            self, app_id: str, oauth_scope: str, *_: object, **__: object
        ) -> Credentials:
            return Credentials(app_id=app_id, oauth_scope=oauth_scope)

    class Bot(ActivityHandler):  # type: ignore[misc]  # the SDK ships no types
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            await turn_context.send_activity(DONE)

    kept = str(requests.post(f"{origin}/{TENANT}/{LOGIN}", signing_in(), timeout=10).json()["access_token"])
    authentication = BotFrameworkAuthenticationFactory.create(
        to_channel_from_bot_login_url=f"{origin}/{TENANT}",
        to_channel_from_bot_oauth_scope=ISSUER,
        to_bot_from_channel_token_issuer=ISSUER,
        to_bot_from_channel_open_id_metadata_url=f"{origin}/openid",
        credential_factory=Factory(APP, SECRET, TENANT),
    )
    adapter, bot = CloudAdapterBase(authentication), Bot()

    async def handle(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        authorization = request.headers.get("Authorization")
        answer = await adapter.process_activity(authorization, activity, bot.on_turn)
        return web.json_response({} if answer is None else answer.body)

    return _served(handle)


def plain(origin: str, session: aiohttp.ClientSession) -> web.Application:
    """No SDK: the token's signature and claims each time, then a post."""
    keys: dict[str, Any] = {}

    async def prepare(_app: web.Application) -> None:
        async with session.get(f"{origin}/keys") as answer:
            keys.update({each["kid"]: jwt.PyJWK(each) for each in (await answer.json())["keys"]})
        async with session.post(f"{origin}/{TENANT}/{LOGIN}", data=signing_in()) as answer:
            keys["ours"] = f"Bearer {(await answer.json())['access_token']}"

    async def handle(request: web.Request) -> web.Response:
        activity = await request.json()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        key = keys[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(token, key, algorithms=["RS256"], audience=APP, issuer=ISSUER, leeway=300)
        if claims["serviceurl"] != activity["serviceUrl"]:
            return web.Response(status=401)
        where = quote(activity["conversation"]["id"], safe="")
        url = f"{activity['serviceUrl']}/v3/conversations/{where}/activities"
        said = {"type": "message", "text": DONE}
        async with session.post(url, json=said, headers={"Authorization": keys["ours"]}) as answer:
            await answer.json()
        return web.json_response({})

    app = _served(handle)
    app.on_startup.append(prepare)
    return app


def _served(handle: Any) -> web.Application:
    app = web.Application()
    app.router.add_post("/api/messages", handle)
    return app


async def desk(origin: str, url: str, held: AsyncExitStack) -> int:
    """The real adapter before a real desk, to whom everybody was introduced."""
    from adapters.teams.app import TeamsApp  # noqa: PLC0415
    from adapters.teams.settings import TeamsSettings  # noqa: PLC0415
    from bench.shop import opened, users_of_teams  # noqa: PLC0415
    from bot.clock import SystemClock, wall  # noqa: PLC0415
    from bot.conversations import Conversations  # noqa: PLC0415

    database, front = opened(url)
    users_of_teams(database, TENANT)
    # Patient: on a busy machine "working on it" would be counted for an answer.
    settings = TeamsSettings(
        APP,
        TENANT,
        SECRET,
        service_hosts=("127.0.0.1",),
        login=origin,
        openid=f"{origin}/openid",
        writers=front.writers,
        patience=60,
    )
    known = Conversations(database, SystemClock())
    app = TeamsApp(front, known, settings=settings, clock=SystemClock(), wall=wall)
    held.callback(database.close)
    held.push_async_callback(app.stop)
    return await app.start(port=0)


async def main(which: str, origin: str, *more: str) -> None:
    """Serve it."""
    async with AsyncExitStack() as held:
        if which == "desk":
            port = await desk(origin, more[0], held)
        else:
            session = await held.enter_async_context(aiohttp.ClientSession())
            runner = web.AppRunner(
                stock(origin) if which == "stock" else plain(origin, session), access_log=None
            )
            await runner.setup()
            held.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            port = int(runner.addresses[0][1])
        print(json.dumps({"port": port}), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(main(*sys.argv[1:]))
