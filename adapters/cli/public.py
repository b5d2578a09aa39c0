"""The public pages beside whatever else runs, and what is fetched or told at the same address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.cli.paypal_notices import notices
from adapters.web import invoices, transparency
from adapters.web.server import Parts, WebServer
from bot.compose import House
from bot.settings import Settings


@asynccontextmanager
async def public_pages(house: House, settings: Settings, parts: Parts | None = None) -> AsyncIterator[str]:
    """Serve them until left; gives their address. `parts` is what `/health` tells of beside the desk.

    PortTaken where somebody else listens there.

    Raises BadSettings where payment notices are configured with what cannot be.
    """
    pages = (
        *transparency.routes(house.figures.page),
        *invoices.routes(house.papers.invoice),
        *notices(settings, house),
    )
    server = WebServer(pages, check=house.check, parts=parts)
    port = await server.start(settings.host, settings.public_port)
    try:
        address = f"http://{settings.host}:{port}"
        await asyncio.to_thread(house.papers.serve, settings.url or address)
        yield address
    finally:
        await server.stop()
