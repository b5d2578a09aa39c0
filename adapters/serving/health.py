"""What a running desk tells of itself, for whoever looks from outside."""

from __future__ import annotations

import aiohttp

from adapters.serving.shapes import Json, mapping


async def told_at(health_url: str, platform: str) -> Json | None:
    """What it says of that platform; None where no desk answers there."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=3)) as session,
            session.get(health_url) as answer,
        ):
            return mapping(mapping(await answer.json()).get(platform))
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None
