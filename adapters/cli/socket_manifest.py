"""The app's manifest in Socket Mode, for the workspace on this machine."""

from __future__ import annotations

from typing import Any

import yaml

from adapters.slack.manifest import manifest_text


def socket_manifest() -> str:
    """The same app without addresses: everything comes over connections that it opens."""
    held: dict[str, Any] = yaml.safe_load(manifest_text())
    for command in held["features"]["slash_commands"]:
        del command["url"]
    for name in ("event_subscriptions", "interactivity"):
        held["settings"][name].pop("request_url", None)
    held["settings"]["socket_mode_enabled"] = True
    return yaml.safe_dump(held, sort_keys=False, allow_unicode=True)
