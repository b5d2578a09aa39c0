"""Invoices by their links: `GET /invoices/<token>`, for whom the token names; nothing for all others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from aiohttp import web

from bot.papers import Paper

Papers = Callable[[str], Paper | None]
"""The paper that a token opens; None for whatever is not to be had."""

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
NOTHING = "There is nothing here. Links to invoices last half an hour: /ticket invoices gives new ones.\n"


def routes(papers: Papers) -> list[web.RouteDef]:
    """The address of invoices, for a server to add. `papers` is called in a thread."""

    async def show(request: web.Request) -> web.Response:
        paper = await asyncio.to_thread(papers, request.match_info["token"])
        if paper is None:
            return web.Response(status=404, text=NOTHING, headers=HEADERS)
        named = f"inline; filename*=UTF-8''{quote(paper.name)}"
        return web.Response(
            body=paper.content,
            content_type="application/pdf",
            headers={**HEADERS, "Content-Disposition": named},
        )

    return [web.get("/invoices/{token}", show)]
