"""The Web API's front: authentication, scopes, rate limits and faults around a table of methods."""

import asyncio
import inspect
import secrets
from collections import Counter, deque
from collections.abc import Mapping

from aiohttp import web

from adapters.workspace import chat, conversations, file_methods, users, views
from adapters.workspace.calls import Arguments, Call, Method, arguments_of, token_of
from adapters.workspace.errors import SlackError
from adapters.workspace.faults import Fault
from adapters.workspace.installing import access
from adapters.workspace.model import Json
from adapters.workspace.world import World

METHODS: Mapping[str, Method] = {
    **users.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **views.METHODS,
    **file_methods.METHODS,
}
"""Every method that this workspace serves; others answer unknown_method."""

OAUTH_ACCESS = "oauth.v2.access"
SECRETS = frozenset({"token", "client_secret", "code"})
CONNECTIONS_OPEN = "apps.connections.open"
POSTING = frozenset({"chat.postMessage", "chat.postEphemeral"})


class WebApi:
    """Serves `/api/{method}`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.calls: deque[tuple[str, Arguments]] = deque(maxlen=1000)
        """The last calls of this run, oldest first, for tests to read."""
        self.counts: Counter[str] = Counter()
        """All calls by method, those that met a fault included."""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        self.counts[method] += 1
        fault = await self._world.faults.meet(method)
        if fault is not None and fault.kind in ("ratelimited", "server_error"):
            return _faulty(fault)
        if fault is not None and fault.kind == "dropped":
            return _broken(request)
        try:
            arguments = await arguments_of(request)
            answer = await self._answer(request, method, arguments)
        except _RateLimitedError as limited:
            return _rate_limited(limited.seconds)
        except SlackError as error:
            answer = {"ok": False, "error": error.code, **error.extra}
        if fault is not None and fault.kind == "lost_response":
            return _broken(request)
        return web.json_response(answer, headers={"X-OAuth-Scopes": self._granted(request)})

    def _granted(self, request: web.Request) -> str:
        """What the calling token was granted, as Slack tells it with every answer."""
        team = self._world.team_of_token(token_of(request, {}))
        return ",".join(team.installation.scopes) if team and team.installation else ""

    async def _answer(self, request: web.Request, name: str, arguments: Arguments) -> Json:
        self.calls.append((name, {key: value for key, value in arguments.items() if key not in SECRETS}))
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        if name == OAUTH_ACCESS:
            return {"ok": True} | access(self._world, self._world.grants.take(request, arguments))
        if name == CONNECTIONS_OPEN:
            return self._connections_open(request, arguments)
        token = token_of(request, arguments)
        if not token:
            raise SlackError("not_authed")
        if token in self._world.dead_tokens:
            raise SlackError("account_inactive")
        team = self._world.team_of_token(token)
        if team is None or team.installation is None:
            # An app-level token opens connections, and calls nothing else.
            raise SlackError("not_allowed_token_type" if token == self._world.app_token else "invalid_auth")
        call = Call(self._world, team, team.installation, name, arguments)
        call.need_scope(*method.scopes)
        channel = call.text("channel") if name in POSTING else None
        wait = self._world.rates.wait(team.id, name, method.tier, channel)
        if wait:
            raise _RateLimitedError(wait)
        answer = method.serve(call)
        return {"ok": True} | (await answer if inspect.isawaitable(answer) else answer)

    def _connections_open(self, request: web.Request, arguments: Arguments) -> Json:
        """A fresh address for one WebSocket; the token must be app-level, and in the header."""
        token = token_of(request, {})
        if not token:
            raise SlackError("invalid_auth" if arguments.get("token") else "not_authed")
        if self._world.team_of_token(token) is not None:
            raise SlackError("not_allowed_token_type")
        if not secrets.compare_digest(token.encode(), self._world.app_token.encode()):
            raise SlackError("invalid_auth")
        if not self._world.manifest.socket_mode:
            raise SlackError("access_denied")
        return {"ok": True, "url": self._world.switchboard.address(self._world.base_url)}


class _RateLimitedError(Exception):
    """The call came too soon."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def _rate_limited(seconds: float) -> web.Response:
    return web.json_response(
        {"ok": False, "error": "ratelimited"},
        status=429,
        headers={"Retry-After": str(max(1, round(seconds)))},
    )


def _faulty(fault: Fault) -> web.Response:
    if fault.kind == "ratelimited":
        return _rate_limited(fault.seconds)
    return web.Response(status=fault.status, text="upstream connect error or disconnect/reset before headers")


def _broken(request: web.Request) -> web.StreamResponse:
    """End the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
    raise asyncio.CancelledError
