"""`python -m bench.bare raw|bolt|default`: the least that answers a signed slash command.

`raw` is aiohttp and the signature; `bolt` Bolt's AsyncApp that answers when its listener returns; `default`
the same as it comes, which looks every 10 ms whether the listener has acknowledged. Each in a process of its
own, which prints its port and serves until its input ends.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import sys
from hashlib import sha256
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bench.load import SECRET, TEAM

DONE = "done"


def raw() -> web.Application:
    """No framework: the body, its signature, an answer."""
    key = SECRET.encode()

    async def handle(request: web.Request) -> web.Response:
        body = await request.read()
        at = request.headers["X-Slack-Request-Timestamp"].encode()
        signed = "v0=" + hmac.new(key, b"v0:" + at + b":" + body, sha256).hexdigest()
        if not hmac.compare_digest(signed, request.headers["X-Slack-Signature"]):
            return web.Response(status=401)
        return web.json_response({"response_type": "ephemeral", "text": DONE})

    app = web.Application()
    app.router.add_post("/slack/events", handle)
    return app


def bolt(*, waits: bool) -> web.Application:
    """One listener that acknowledges and does nothing else."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb-bench", bot_user_id="UBOT")

    bare = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=waits)

    @bare.command("/ticket")
    async def nothing(ack: Any) -> None:
        await ack(DONE)

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bare.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", handle)
    return app


async def main(which: str) -> None:
    """Serve it."""
    app = raw() if which == "raw" else bolt(waits=which == "bolt")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(main(sys.argv[1]))
