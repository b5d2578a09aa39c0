"""The emulator (npm's `emulate`), and before it what turns Slack's GET into the POST that it wants."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

PACKAGE = "emulate@0.11.2"
TOKEN = "test_token_admin"
"""What the emulator's default configuration knows."""
PERSON = "Developer"
SEED = f"""
slack:
  team: {{name: Boréal, domain: boreal}}
  users:
    - {{name: developer, real_name: {PERSON}, email: dev@example.com}}
  channels:
    - {{name: general, topic: General}}
"""
PATIENCE = 90
"""Seconds: the first time npx fetches the package."""


class NoEmulator(RuntimeError):
    """It could not be started; why."""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@asynccontextmanager
async def emulator(folder: str) -> AsyncIterator[str]:
    """Runs it until left, its seed in `folder`; gives the base of its Web API.

    Raises NoEmulator where npx or the package is missing.
    """
    port = free_port()
    seed = Path(folder) / "seed.yaml"
    seed.write_text(SEED, encoding="utf-8")
    options = ("--service", "slack", "--port", str(port), "--seed", str(seed))
    asked = ("npx", "--yes", PACKAGE, "start", *options)
    pipe, out = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
    try:
        running = await asyncio.create_subprocess_exec(
            *asked, stdout=pipe, stderr=out, start_new_session=True
        )
    except FileNotFoundError:
        raise NoEmulator("npx is not here: this check needs Node 20 or later") from None
    try:
        api = f"http://127.0.0.1:{port}/api/"
        await _answering(api, running)
        yield api
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGTERM)
        await running.communicate()


async def _answering(api: str, running: asyncio.subprocess.Process) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(PATIENCE * 2):
            if running.returncode is not None:
                said, _ = await running.communicate()
                raise NoEmulator(said.decode(errors="replace").strip())
            with contextlib.suppress(aiohttp.ClientError):
                async with session.post(api + "api.test") as answer:
                    await answer.read()
                    return
            await asyncio.sleep(0.5)
    raise NoEmulator(f"it did not answer within {PATIENCE} s")


@asynccontextmanager
async def translated(api: str) -> AsyncIterator[str]:
    """A way to it on which reads may come by GET, as Slack documents them: it takes them by POST only."""
    async with aiohttp.ClientSession() as session:

        async def passed_on(request: web.Request) -> web.Response:
            headers = {"Authorization": request.headers.get("Authorization", "")}
            if request.method == "GET":
                sent = session.post(
                    api + request.match_info["method"], data=dict(request.query), headers=headers
                )
            else:
                headers["Content-Type"] = request.headers.get("Content-Type", "")
                body = await request.read()
                sent = session.post(api + request.match_info["method"], data=body, headers=headers)
            async with sent as answer:
                return web.Response(
                    body=await answer.read(), status=answer.status, content_type="application/json"
                )

        app = web.Application()
        app.router.add_route("*", "/api/{method}", passed_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
        finally:
            await runner.cleanup()
