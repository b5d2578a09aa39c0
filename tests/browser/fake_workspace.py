"""A small server that speaks the page protocol: it shows the samples, keeps what the page does and says what a test asks."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.browser import sample_blocks, samples

PAGE = Path(__file__).parents[2] / "adapters" / "workspace" / "page"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
Json = dict[str, Any]


class FakeWorkspace:
    """`deeds` are the POSTs heard, in order; `answers` replaces the answer to a path; `tell` sends an event."""

    def __init__(self) -> None:
        self.deeds: list[tuple[str, Json]] = []
        self.answers: dict[str, Json] = {}
        self.messages = samples.channel_messages()
        self.time = sample_blocks.NOW
        self.address = ""
        self._streams: list[asyncio.Queue[Json]] = []
        self._loop = asyncio.new_event_loop()

    def heard(self, path: str) -> list[Json]:
        return [body for where, body in self.deeds if where == path]

    def tell(self, **event: Any) -> None:
        def put() -> None:
            for queue in self._streams:
                queue.put_nowait(event)

        self._loop.call_soon_threadsafe(put)

    def watchers(self) -> int:
        return len(self._streams)

    def app(self) -> web.Application:
        app = web.Application()
        app.on_shutdown.append(self.close_streams)
        app.router.add_get("/", self._index)
        app.router.add_get("/page/static/{path}", self._file)
        app.router.add_get("/page/state", self._state)
        app.router.add_get("/page/channel/{channel}", self._channel)
        app.router.add_get("/page/thread/{channel}/{ts}", self._thread)
        app.router.add_get("/page/clock", self._bar)
        app.router.add_get("/page/events", self._events)
        app.router.add_post("/page/{path:.+}", self._deed)
        return app

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": POLICY})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(
            PAGE / request.match_info["path"], headers={"Content-Security-Policy": POLICY}
        )

    async def _state(self, request: web.Request) -> web.Response:
        user = request.query.get("user") or "U1NADIA"
        return web.json_response(
            {
                "team": {"id": "T1", "name": "Boréal"},
                "teams": [{"id": "T1", "name": "Boréal"}, {"id": "T2", "name": "Techtra"}],
                "me": next(one for one in samples.USERS if one["id"] == user),
                "users": samples.USERS,
                "channels": samples.CHANNELS,
                "commands": samples.COMMANDS,
                "clock": samples.bar(self.time),
                "shortcuts": samples.SHORTCUTS,
            },
        )

    async def _channel(self, request: web.Request) -> web.Response:
        mine = [one for one in self.messages if one["channel"] == request.match_info["channel"]]
        return web.json_response({"messages": mine})

    async def _thread(self, _: web.Request) -> web.Response:
        return web.json_response({"messages": samples.thread_messages()})

    async def _bar(self, _: web.Request) -> web.Response:
        return web.json_response(samples.bar(self.time))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._streams.append(queue)
        try:
            await response.write(b": here\n\n")
            while event := await queue.get():
                await response.write(f"data: {json.dumps(event)}\n\n".encode())
        finally:
            self._streams.remove(queue)
        return response

    async def close_streams(self, _: web.Application) -> None:
        """Ends every open stream: an empty event is the last."""
        for queue in self._streams:
            queue.put_nowait({})

    async def _deed(self, request: web.Request) -> web.Response:
        path = f"/page/{request.match_info['path']}"
        body = await request.json()
        self.deeds.append((path, body))
        if path in self.answers:
            answer = self.answers[path]
            return web.json_response(
                answer, status=200 if answer.get("ok", True) or "errors" in answer else 424
            )
        return web.json_response(self._answer(path, body))

    def _answer(self, path: str, body: Json) -> Json:
        match path:
            case "/page/clock":
                self.time = self._moved(body)
                return {"ok": True, **samples.bar(self.time)}
            case "/page/home":
                return {"ok": True, "view": sample_blocks.home()}
            case "/page/command" | "/page/shortcut":
                self.tell(type="view_opened", view=sample_blocks.form())
            case "/page/view/submit" | "/page/view/close":
                self.tell(type="view_closed", view_id=body["view_id"])
            case "/page/say":
                said = samples.message(
                    self.time,
                    body["user"],
                    body["text"],
                    channel=body["channel"],
                    thread_ts=body.get("thread_ts"),
                    number=len(self.deeds) + 900,
                )
                self.messages.append(said)
                self.tell(type="message", channel=body["channel"], message=said)
            case _:
                pass
        return {"ok": True}

    def _moved(self, body: Json) -> datetime:
        if "minutes" in body:
            return self.time + timedelta(minutes=body["minutes"])
        bar = samples.bar(self.time)
        aim = bar["next_event"]["at"] if body["to"] == "next_event" else bar["next_opening"]
        return datetime.fromisoformat(aim).astimezone(UTC)


@contextmanager
def serving(port: int = 0) -> Iterator[FakeWorkspace]:
    """A fake workspace in its own thread, on a free port of the loopback."""
    fake = FakeWorkspace()
    loop = fake._loop
    runner = web.AppRunner(fake.app(), handler_cancellation=True, shutdown_timeout=1)

    async def start() -> str:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        host, bound = runner.addresses[0][:2]
        return f"http://{host}:{bound}"

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        fake.address = asyncio.run_coroutine_threadsafe(start(), loop).result(timeout=10)
        yield fake
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
