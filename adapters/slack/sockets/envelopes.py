"""Envelopes: each is done once, however often it comes, and acknowledged each time, with its answer."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.serving.later import Later
from adapters.slack.client import SlackClient
from adapters.slack.sockets.line import Line
from adapters.slack.wire import Json, mapping, text

log = logging.getLogger(__name__)

KINDS = frozenset({"slash_commands", "interactive", "events_api"})
GRACE = 1.0
"""Seconds that Slack has to send an envelope again whose acknowledgement could not be sent."""
MOST = 2000
"""How many answers are kept for envelopes that come again; Slack gives up after some minutes."""
OK = 200
NOT_FOUND = 404


@dataclass(slots=True)
class _Asked:
    """An envelope: what is answered, whether that was said on a line, and whether it was said elsewhere."""

    answer: asyncio.Task[Json | None]
    acknowledged: bool = False
    told: bool = False


class Envelopes:
    """Gives Bolt what came, and Slack what Bolt answers. `touched` is told of every one."""

    def __init__(
        self, bolt: AsyncApp, client: SlackClient, later: Later, touched: Callable[[], None] = lambda: None
    ) -> None:
        self._bolt = bolt
        self._client = client
        self._later = later
        self._touched = touched
        self._asked: dict[str, _Asked] = {}
        self._in_hand: set[asyncio.Task[None]] = set()

    def take(self, line: Line, envelope: Json) -> None:
        """Begin to answer it on that line."""
        self._touched()
        task = self._later.start(self._answer(line, envelope))
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)

    async def finish(self, seconds: float) -> None:
        """Wait until everything taken is acknowledged, at most so long."""
        if self._in_hand:
            await asyncio.wait(set(self._in_hand), timeout=seconds)

    async def _answer(self, line: Line, envelope: Json) -> None:
        name = text(envelope.get("envelope_id"))
        asked = self._asked.get(name)
        if asked is None:
            while len(self._asked) >= MOST:
                del self._asked[next(iter(self._asked))]
            asked = self._asked[name] = _Asked(self._later.start(self._ask(envelope)))
        said = await asyncio.shield(asked.answer)
        held = {"payload": said} if said and envelope.get("accepts_response_payload") is True else {}
        if await line.send({"envelope_id": name, **({} if asked.told else held)}):
            asked.acknowledged = True
            if said and not held:
                await self._elsewhere(asked, envelope, said)
        elif said:
            log.warning("a connection to Slack ended before an answer was sent on it")
            self._later.start(self._unheard(asked, envelope, said))

    async def _unheard(self, asked: _Asked, envelope: Json, said: Json) -> None:
        """Slack may send it again, on another connection; where not, the person still waits for words."""
        await asyncio.sleep(GRACE)
        if not asked.acknowledged:
            await self._elsewhere(asked, envelope, said)

    async def _elsewhere(self, asked: _Asked, envelope: Json, said: Json) -> None:
        """Say it through the `response_url` that came along, if it is something to say, once."""
        url = text(mapping(envelope.get("payload")).get("response_url"))
        if url and text(said.get("text")) and not asked.told:
            asked.told = True
            asked.told = await self._client.respond(url, said)

    async def _ask(self, envelope: Json) -> Json | None:
        payload = envelope.get("payload")
        if envelope.get("type") not in KINDS or not isinstance(payload, dict) or not payload:
            log.warning("nothing here answers an envelope of that kind; it is acknowledged")
            return None
        try:
            answer = await self._bolt.async_dispatch(_request(envelope, payload))
            if answer.status == OK:
                return _said(answer.body)
        except Exception:
            # Our listeners let nothing out: it was the payload's shape. Unacknowledged, it would come again.
            log.exception("an envelope could not be read")
            return None
        log.warning("an envelope could not be %s", "answered" if answer.status == NOT_FOUND else "read")
        return None


def _request(envelope: Json, payload: Json) -> AsyncBoltRequest:
    attempt = envelope.get("retry_attempt")
    # Slack says 0 the first time, where HTTP has no header at all.
    again = isinstance(attempt, int) and attempt > 0
    headers = {"x-slack-retry-num": str(attempt)} if again else {}
    return AsyncBoltRequest(mode="socket_mode", body=payload, headers=headers)  # type: ignore[arg-type]


def _said(body: str | None) -> Json | None:
    """What Bolt answers, as an acknowledgement holds it."""
    if not body:
        return None
    if not body.startswith("{"):
        return {"text": body}
    held = json.loads(body)
    return held if isinstance(held, dict) else None
