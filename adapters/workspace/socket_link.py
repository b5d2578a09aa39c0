"""The way to an app in Socket Mode: what HTTP would post to its addresses travels in envelopes instead."""

from collections.abc import Mapping
from typing import Any

from adapters.workspace.dispatch import AppAnswer, AppLink
from adapters.workspace.limits import ACKNOWLEDGE_SECONDS
from adapters.workspace.switchboard import Switchboard


class SocketLink(AppLink):
    """Addresses are not used: an app in Socket Mode has none."""

    def __init__(
        self, switchboard: Switchboard, secret: str, wall: Any, seconds: float = ACKNOWLEDGE_SECONDS
    ) -> None:
        super().__init__(secret, wall, seconds)
        self._switchboard = switchboard

    async def form(self, url: str, fields: Mapping[str, str]) -> AppAnswer:
        """A slash command; the acknowledgement may hold what is answered."""
        del url
        return await self._switchboard.send("slash_commands", dict(fields), self.seconds)

    async def interaction(self, url: str, payload: Mapping[str, Any]) -> AppAnswer:
        """A click, a shortcut, a form; likewise."""
        del url
        return await self._switchboard.send("interactive", dict(payload), self.seconds)

    async def event(self, url: str, payload: Mapping[str, Any], headers: Mapping[str, str]) -> AppAnswer:
        """An event; how often it was sent before stands in the envelope, where HTTP has headers."""
        del url
        reason = headers.get("X-Slack-Retry-Reason", "")
        retry = {
            "retry_attempt": int(headers.get("X-Slack-Retry-Num", "0")),
            "retry_reason": reason.removeprefix("http_"),
        }
        return await self._switchboard.send("events_api", dict(payload), self.seconds, retry)
