"""`guichet manifest slack`: print, write or check what an admin installs."""

from __future__ import annotations

import sys
from pathlib import Path

from adapters.slack.manifest import faults, manifest_text

COMMITTED = Path("manifest/slack.yaml")


def slack(url: str | None, *, write: bool, check: bool) -> int:
    """Returns the exit status."""
    text = manifest_text(url=url) if url else manifest_text()
    found = faults(text)
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    if check:
        if not COMMITTED.exists() or COMMITTED.read_text(encoding="utf-8") != text:
            print(f"{COMMITTED} is not what the command list gives: run `make manifest`", file=sys.stderr)
            return 1
        print(f"{COMMITTED} is up to date")
        return 0
    if write:
        COMMITTED.parent.mkdir(exist_ok=True)
        COMMITTED.write_text(text, encoding="utf-8")
        print(f"wrote {COMMITTED}")
        return 0
    print(text, end="")
    return 0
