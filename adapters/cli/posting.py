"""The mailbox, where one is configured."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from adapters.email.opening import open_post
from bot.compose import House
from bot.settings import Settings


def start_mail(settings: Settings, house: House, stack: AsyncExitStack) -> None:
    """Connect it and begin to look into it; it ends with the stack. Raises BadMailbox."""
    if not settings.has_mail:
        return
    messenger, office = open_post(
        house.desk, settings.mail_in.get_secret_value(), settings.mail_out.get_secret_value(), house.now
    )
    house.connect(messenger)
    office.start()
    stack.push_async_callback(asyncio.to_thread, office.stop)
