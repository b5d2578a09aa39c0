"""The adapter running over loopback between a small Slack and a desk that says what it is told."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

import aiohttp

from adapters.slack.app import SlackApp
from adapters.slack.settings import SlackSettings
from adapters.slack.signing import signature
from bot.clock import HandClock, wall

from .fake_desk import FakeDesk
from .fake_slack import BOT, TEAM, TOKEN, FakeSlack

SECRET = "shhh"
NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
T = TypeVar("T")


@dataclass(frozen=True)
class Answered:
    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Office:
    """`send` posts a signed request; `until` waits for what happens in the background."""

    def __init__(self, **settings: Any) -> None:
        self.slack = FakeSlack()
        self.desk = FakeDesk()
        self.clock = HandClock(NOW)
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._count = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._start())
        self.messenger = self.app.messenger
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        await self.slack.start()
        self.session = aiohttp.ClientSession()
        await self._start_again()

    async def _start_again(self) -> None:
        given = {
            "signing_secret": SECRET,
            "bot_token": TOKEN,
            "api_base_url": self.slack.api,
        } | self._settings
        self.app = SlackApp(self.desk, settings=SlackSettings(**given), clock=self.clock, wall=wall)
        self.port = await self.app.start(port=0)

    async def _stop(self) -> None:
        await self.session.close()
        await self.app.stop()
        await self.slack.stop()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def begin(self, work: Coroutine[Any, Any, T]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def restart(self) -> None:
        """The process ends and another begins; Slack stays."""
        self.run(self.app.stop())
        self.run(self._start_again())
        self.messenger = self.app.messenger

    # Requests as Slack makes them.

    async def post(self, body: bytes, headers: dict[str, str]) -> Answered:
        url = f"http://127.0.0.1:{self.port}/slack/events"
        async with self.session.post(url, data=body, headers=headers) as answer:
            return Answered(answer.status, await answer.text())

    def signed(self, body: bytes, at: float | None = None) -> dict[str, str]:
        timestamp = str(int(at if at is not None else wall()))
        kind = "application/json" if body[:1] in b"{[" else "application/x-www-form-urlencoded"
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(SECRET, timestamp, body),
            "Content-Type": kind,
        }

    def send(self, body: bytes, **headers: str) -> Answered:
        return self.run(self.post(body, self.signed(body) | headers))

    def next(self, name: str) -> str:
        self._count += 1
        return f"{name}{self._count}"

    @property
    def respond(self) -> str:
        return f"{self.slack.url}/respond/{self._count}"

    def command_body(self, text: str, **changes: str) -> bytes:
        body = {
            "command": "/ticket",
            "text": text,
            "team_id": TEAM,
            "channel_id": "C0001",
            "channel_name": "hotel-laurier",
            "user_id": "U0001",
            "user_name": "nadia",
            "trigger_id": self.next("trigger."),
            "response_url": self.respond,
        } | changes
        return urlencode(body).encode()

    def command(self, text: str, **changes: str) -> Answered:
        return self.send(self.command_body(text, **changes))

    def interact(self, payload: dict[str, Any]) -> Answered:
        return self.send(urlencode({"payload": json.dumps(payload)}).encode())

    def click(self, value: str, **changes: Any) -> Answered:
        return self.interact(self.click_payload(value) | changes)

    def click_payload(self, value: str) -> dict[str, Any]:
        return {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "laurier"},
            "user": {"id": "U0001", "team_id": TEAM},
            "channel": {"id": "C0001", "name": "hotel-laurier"},
            "container": {"type": "message", "message_ts": "171.0001", "channel_id": "C0001"},
            "message": {"ts": "171.0001", "text": "a card"},
            "trigger_id": self.next("trigger."),
            "response_url": self.respond,
            "actions": [
                {"type": "button", "action_id": "say.1.0", "value": value, "action_ts": self.next("172.")}
            ],
        }

    def view_payload(self, view: dict[str, Any], values: dict[str, Any], kind: str) -> dict[str, Any]:
        return {
            "type": kind,
            "team": {"id": TEAM, "domain": "laurier"},
            "user": {"id": "U0001", "team_id": TEAM},
            "view": {**view, "id": "V0001", "hash": "h1", "state": {"values": values}},
            "trigger_id": self.next("trigger."),
        }

    def submit(self, view: dict[str, Any], values: dict[str, Any], **changes: Any) -> Answered:
        return self.interact(self.view_payload(view, values, "view_submission") | changes)

    def event_body(self, event: dict[str, Any], **changes: Any) -> bytes:
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": self.next("Ev"),
            "event_time": int(wall()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": event,
        } | changes
        return json.dumps(body).encode()

    def event(self, event: dict[str, Any], **changes: Any) -> Answered:
        return self.send(self.event_body(event, **changes))

    def mention(self, text: str, **changes: Any) -> Answered:
        event = {"type": "app_mention", "user": "U0001", "channel": "C0001", "ts": "173.0001", "text": text}
        return self.event(event | changes)

    def until(self, holds: Callable[[], object], seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, "it did not happen in time"
            time.sleep(0.005)
