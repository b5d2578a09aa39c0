"""Stopping on SIGINT or SIGTERM: nothing new is taken, and what was acknowledged is finished."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

from bot.compose import House

LAST_POSTS = 10.0
"""Seconds that what the last answers left to be posted may take; the rest waits for the next start."""


class Resting(Protocol):
    """An adapter that serves."""

    async def rest(self) -> None:
        """Take nothing new, and finish what was begun; what is left to be posted still can be."""
        ...


async def finish(house: House, *served: Resting) -> None:
    """Answer what is in hand, post what that leaves, and end the metronome. Posting still works after it."""
    await asyncio.gather(*(each.rest() for each in served))
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.to_thread(house.runner.deliver_all), LAST_POSTS)
    await asyncio.to_thread(house.runner.stop)
