"""Whether a request comes from Slack: the signature over its raw bytes, before anything reads them."""

from __future__ import annotations

import hashlib
import hmac
import re

WINDOW = 300.0
"""Seconds that a signature is good for, both ways."""

_DIGITS = re.compile(r"[0-9]{1,12}")


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature (version 0) of a body sent at `timestamp`."""
    base = b"v0:" + timestamp.encode("ascii") + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def is_from_slack(secret: str, timestamp: str, given: str, body: bytes, now: float) -> bool:
    """Whether `given` signs this body, and recently. Total: whatever the headers hold, it answers."""
    if not _DIGITS.fullmatch(timestamp) or abs(now - int(timestamp)) > WINDOW:
        return False
    # Bytes: comparing strings fails on characters outside ASCII.
    return hmac.compare_digest(
        signature(secret, timestamp, body).encode(), given.encode("utf-8", "surrogateescape")
    )
