"""Lives the example: its people set their desks up and work some tickets, up to the present."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from adapters.cli import example
from adapters.cli.desk_time import DeskTime
from adapters.cli.example import Act
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace


class SeedingFailed(RuntimeError):
    """Somebody of the example was not understood: the example and the product disagree."""


async def seed(
    workspace: Workspace,
    desk_time: DeskTime,
    deliver: Callable[[], None],
    until: datetime,
    beside: Callable[[], Awaitable[None]],
) -> None:
    """Play the whole example through the workspace, ending at `until`, with every reminder on the way.

    `beside` is what is set up on another platform, once the desk is there.
    """
    driver = Driver(workspace, example.SARA)
    for act in (*example.SETUP, *example.STORY):
        if act is example.STORY[0]:
            await beside()
        moment = until - timedelta(minutes=act.before)
        if moment > desk_time.now():
            await desk_time.advance(moment)
        await _do(driver.as_(act.who), act)
        await asyncio.to_thread(deliver)
    if until > desk_time.now():
        await desk_time.advance(until)
    await workspace.settle()


async def _do(driver: Driver, act: Act) -> None:
    if act.thread is None:
        await driver.slash(act.channel, "/ticket", act.words)
        return
    await driver.say(act.channel, act.words, _thread(driver, act))


def _thread(driver: Driver, act: Act) -> str:
    """The root of the ticket's thread in that channel: the card that names its number."""
    for message in driver.messages(act.channel):
        if f"#{act.thread}" in driver.read(message):
            return str(message["ts"])
    raise SeedingFailed(f"ticket #{act.thread} has no card in {act.channel}")
