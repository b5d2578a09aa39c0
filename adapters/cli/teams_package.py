"""`guichet manifest teams`: write the package that an admin uploads."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from adapters.teams.package.manifest import App
from adapters.teams.package.packing import BadApp, package

_OPTIONS = {
    "bots[0].botId": "--bot",
    "id": "--app",
    "version": "--version",
    "developer.websiteUrl": "--website",
}
"""Where each thing that an admin chooses stands in the manifest."""


def write(
    bot: str, website: str, out: Path, *, app_id: str | None, version: str, slash: bool, hear: bool
) -> int:
    """Returns the exit status. Without an id of its own the app gets one that follows from its bot's."""
    own = app_id or str(uuid.uuid5(uuid.NAMESPACE_URL, f"guichet:{bot.lower()}"))
    try:
        held = package(App(own, bot, website, version=version, slash=slash, hears_channels=hear))
        out.write_bytes(held)
    except BadApp as error:
        print(f"{out} is not written:\n{_by_option(str(error))}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{out} cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    print(f"wrote {out}: upload it in Teams, Apps, Manage your apps, Upload an app")
    return 0


def _by_option(faults: str) -> str:
    """The faults, each under the option that it came by; what follows from another one is not said again."""
    said = []
    for fault in faults.splitlines():
        path, _, words = fault.partition(": ")
        if path not in ("developer.privacyUrl", "developer.termsOfUseUrl"):
            said.append(f"{_OPTIONS.get(path, path)}: {words}")
    return "\n".join(said)
