"""What a call that got no answer may have done, and how long a platform asks to wait."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping

import aiohttp

from bot.ports import DeliveryError, Transient, Uncertain

LONGEST = 3600.0
"""Seconds: nobody is waited for longer than that, whatever the header says."""


def unanswered(error: BaseException) -> DeliveryError:
    """The failure, as the outbox understands it.

    Only a connection that was never made has surely done nothing; anything else may have posted.
    """
    match error:
        case DeliveryError():
            return error
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return Transient("not_connected")
        case asyncio.TimeoutError():
            return Uncertain("timeout")
        case aiohttp.ClientError():
            return Uncertain("connection_lost")
        case _:
            return Uncertain(f"unexpected_{type(error).__name__}")


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds that the platform asks to wait; 1 where it does not say."""
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    try:
        seconds = float(found)
    except ValueError:
        return 1.0
    return 1.0 if math.isnan(seconds) else min(max(seconds, 0.0), LONGEST)
