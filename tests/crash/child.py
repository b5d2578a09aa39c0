"""The desk as a process of its own, to be killed: composed as `guichet run` does, with its clock set by hand.

Run as a script it is a nursery: it has everything imported, and for each line of JSON on its input it gives
birth to a desk, so that a test can afford many deaths. The desk talks to the workspace over HTTP and takes
its orders from a socket, a line each: `advance INSTANT`, `quiet` (is there anything left to say?).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from datetime import datetime

import structlog

from adapters.slack.app import SlackApp
from adapters.slack.settings import SlackSettings
from bot import compose
from bot.clock import HandClock, wall
from bot.policies import shipped
from bot.reminders import deliver

LEASE = 0.8
"""Wall seconds: a dead process is missed sooner here, or each death would cost the test a minute."""


async def live(settings: dict[str, str]) -> None:
    """Serve until killed."""
    deliver.LEASE, deliver.LONGEST_CALL, deliver.GRACE = LEASE, LEASE / 2, 0.1
    compose.shipped = lambda: tuple(text for text in shipped() if 'id = "sign-in-app"' in text)
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    clock = HandClock(datetime.fromisoformat(settings["at"]))
    house = await asyncio.to_thread(compose.build, settings["database"], clock)
    slack = SlackApp(
        house.desk,
        settings=SlackSettings(
            signing_secret=settings["secret"],
            bot_token=settings["token"],
            api_base_url=settings["api"],
        ),
        clock=clock,
        wall=wall,
    )
    port = await slack.start("127.0.0.1", 0)
    house.connect(slack.messenger)
    house.runner.start()
    orders, answers = await asyncio.open_unix_connection(settings["socket"])
    answers.write(f"port {port}\n".encode())
    while line := (await orders.readline()).decode().strip():
        order, _, rest = line.partition(" ")
        if order == "advance":
            await asyncio.to_thread(house.runner.advance, clock, datetime.fromisoformat(rest))
            answers.write(b"there\n")
        else:
            left = await asyncio.to_thread(house.delivery.next_due)
            answers.write(f"{'yes' if left is None else 'no'}\n".encode())


def nursery() -> None:
    """Give birth at each line, until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for line in sys.stdin:
        born = os.fork()
        if born == 0:
            try:
                asyncio.run(live(json.loads(line)))
            finally:
                os._exit(1)
        sys.stdout.write(f"{born}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery()
