"""The public pages beside whatever else runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.web.server import WebServer
from adapters.web.transparency import routes
from bot.compose import House
from bot.settings import Settings


@asynccontextmanager
async def public_pages(house: House, settings: Settings) -> AsyncIterator[str]:
    """Serve them until left; gives their address. PortTaken where somebody else listens there."""
    server = WebServer(routes(house.figures.page), check=house.check)
    port = await server.start(settings.host, settings.public_port)
    try:
        yield f"http://{settings.host}:{port}"
    finally:
        await server.stop()
