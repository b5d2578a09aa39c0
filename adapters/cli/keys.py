"""`guichet keys`: a fresh key, and sealing anew with the newest."""

from __future__ import annotations

import sys

from bot.clock import SystemClock
from bot.compose import CannotOpen, PolicyFaults, VersionChanged, build, new_key
from bot.settings import BadSettings, Settings

PLATFORM = "slack"


def new() -> int:
    """Print a key. Returns the exit status."""
    print(new_key())
    return 0


def rotate(settings: Settings) -> int:
    """Seal every stored token with the newest key. Returns the exit status."""
    try:
        house = build(settings.database_url, SystemClock(), keys=settings.keys.get_secret_value())
    except (CannotOpen, BadSettings, PolicyFaults, VersionChanged) as error:
        print(error, file=sys.stderr)
        return 1
    try:
        count = house.installations.seal_anew(PLATFORM)
    except BadSettings as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        house.close()
    print(f"{count} token{'' if count == 1 else 's'} sealed with the newest key; the older ones may go.")
    return 0
