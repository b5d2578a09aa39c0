"""`python -m bench.serving bolt` or `... desk URL`: what answers Slack's requests, in a process of its own.

Prints its port and serves until its input ends.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from contextlib import AsyncExitStack
from typing import Any

from aiohttp import web

from bench.load import SECRET, TEAM


async def little_slack() -> str:
    """The address of as much of Slack's Web API as answering a command takes."""

    async def answer(request: web.Request) -> web.Response:
        arguments = {**request.query, **await request.post()}
        user = str(arguments.get("user", "U00000"))
        told: dict[str, Any] = {
            "ok": True,
            "team": "Bench",
            "team_id": TEAM,
            "user_id": "UBOT",
            "bot_id": "B1",
        }
        if request.path.endswith("users.info"):
            real = f"User {int(user[1:])}"
            profile = {"real_name": real}
            told["user"] = {"id": user, "team_id": TEAM, "locale": "en-GB", "tz": "Europe/London"}
            told["user"]["profile"] = profile
        if request.path.endswith("conversations.info"):
            told["channel"] = {"id": str(arguments.get("channel")), "name": "bench", "is_member": True}
        return web.json_response(told)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    return f"http://127.0.0.1:{await _served(app)}/api/"


async def _served(app: web.Application) -> int:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return int(runner.addresses[0][1])


async def bolt(slack: str) -> int:
    """A bare Bolt app with one listener that does nothing: the floor."""
    from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request  # noqa: PLC0415
    from slack_bolt.app.async_app import AsyncApp  # noqa: PLC0415
    from slack_bolt.authorization import AuthorizeResult  # noqa: PLC0415
    from slack_sdk.web.async_client import AsyncWebClient  # noqa: PLC0415

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb-bench", bot_user_id="UBOT")

    app = AsyncApp(
        signing_secret=SECRET,
        authorize=authorize,
        client=AsyncWebClient(base_url=slack),
        process_before_response=True,
    )

    @app.command("/ticket")
    async def nothing(ack: Any) -> None:
        await ack("done")

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    served = web.Application()
    served.router.add_post("/slack/events", handle)
    return await _served(served)


async def desk(slack: str, url: str, held: AsyncExitStack) -> int:
    """The real adapter before a real desk; what it owes to say is kept, and posted by nobody."""
    from adapters.serving.memory import collect_rarely  # noqa: PLC0415
    from adapters.slack.app import SlackApp  # noqa: PLC0415
    from adapters.slack.settings import SlackSettings  # noqa: PLC0415
    from bench.shop import opened  # noqa: PLC0415
    from bot.clock import SystemClock, wall  # noqa: PLC0415

    database, front = opened(url)
    # Patient: on a busy machine "working on it" would be counted for an answer.
    settings = SlackSettings(
        SECRET, bot_token="xoxb-bench", api_base_url=slack, writers=front.writers, patience=60
    )
    app = SlackApp(front, settings=settings, clock=SystemClock(), wall=wall)
    held.callback(database.close)
    held.push_async_callback(app.stop)
    port = await app.start(port=0)
    collect_rarely()  # as `guichet run` does
    return port


async def main() -> None:
    """Serve what was asked for."""
    async with AsyncExitStack() as held:
        slack = await little_slack()
        port = await (bolt(slack) if sys.argv[1] == "bolt" else desk(slack, sys.argv[2], held))
        print(json.dumps({"port": port}), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(main())
