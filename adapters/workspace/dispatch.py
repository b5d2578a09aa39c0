"""Requests to the app, signed with Slack's v0 scheme over the raw bytes of the body."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from adapters.workspace.limits import ACKNOWLEDGE_SECONDS

HTTP_OK = 200


@dataclass(frozen=True, slots=True)
class AppAnswer:
    """What the app answered; `trouble` is Slack's word for an answer that is none, empty otherwise."""

    body: bytes = b""
    trouble: str = ""

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged with status 200 in time."""
        return not self.trouble

    def json(self) -> dict[str, Any]:
        """The body as an object; anything else (empty, text) gives an empty one."""
        try:
            value = json.loads(self.body) if self.body.strip() else {}
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Slack's v0 signature of a body."""
    base = b"v0:%d:%s" % (timestamp, body)
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class AppLink:
    """The way to the app: one HTTP session, every request signed."""

    def __init__(self, secret: str, wall: Callable[[], float], seconds: float = ACKNOWLEDGE_SECONDS) -> None:
        self._secret = secret
        self._wall = wall
        self._session: aiohttp.ClientSession | None = None
        self.seconds = seconds
        """How long an answer may take, in seconds of wall time."""

    @property
    def token(self) -> str:
        """The (deprecated) verification token that every payload carries."""
        return hashlib.sha256(b"verification" + self._secret.encode()).hexdigest()[:24]

    async def form(self, url: str, fields: Mapping[str, str]) -> AppAnswer:
        """Send form fields (slash commands)."""
        return await self._send(url, urlencode(fields).encode(), "application/x-www-form-urlencoded", {})

    async def interaction(self, url: str, payload: Mapping[str, Any]) -> AppAnswer:
        """Send an interaction: one form field, `payload`, of JSON."""
        return await self.form(url, {"payload": json.dumps(payload, ensure_ascii=False)})

    async def event(self, url: str, payload: Mapping[str, Any], headers: Mapping[str, str]) -> AppAnswer:
        """Send an Events API envelope."""
        return await self._send(
            url, json.dumps(payload, ensure_ascii=False).encode(), "application/json", headers
        )

    async def stop(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _send(self, url: str, body: bytes, kind: str, headers: Mapping[str, str]) -> AppAnswer:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        timestamp = int(self._wall())
        signed = {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(self._secret, timestamp, body),
            **headers,
        }
        limit = aiohttp.ClientTimeout(total=self.seconds)
        try:
            async with self._session.post(url, data=body, headers=signed, timeout=limit) as answer:
                content = await answer.read()
                status = answer.status
        except TimeoutError:
            return AppAnswer(trouble="operation_timeout")
        except aiohttp.ClientError:
            return AppAnswer(trouble="dispatch_failed")
        return AppAnswer(content) if status == HTTP_OK else AppAnswer(content, trouble="http_service_error")
