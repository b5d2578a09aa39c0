"""Files that people attach: what SharePoint holds in a real tenant, kept and served on this machine."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from adapters.teamspace.specs import PersonSpec
from adapters.teamspace.world import Json, World

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
LARGEST = 20_000_000
"""Bytes of one file here."""
LONGEST = 200
MOST = 10
"""Files of one message."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One file, and who put it there."""

    name: str
    account: str
    content: bytes


class Files:
    """Keeps them on disk where the tenant does, and serves them to whoever is on this machine."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "teams-files" if folder else None
        self._new: dict[str, Stored] = {}

    def routes(self) -> list[web.RouteDef]:
        """Where a file is opened."""
        return [web.get("/files/{id}/{name}", self._open)]

    async def take(self, person: PersonSpec, name: str, request: web.Request) -> Json:
        """A file that the person chose, to go with what they say next."""
        held = bytearray()
        async for part in request.content.iter_chunked(65_536):
            held += part
            if len(held) > LARGEST:
                raise web.HTTPRequestEntityTooLarge(LARGEST, len(held))
        return self.keep(person, name, bytes(held))

    def keep(self, person: PersonSpec, name: str, content: bytes) -> Json:
        """The same, of content that is here."""
        ref, name = str(uuid.uuid4()), name[:LONGEST] or "file"
        self._new[ref] = Stored(name, person.account, content)
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / ref).write_bytes(content)
        return {"id": ref, "name": name, "size": len(content)}

    def named(self, person: PersonSpec, refs: Sequence[str]) -> list[Json]:
        """The person's own files of those ids, as a message holds them."""
        found = [(ref, self._new[ref]) for ref in refs[:MOST] if ref in self._new]
        return [
            {"id": ref, "name": file.name, "size": len(file.content)}
            for ref, file in found
            if file.account == person.account
        ]

    async def _open(self, request: web.Request) -> web.Response:
        ref = request.match_info["id"]
        content = self._content(ref)
        if content is None:
            raise web.HTTPNotFound
        named = quote(request.match_info["name"])
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{named}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=content, content_type="application/octet-stream", headers=headers)

    def _content(self, ref: str) -> bytes | None:
        if ref in self._new:
            return self._new[ref].content
        try:
            path = self._folder / str(uuid.UUID(ref)) if self._folder else None
        except ValueError:
            return None
        return path.read_bytes() if path is not None and path.is_file() else None


def told(world: World, origin: str, conversation: str, words: str, files: Sequence[Json]) -> list[Json]:
    """What a bot is told of a message's files: in its chat names and places, in a channel that they are."""
    if not files:
        return []
    if conversation in world.channels:
        marks = "".join(f'<attachment id="{file["id"]}"></attachment>' for file in files)
        said = f"<p>{escape(words)}</p>" if words else ""
        return [{"contentType": "text/html", "content": said + marks}]
    return [
        {
            "contentType": DOWNLOAD,
            "name": file["name"],
            "contentUrl": address(origin, file),
            "content": {
                "downloadUrl": f"{address(origin, file)}?tempauth=opens-for-whoever-holds-it",
                "uniqueId": file["id"],
                "fileType": str(file["name"]).rpartition(".")[2],
            },
        }
        for file in files
    ]


def referred(origin: str, files: Sequence[Json]) -> list[Json]:
    """The same as an action of the extension is told of a message's files: by name and place, everywhere."""
    return [
        {"id": f["id"], "contentType": "reference", "contentUrl": address(origin, f), "name": f["name"]}
        for f in files
    ]


def address(origin: str, file: Json) -> str:
    """Where people open it."""
    return f"{origin}/files/{file['id']}/{quote(str(file['name']), safe='')}"
