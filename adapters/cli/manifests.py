"""`guichet manifest slack`: print, write or check what an admin installs."""

from __future__ import annotations

import sys
from pathlib import Path

from adapters.slack.manifest import URL, faults, manifest_text

COMMITTED = {Path("manifest/slack.yaml"): URL, Path("manifest/slack-socket.yaml"): None}
"""The manifests that are committed, and the address that each is made for; None for Socket Mode."""


def slack(url: str | None, *, socket: bool, write: bool, check: bool) -> int:
    """Returns the exit status."""
    if url and socket:
        print("Choose: --url is for HTTP, Socket Mode needs no address", file=sys.stderr)
        return 2
    if write or check:
        return max(
            _committed(path, manifest_text(made_for), write=write) for path, made_for in COMMITTED.items()
        )
    text = manifest_text(None if socket else url or URL)
    if _has_faults(text):
        return 1
    print(text, end="")
    return 0


def _committed(path: Path, text: str, *, write: bool) -> int:
    if _has_faults(text):
        return 1
    if write:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path}")
        return 0
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        print(f"{path} is not what the command list gives: run `make manifest`", file=sys.stderr)
        return 1
    print(f"{path} is up to date")
    return 0


def _has_faults(text: str) -> bool:
    found = faults(text)
    for fault in found:
        print(fault, file=sys.stderr)
    return bool(found)
