"""A small Slack: the Web API methods that the adapter calls, over HTTP, with faults on demand."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

BOT = "UBOT0001"
TEAM = "T0001"
TOKEN = "xoxb-test"


@dataclass
class FakeSlack:
    """`calls` records (method, arguments); `faults[method]` is a list of faults to play, one a call.

    Faults: `lost` (done, but the answer never comes), `dropped` (not done, no answer), `slow` (done after a
    second), `500`, `429:SECONDS`, or an error code that Slack would answer.
    """

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    port: int = 0
    page_size: int = 100
    clock: float = 1_780_000_000.0
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api(self) -> str:
        return f"{self.url}/api/"

    def of(self, method: str) -> list[dict[str, Any]]:
        return [arguments for name, arguments in self.calls if name == method]

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{name}", self._respond)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _respond(self, request: web.Request) -> web.Response:
        if self.faults.get("respond"):
            return web.Response(status=404, text=self.faults["respond"].pop(0))
        self.responses.append(await request.json())
        return web.Response(text="ok")

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.method == "GET":
            arguments: dict[str, Any] = dict(request.query)
        elif request.content_type == "application/json":
            arguments = await request.json()
        else:
            arguments = dict(await request.post())
        self.calls.append((method, arguments))
        self.tokens.append(request.headers.get("Authorization", "").removeprefix("Bearer "))
        queue = self.faults.get(method)
        fault = queue.pop(0) if queue else ""
        match fault:
            case "dropped":
                return self._hang_up(request)
            case "500":
                return web.Response(status=500, text="oops", content_type="text/html")
            case "slow":
                await asyncio.sleep(1.0)
            case "" | "lost":
                pass
            case limited if limited.startswith("429"):
                after = limited.partition(":")[2] or "1"
                return web.json_response(
                    {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": after}
                )
            case code:
                return web.json_response({"ok": False, "error": code})
        answer = getattr(self, "_" + method.replace(".", "_"))(arguments)
        if fault == "lost":
            return self._hang_up(request)
        return web.json_response({"ok": True, **answer})

    @staticmethod
    def _hang_up(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": "B0001", "url": "https://x.slack.com/"}

    def _users_info(self, arguments: dict[str, Any]) -> dict[str, Any]:
        user = arguments["user"]
        default = {"id": user, "team_id": TEAM, "tz": "America/Toronto", "locale": "fr-CA"}
        default["profile"] = {"display_name": "", "real_name": f"Name of {user}"}
        return {"user": self.users.get(user, default)}

    def _chat_getPermalink(self, arguments: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return {"permalink": f"https://asked.slack.com/{arguments['channel']}/{arguments['message_ts']}"}

    def _conversations_info(self, arguments: dict[str, Any]) -> dict[str, Any]:
        channel, name = arguments["channel"], f"name-of-{arguments['channel'].lower()}"
        return {"channel": {"id": channel, "name": name, "is_member": True, "is_ext_shared": False}}

    def _conversations_open(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": "D" + arguments["users"][1:]}}

    def _chat_postMessage(self, arguments: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        self.clock += 1
        ts = f"{self.clock:.6f}"
        self.messages.append({**arguments, "ts": ts, "bot_id": "B0001"})
        return {"channel": arguments["channel"], "ts": ts}

    def _chat_postEphemeral(self, _: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return {"message_ts": "1.0"}

    def _chat_update(self, arguments: dict[str, Any]) -> dict[str, Any]:
        for each in self.messages:
            if each["ts"] == arguments["ts"]:
                each.update(arguments)
        return {"channel": arguments["channel"], "ts": arguments["ts"]}

    def _conversations_history(self, arguments: dict[str, Any]) -> dict[str, Any]:
        found = [m for m in self.messages if m["channel"] == arguments["channel"] and not m.get("thread_ts")]
        return self._page(found[::-1], arguments)

    def _conversations_replies(self, arguments: dict[str, Any]) -> dict[str, Any]:
        found = [m for m in self.messages if m.get("thread_ts") == arguments["ts"]]
        return self._page([{"ts": arguments["ts"]}, *found], arguments)

    def _page(self, found: list[dict[str, Any]], arguments: dict[str, Any]) -> dict[str, Any]:
        assert arguments["include_all_metadata"] == "1"
        start = int(arguments.get("cursor", "0"))
        end = start + self.page_size
        cursor = str(end) if end < len(found) else ""
        return {"messages": found[start:end], "response_metadata": {"next_cursor": cursor}}

    def _views_open(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return {"view": {**arguments["view"], "id": "V0001", "hash": "h1"}}

    _views_update = _views_open
    _views_publish = _views_open


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
