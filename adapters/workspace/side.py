"""Both faces of one desk side by side: this page and the one beside it, in one window."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from adapters.workspace.world import World

FILES = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self' {beside}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Side:
    """Serves `/side`, where there is another face."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The page, and what it shows."""
        return [web.get("/side", self._page), web.get("/side/faces", self._faces)]

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        beside = self._world.beside
        if beside is None:
            raise web.HTTPNotFound
        parts = urlsplit(beside.url)
        headers = {
            "Content-Security-Policy": POLICY.format(beside=f"{parts.scheme}://{parts.netloc}"),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
        }
        return web.FileResponse(FILES / "side.html", headers=headers)

    async def _faces(self, _request: web.Request) -> web.Response:
        beside = self._world.beside
        if beside is None:
            raise web.HTTPNotFound
        return web.json_response(
            {"name": beside.name, "theirs": f"{beside.url}{beside.theirs}", "ours": beside.ours}
        )
