"""`guichet manifest teams`: write the package that an admin uploads."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from adapters.teams.package.manifest import App
from adapters.teams.package.packing import BadApp, package


def write(
    bot: str, website: str, out: Path, *, app_id: str | None, version: str, slash: bool, hear: bool
) -> int:
    """Returns the exit status. Without an id of its own the app gets one that follows from its bot's."""
    own = app_id or str(uuid.uuid5(uuid.NAMESPACE_URL, f"guichet:{bot.lower()}"))
    try:
        held = package(App(own, bot, website, version=version, slash=slash, hears_channels=hear))
        out.write_bytes(held)
    except BadApp as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{out} cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    print(f"wrote {out}: upload it in Teams, Apps, Manage your apps, Upload an app")
    return 0
