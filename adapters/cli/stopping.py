"""Stopping on SIGINT or SIGTERM: nothing new is taken, and what was acknowledged is finished."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from adapters.slack.app import SlackApp
from bot.compose import House

LAST_POSTS = 10.0
"""Seconds that what the last answers left to be posted may take; the rest waits for the next start."""


async def finish(house: House, slack: SlackApp) -> None:
    """Answer what is in hand, post what that leaves, and end the metronome. Posting still works after it."""
    await slack.rest()
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.to_thread(house.runner.deliver_all), LAST_POSTS)
    await asyncio.to_thread(house.runner.stop)
