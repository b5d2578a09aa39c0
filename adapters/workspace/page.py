"""The browser page's own protocol (docs/workspace.md): what it reads, does, and watches."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from adapters.workspace import interactions, page_clock, page_reads, people, uploads, wire
from adapters.workspace.errors import PageError, SlackError
from adapters.workspace.modals import View
from adapters.workspace.model import Channel, Json, Message, Team
from adapters.workspace.world import World

FILES = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEARTBEAT_SECONDS = 15.0

Post = Callable[["World", Team, str, Json], Awaitable[Json]]


class Page:
    """Serves the page and its protocol."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.stopping = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Every address of the page."""
        return [
            web.get("/", self._index),
            web.get("/archives/{rest:.*}", self._index),
            web.get("/files/{rest:.*}", self._index),
            web.get("/page/static/{path:.+}", self._file),
            web.get("/page/state", self._state),
            web.get("/page/channel/{channel}", self._channel),
            web.get("/page/thread/{channel}/{ts}", self._thread),
            web.get("/page/events", self._events),
            web.get("/page/clock", self._clock),
            web.post("/page/{action:.+}", self._post),
        ]

    async def _index(self, request: web.Request) -> web.StreamResponse:
        del request
        return _file_of(FILES / "index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = (FILES / request.match_info["path"]).resolve()
        if not path.is_relative_to(FILES.resolve()):
            raise web.HTTPNotFound
        return _file_of(path)

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(page_reads.state(self._world, *self._who(request)))

    async def _channel(self, request: web.Request) -> web.Response:
        team, user = self._who(request)
        return web.json_response(page_reads.channel_messages(team, user, request.match_info["channel"]))

    async def _thread(self, request: web.Request) -> web.Response:
        team, user = self._who(request)
        spot = request.match_info["channel"], request.match_info["ts"]
        return web.json_response(page_reads.thread_messages(team, user, *spot))

    async def _clock(self, request: web.Request) -> web.Response:
        team, user = self._who(request)
        return web.json_response(self._world.clock.bar(team.id, user, request.query.get("channel", "")))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        team, user = self._who(request)
        stream = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",
            }
        )
        with self._world.hub.watching(team.id, user) as queue:
            await stream.prepare(request)
            with suppress(ConnectionError):
                await stream.write(b": open\n\n")
                while not self.stopping.is_set():
                    await stream.write(await self._next(queue))
        return stream

    async def _next(self, queue: "asyncio.Queue[Json]") -> bytes:
        """The next event as bytes, or a comment that keeps the connection alive."""
        waiting = {asyncio.ensure_future(queue.get()), asyncio.ensure_future(self.stopping.wait())}
        try:
            done, _ = await asyncio.wait(
                waiting, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            event = next((d.result() for d in done if isinstance(d.result(), dict)), None)
        finally:
            for task in waiting:
                task.cancel()
        return b": still here\n\n" if event is None else f"data: {json.dumps(event)}\n\n".encode()

    async def _post(self, request: web.Request) -> web.Response:
        act = POSTS.get(request.match_info["action"])
        if act is None:
            raise PageError("The page has no such action.", 404)
        if request.content_type != "application/json":
            raise PageError("Send application/json.", 415)
        try:
            given = await request.json()
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise PageError("Send a JSON object.")
        team, user = page_reads.who(self._world, given.get("team"), given.get("user"))
        try:
            answer = await act(self._world, team, user, given)
        except SlackError as error:
            raise PageError(f"The workspace refused: {error.code}.") from error
        return web.json_response({"ok": True} | answer)

    def _who(self, request: web.Request) -> tuple[Team, str]:
        return page_reads.who(self._world, request.query.get("team"), request.query.get("user"))


@web.middleware
async def guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Loopback hosts only (against DNS rebinding); a page's error is a sentence in JSON."""
    host = request.host.rpartition(":")[0] if request.host.rpartition(":")[2].isdigit() else request.host
    if host.strip("[]") not in LOOPBACK:
        return web.json_response(
            {"ok": False, "error": "This workspace answers on loopback only."}, status=403
        )
    try:
        return await handler(request)
    except PageError as error:
        return web.json_response({"ok": False, "error": error.sentence}, status=error.status)


def _file_of(path: Path) -> web.StreamResponse:
    if not path.is_file():
        raise web.HTTPNotFound
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    return web.FileResponse(path, headers=headers)


def _text(given: Json, key: str) -> str:
    value = given.get(key)
    if not isinstance(value, str):
        raise PageError(f"{key} must be a text.")
    return value


def _spot(team: Team, user: str, given: Json) -> tuple[Channel, Message]:
    channel = people.place(team, user, _text(given, "channel"))
    message = channel.find(_text(given, "ts"))
    if message is None or message.ephemeral_to not in (None, user):
        raise PageError("This message is gone.", 404)
    return channel, message


def _view(world: World, team: Team, user: str, given: Json) -> View:
    view = world.modals.find(team.id, _text(given, "view_id"))
    if view is None or view.user != user:
        raise PageError("This form is closed.", 404)
    return view


async def _say(world: World, team: Team, user: str, given: Json) -> Json:
    spoken = _text(given, "channel"), _text(given, "text"), given.get("thread_ts") or None
    message = people.say(world, team, user, *spoken, given.get("files"))
    return {"message": wire.page_message(team, team.channels[message.channel], message)}


async def _edit(world: World, team: Team, user: str, given: Json) -> Json:
    spot = _text(given, "channel"), _text(given, "ts"), _text(given, "text")
    message = people.edit(world, team, user, *spot)
    return {"message": wire.page_message(team, team.channels[message.channel], message)}


async def _delete_file(world: World, team: Team, user: str, given: Json) -> Json:
    uploads.delete(world, team, uploads.own(world, team, user, _text(given, "file")))
    return {}


async def _delete(world: World, team: Team, user: str, given: Json) -> Json:
    people.delete(world, team, user, _text(given, "channel"), _text(given, "ts"))
    return {}


async def _command(world: World, team: Team, user: str, given: Json) -> Json:
    channel, text = _text(given, "channel"), _text(given, "text")
    if text.strip().split(" ")[0] in people.OWN_COMMANDS:
        people.own_command(world, team, user, channel, text)
    else:
        await interactions.command(world, team, user, channel, text)
    return {}


async def _action(world: World, team: Team, user: str, given: Json) -> Json:
    if given.get("home"):
        home = world.modals.home(team.id, user)
        if home is None:
            raise PageError("The app shows no home yet.", 404)
        await interactions.act(world, team, user, home, given)
    elif given.get("view_id"):
        await interactions.act(world, team, user, _view(world, team, user, given), given)
    else:
        await interactions.act(world, team, user, _spot(team, user, given), given)
    return {}


async def _shortcut(world: World, team: Team, user: str, given: Json) -> Json:
    spot = _spot(team, user, given) if given.get("ts") else None
    await interactions.shortcut(world, team, user, _text(given, "callback_id"), spot)
    return {}


async def _submit(world: World, team: Team, user: str, given: Json) -> Json:
    view = _view(world, team, user, given)
    errors = await interactions.submit(world, team, view, given.get("state"))
    sentence = "Some fields need attention."
    return {"ok": False, "errors": errors, "error": sentence} if errors else {}


async def _close(world: World, team: Team, user: str, given: Json) -> Json:
    view = _view(world, team, user, given)
    await interactions.close(world, team, view, everything=bool(given.get("all")))
    return {}


async def _home(world: World, team: Team, user: str, given: Json) -> Json:
    del given
    home = people.open_home(world, team, user)
    return {"view": home.wire() if home else None}


async def _read(world: World, team: Team, user: str, given: Json) -> Json:
    channel = people.place(team, user, _text(given, "channel"))
    if channel.messages:
        world.mark_read(team, user, channel.id, next(reversed(channel.messages)))
    return {}


async def _clock(world: World, team: Team, user: str, given: Json) -> Json:
    return await page_clock.move(world, team, user, given)


POSTS: dict[str, Post] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "file/delete": _delete_file,
    "command": _command,
    "action": _action,
    "shortcut": _shortcut,
    "view/submit": _submit,
    "view/close": _close,
    "home": _home,
    "read": _read,
    "clock": _clock,
}
"""Everything that the page may do."""
