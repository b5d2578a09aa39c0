"""The one HTTP handler: verifies raw bytes, refuses what is broken, and only then wakes Bolt."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from urllib.parse import unquote

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.serving.bodies import held_body
from adapters.serving.recent import Recent
from adapters.slack.settings import SlackSettings
from adapters.slack.signing import WINDOW, is_from_slack

log = logging.getLogger(__name__)
NOT_FOUND = 404
SERVER_ERROR = 500


class Edge:
    """Slack's requests, of every kind, on one path."""

    def __init__(self, settings: SlackSettings, bolt: AsyncApp, wall: Callable[[], float]) -> None:
        self._settings = settings
        self._bolt = bolt
        self._wall = wall
        self._signatures = Recent(wall, 2 * WINDOW)
        self.heard_at: float | None = None
        """Wall seconds at which Slack last reached us."""

    async def handle(self, request: web.Request) -> web.Response:
        """401 for what Slack did not send, 400 and 413 for what cannot be read, else Bolt's answer."""
        body = await held_body(request, self._settings.body_limit)
        if body is None:
            return web.Response(status=413, text="too large")
        given = request.headers.get("X-Slack-Signature", "")
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        if not is_from_slack(self._settings.signing_secret, timestamp, given, body, self._wall()):
            log.warning("refused a request without a valid Slack signature")
            return web.Response(status=401, text="not signed by Slack")
        self.heard_at = self._wall()
        is_event = body[:1] == b"{"
        if not self._signatures.is_new(given) and not is_event:
            # Slack never repeats commands, clicks and forms, whose answers hold words for one person.
            # Events it does repeat; their answer is empty, and their key does them once.
            log.warning("refused a replayed request")
            return web.Response(status=401, text="seen before")
        asked = _read(body, request)
        if asked is None:
            log.warning("refused a signed request that cannot be read")
            return web.Response(status=400, text="not readable")
        return await self._answer(asked)

    async def _answer(self, asked: AsyncBoltRequest) -> web.Response:
        answer = await self._bolt.async_dispatch(asked)
        if answer.status == NOT_FOUND:
            # Slack shows a person an error for it; whatever it is, we have nothing to say to it.
            log.warning("nothing here answers a %s", asked.body.get("type", "request"))
            return web.Response(status=200)
        if answer.status >= SERVER_ERROR:
            # Our listeners let nothing out, so it was the payload's shape that tripped Bolt; it is logged.
            return web.Response(status=400, text="not readable")
        return _response(answer)


def _read(body: bytes, request: web.Request) -> AsyncBoltRequest | None:
    """Bolt's request; None where the bytes are no text, the text no JSON, or the JSON no object."""
    try:
        said = body.decode("utf-8")
        is_json = said.startswith("{") or request.content_type == "application/json"
        held = json.loads(said) if is_json else _form(said)
        if not isinstance(held, dict) or not held:
            return None
        headers = {name: value for name, value in request.headers.items() if name.isascii()}
        # Read once, here: Bolt takes the word "payload" anywhere in a command for a field of that name, and
        # then finds the command empty. Its check of the signature wants the text as it came.
        asked = AsyncBoltRequest(
            mode="socket_mode",
            body=held,
            query=request.query_string or None,
            headers=headers,  # type: ignore[arg-type]
        )
        asked.mode, asked.raw_body = "http", said
        return asked  # noqa: TRY300  whatever was broken was raised above
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def _form(said: str) -> object:
    held = fields(said)
    return json.loads(held["payload"]) if "payload" in held else held


def fields(said: str) -> dict[str, str]:
    """A form's fields, as `urllib.parse.parse_qsl` reads them, empty ones too; most need no decoding."""
    found = {}
    for part in said.split("&"):
        if part:
            name, _, value = part.partition("=")
            found[_decoded(name)] = _decoded(value)
    return found


def _decoded(word: str) -> str:
    word = word.replace("+", " ")
    return unquote(word) if "%" in word else word


def _response(answer: BoltResponse) -> web.Response:
    """As Bolt's own adapter makes it, without cookies, which nothing here sets, and from bytes."""
    headers = answer.first_headers_without_set_cookie()
    return web.Response(status=answer.status, body=answer.body.encode(), headers=headers)
