"""The state of an installation under way: signed, short-lived, and good in the browser that began it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from enum import Enum

LASTS = 600
"""Seconds within which an installation must be finished: Slack's code lives as long."""
_STATE = re.compile(r"([0-9]{1,12})\.([A-Za-z0-9_-]{43})")
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")


class Verdict(Enum):
    """What a state that comes back is."""

    GOOD = "good"
    EXPIRED = "expired"
    FOREIGN = "foreign"
    """Forged, of another browser, or none at all."""


def new_cookie() -> str:
    """What the browser keeps, so that the state is its own."""
    return secrets.token_urlsafe(32)


def signed(secret: str, cookie: str, now: float) -> str:
    """The state for that cookie, from `now` (wall seconds) on."""
    until = str(int(now) + LASTS)
    return f"{until}.{_mac(secret, until, cookie)}"


def verdict(secret: str, cookie: str | None, state: str | None, now: float) -> Verdict:
    """What `state` is in the browser of that cookie."""
    found = _STATE.fullmatch(state or "")
    if found is None or not _COOKIE.fullmatch(cookie or ""):
        return Verdict.FOREIGN
    if not hmac.compare_digest(_mac(secret, found[1], cookie or ""), found[2]):
        return Verdict.FOREIGN
    return Verdict.EXPIRED if now > int(found[1]) else Verdict.GOOD


def _mac(secret: str, until: str, cookie: str) -> str:
    # The app's own secret, so that every replica signs alike; never as it stands.
    key = hashlib.sha256(b"guichet.install\0" + secret.encode()).digest()
    digest = hmac.new(key, f"{until}.{cookie}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode("ascii").rstrip("=")
