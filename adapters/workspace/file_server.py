"""Bytes of files over HTTP: those that the app uploads and downloads, those that the page does."""

import re
from urllib.parse import quote

from aiohttp import web

from adapters.workspace import limits, uploads
from adapters.workspace.errors import PageError
from adapters.workspace.files import File, app_sees, page_file, person_sees
from adapters.workspace.page_reads import who
from adapters.workspace.world import World

HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}
"""A file is anybody's: it is saved, or drawn as a picture, and never opened as a page of this origin."""
SIGN_IN = "<!DOCTYPE html><title>Sign in</title><h1>Sign in to this workspace</h1>"
_NAMED = re.compile(r"[^A-Za-z0-9._-]+")


class FileServer:
    """Serves `/upload/v1`, `/files-pri` (the app) and `/page/upload`, `/page/file` (people)."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Every address of files."""
        return [
            web.post("/upload/v1/{key}", self._take),
            web.get("/files-pri/{ids}/download/{name}", self._private),
            web.get("/files-pri/{ids}/{name}", self._private),
            web.post("/page/upload", self._page_upload),
            web.get("/page/file/{file}", self._page_file),
        ]

    async def _take(self, request: web.Request) -> web.Response:
        """The bytes of a file, raw or as a form's part, at an address that is good once."""
        file = self._world.files.known.get(self._world.uploading.get(request.match_info["key"], ""))
        fault = await self._world.faults.meet("upload")
        if file is None or file.held is not None:
            return web.Response(status=404)
        if fault is not None and fault.kind == "server_error":
            return web.Response(status=fault.status)
        content = await self._part(request) if request.content_type.startswith("multipart/") else None
        content = await _body(request, file.length) if content is None else content
        if content is None or len(content) != file.length:
            return web.Response(status=400, text="Content length mismatch")
        del self._world.uploading[request.match_info["key"]]
        self._world.files.keep(file, content)
        return web.Response(text=f"OK - {len(content)}")

    async def _part(self, request: web.Request) -> bytes | None:
        async for part in await request.multipart():
            if getattr(part, "filename", None) or getattr(part, "name", None) in ("file", "filename"):
                return bytes(await part.read(decode=False))  # type: ignore[union-attr]
        return None

    async def _private(self, request: web.Request) -> web.Response:
        """A file for the app. Who may not see it gets the page to sign in, with status 200, as on Slack."""
        fault = await self._world.faults.meet("files-pri")
        if fault is not None and fault.kind == "server_error":
            return web.Response(status=fault.status)
        _, _, token = request.headers.get("Authorization", "").partition(" ")
        team = self._world.team_of_token(token) if token else None
        file_id = request.match_info["ids"].rpartition("-")[2]
        file = self._world.files.find(team, file_id) if team is not None else None
        installation = team.installation if team is not None else None
        granted = installation is not None and "files:read" in installation.scopes
        if team is None or file is None or file.deleted or not granted or not app_sees(team, file):
            return web.Response(text=SIGN_IN, content_type="text/html", headers=HEADERS)
        return self._served(file)

    async def _page_upload(self, request: web.Request) -> web.Response:
        """A file that a person chose. A page elsewhere cannot send this type without being asked first."""
        if request.content_type != "application/octet-stream":
            raise PageError("Send application/octet-stream.", 415)
        team, user = who(self._world, request.query.get("team"), request.query.get("user"))
        content = await _body(request, limits.FILE_SIZE)
        if content is None:
            raise PageError(f"A file holds at most {limits.FILE_SIZE // 1_000_000} MB.", 413)
        name, alt = request.query.get("name", ""), request.query.get("alt", "")
        file = uploads.uploaded(self._world, team, user, name, content, alt)
        return web.json_response({"ok": True, "file": page_file(file)})

    async def _page_file(self, request: web.Request) -> web.Response:
        """A file for a person who may see it."""
        team, user = who(self._world, request.query.get("team"), request.query.get("user"))
        file = self._world.files.find(team, request.match_info["file"])
        if file is None or file.deleted or not person_sees(team, file, user):
            raise PageError("This file is gone.", 404)
        return self._served(file)

    def _served(self, file: File) -> web.Response:
        kind = file.mimetype if file.is_image else "application/octet-stream"
        plain = _NAMED.sub("_", file.name)[:100] or "file"
        named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
        headers = {**HEADERS, "Content-Disposition": named}
        return web.Response(body=self._world.files.content(file), content_type=kind, headers=headers)


async def _body(request: web.Request, most: int) -> bytes | None:
    """The body, read piece by piece; None where it is longer than `most`."""
    held = bytearray()
    async for piece in request.content.iter_chunked(65_536):
        held += piece
        if len(held) > most:
            return None
    return bytes(held)
