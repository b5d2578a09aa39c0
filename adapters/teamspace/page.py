"""The browser page's own protocol: what it reads, does and watches. Loopback only."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from adapters.teamspace import acts
from adapters.teamspace.files import Files, address
from adapters.teamspace.link import BotSilent, Link
from adapters.teamspace.specs import CommandSpec, PersonSpec
from adapters.teamspace.views import Views
from adapters.teamspace.world import BOT_NAME, Json, Message, World

FILES = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
HEARTBEAT = 15.0
Commands = Callable[[str], Sequence[CommandSpec]]
Post = Callable[[PersonSpec, Json], Awaitable[Json]]


class Page:
    """Serves the page and its protocol."""

    def __init__(
        self, world: World, link: Link, files: Files, commands: Commands, framed_by: str = ""
    ) -> None:
        self._commands = commands
        self._files = files
        self._world = world
        self._policy = f"{POLICY} {_names(framed_by)}".strip()
        self._link = link
        self._views = Views(link)
        self.stopping = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Every address of the page."""
        return [
            web.get("/", self._index),
            web.get("/page/static/{path:.+}", self._file),
            web.get("/page/state", self._state),
            web.get("/page/messages", self._messages),
            web.get("/page/events", self._events),
            web.post("/page/attach", self._attach),
            web.post("/page/{act}", self._act),
        ]

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return _file_of(FILES / "index.html", self._policy)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = (FILES / request.match_info["path"]).resolve()
        if not path.is_relative_to(FILES.resolve()):
            raise web.HTTPNotFound
        return _file_of(path, self._policy)

    async def _state(self, request: web.Request) -> web.Response:
        person = self._who(request.query.get("user", ""))
        world = self._world
        return web.json_response(
            {
                "tenant": world.tenant.name,
                "me": asdict(person) | {"account": person.account},
                "people": [asdict(each) for each in world.tenant.people],
                "chat": {"id": world.chat_of(person), "name": BOT_NAME},
                "channels": [asdict(channel) for channel in world.channels_of(person)],
                "commands": [asdict(each) for each in self._commands(person.locale)],
                "now": world.now().isoformat(),
                "slash": world.tenant.slash,
            }
        )

    async def _messages(self, request: web.Request) -> web.Response:
        person = self._who(request.query.get("user", ""))
        found = self._world.seen_by(person, request.query.get("conversation", ""))
        shown = [self._shown(message) | {"cards": await self._views.of(person, message)} for message in found]
        return web.json_response({"now": self._world.now().isoformat(), "messages": shown})

    def _shown(self, message: Message) -> Json:
        author = self._world.people.get(message.author)
        name = author.name if author else BOT_NAME
        shown = asdict(message)
        del shown["withheld"]
        files = [] if message.deleted else message.files
        linked = [file | {"url": address("", file)} for file in files]
        return shown | {"name": name, "bot": author is None, "files": linked}

    async def _events(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        changed = asyncio.Event()
        loop = asyncio.get_running_loop()
        ends = self._world.on_change(lambda: loop.call_soon_threadsafe(changed.set))
        try:
            while not self.stopping.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), HEARTBEAT)
                changed.clear()
                await stream.write(b"data: changed\n\n")
        except ConnectionResetError:
            pass
        finally:
            ends()
        return stream

    async def _act(self, request: web.Request) -> web.Response:
        known: dict[str, Post] = {
            "say": self._say,
            "press": self._press,
            "submit": self._submit,
            "extend": self._extend,
            "find": self._find,
            "insert": self._insert,
            "edit": self._edit,
            "delete": self._delete,
            "undelete": self._undelete,
        }
        does = known.get(request.match_info["act"])
        if does is None or request.content_type != "application/json":
            raise web.HTTPNotFound
        try:
            given = await request.json()
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise web.HTTPBadRequest
        try:
            return web.json_response({"ok": True, **await does(self._who(str(given.get("user"))), given)})
        except (acts.Refused, BotSilent) as error:
            return web.json_response({"ok": False, "error": str(error)}, status=400)

    async def _say(self, person: PersonSpec, given: Json) -> Json:
        root = given.get("root")
        where, text = str(given.get("conversation")), str(given.get("text"))
        refs = given.get("files")
        files = self._files.named(person, [str(ref) for ref in refs] if isinstance(refs, list) else [])
        hangs_on = str(root) if root else None
        message = await acts.say(self._world, self._link, person, where, text, hangs_on, files)
        return {"message": message.id}

    async def _attach(self, request: web.Request) -> web.Response:
        # Not what a form of another site can send.
        if request.content_type != "application/octet-stream":
            raise web.HTTPNotFound
        person = self._who(request.query.get("user", ""))
        return web.json_response(
            {"ok": True, "file": await self._files.take(person, request.query.get("name", ""), request)}
        )

    async def _press(self, person: PersonSpec, given: Json) -> Json:
        data = given.get("data")
        held = data if isinstance(data, dict) else {}
        return {"page": await acts.press(self._world, self._link, person, str(given.get("message")), held)}

    async def _submit(self, person: PersonSpec, given: Json) -> Json:
        data = given.get("data")
        held = data if isinstance(data, dict) else {}
        where, extension = str(given.get("conversation")), given.get("extension") is True
        return {"page": await acts.submit(self._world, self._link, person, where, held, extension=extension)}

    async def _extend(self, person: PersonSpec, given: Json) -> Json:
        message, where = given.get("message"), str(given.get("conversation"))
        about, command = str(message) if message else None, str(given.get("command") or "open")
        return {"page": await acts.extend(self._world, self._link, person, where, about, command)}

    async def _find(self, person: PersonSpec, given: Json) -> Json:
        where, words, skip = str(given.get("conversation")), str(given.get("words") or ""), given.get("skip")
        held = skip if isinstance(skip, int) else 0
        return await acts.find(self._world, self._link, person, where, words, held)

    async def _insert(self, person: PersonSpec, given: Json) -> Json:
        card, where = given.get("card"), str(given.get("conversation"))
        message = acts.insert(self._world, person, where, card if isinstance(card, dict) else {})
        return {"message": message.id}

    async def _edit(self, person: PersonSpec, given: Json) -> Json:
        message, text = str(given.get("message")), str(given.get("text"))
        await acts.edit(self._world, self._link, person, message, text)
        return {}

    async def _delete(self, person: PersonSpec, given: Json) -> Json:
        await acts.delete(self._world, self._link, person, str(given.get("message")))
        return {}

    async def _undelete(self, person: PersonSpec, given: Json) -> Json:
        await acts.undelete(self._world, self._link, person, str(given.get("message")))
        return {}

    def _who(self, user: str) -> PersonSpec:
        people = self._world.tenant.people
        return next((person for person in people if person.id == user), people[0])


@web.middleware
async def guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Only who calls this machine by its own name: a page of elsewhere cannot."""
    name = request.host.rpartition(":")[0].strip("[]") or request.host
    try:
        own = name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        own = False
    if not own:
        raise web.HTTPForbidden
    return await handler(request)


def _file_of(path: Path, policy: str) -> web.StreamResponse:
    if not path.is_file():
        raise web.HTTPNotFound
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return web.FileResponse(path, headers=headers)


def _names(page: str) -> str:
    """The origin of a page on this machine, by either name of this machine; nothing where there is none."""
    parts = urlsplit(page)
    if not parts.hostname:
        return ""
    hosts = dict.fromkeys((parts.netloc, f"127.0.0.1:{parts.port}", f"localhost:{parts.port}"))
    return " ".join(f"{parts.scheme}://{host}" for host in hosts)
