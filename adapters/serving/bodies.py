"""A request's body, held while it is no larger than it may be."""

from __future__ import annotations

from aiohttp import web


async def held_body(request: web.Request, most: int) -> bytes | None:
    """The body; None for one of more than `most` bytes, by its length and as it comes.

    aiohttp's own limit answers after the body was held; here nothing beyond `most` is, whoever sends it.
    """
    if (request.content_length or 0) > most:
        return None
    held = bytearray()
    async for chunk in request.content.iter_any():
        held += chunk
        if len(held) > most:
            return None
    return bytes(held)
