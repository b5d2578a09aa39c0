"""Addresses that a platform hands in along with a message."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 2_000
_BROKEN = re.compile(r"[\s\x00-\x1f\x7f<>\"]")


def web_address(told: str) -> str:
    """The address where a person may be led to it; empty for any other, and for what is no address."""
    told = told.strip()
    if len(told) > LONGEST or _BROKEN.search(told):
        return ""
    try:
        parts = urlsplit(told)
    except ValueError:
        return ""
    return told if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""
