"""The one HTTP handler: who it comes from is checked before anything acts on it."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from adapters.serving.addresses import is_loopback
from adapters.serving.bodies import held_body
from adapters.serving.recent import Recent
from adapters.teams.auth.keys import NoKeys
from adapters.teams.auth.validator import NotAuthentic, Validator
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import Json, mapping, tenant_of, text
from bot.ports import DeliveryError

log = logging.getLogger(__name__)
DEEPEST = 64
"""Levels of an activity's JSON: a card within a question within an invoke has some twenty."""
MEMORY = 900.0
"""Seconds that an activity is remembered: longer than Teams repeats one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an invoke: Teams shows what the body says."""

    status: int
    body: Json


Turn = Callable[[Json], Awaitable[Answer | None]]
"""Deals with one activity that is authentic; gives the answer of an invoke."""


class Edge:
    """Teams' requests, of every kind, on one path."""

    def __init__(
        self, settings: TeamsSettings, validator: Validator, turn: Turn, wall: Callable[[], float]
    ) -> None:
        self._settings = settings
        self._validator = validator
        self._turn = turn
        self._wall = wall
        self._seen = Recent(wall, MEMORY)
        self.heard_at: float | None = None
        """Wall seconds at which Teams last reached us."""

    async def handle(self, request: web.Request) -> web.Response:
        """401 for what Teams did not send, 400 and 413 for what cannot be read, 503 without keys."""
        if self._settings.development and not _is_local(request):
            return web.Response(status=401, text="not from this machine")
        body = await held_body(request, self._settings.body_limit)
        if body is None:
            return web.Response(status=413, text="too large")
        activity = _read(body)
        if activity is None:
            return web.Response(status=400, text="not readable")
        try:
            await self._validator.check(_authorization(request), activity)
        except NotAuthentic as refused:
            log.warning("refused a request: %s", refused)
            return web.Response(status=401, text="not from Teams")
        except NoKeys:
            return web.Response(status=503, text="try again")
        self.heard_at = self._wall()
        if _is_repeatable(activity) and not self._seen.is_new(_name(activity)):
            # Teams sends a message again that was not answered within 15 s; it is being done.
            return web.Response(status=200)
        return await self._answer(activity)

    async def _answer(self, activity: Json) -> web.Response:
        try:
            answer = await self._turn(activity)
        except DeliveryError as error:
            log.warning("an answer was not delivered: %s", error.code)
            answer = None
        except Exception:
            log.exception("a %s could not be answered", text(activity.get("type")))
            answer = None
        if answer is not None:
            return web.json_response(answer.body, status=answer.status)
        return web.json_response({}, status=200)


def _authorization(request: web.Request) -> str:
    """The header; of two, each of us and a proxy before us might believe another, so two are none."""
    given = request.headers.getall("Authorization", [])
    return given[0] if len(given) == 1 else ""


def _is_local(request: web.Request) -> bool:
    """Whether it was sent to this machine by name, and by no page of a browser, which can reach it, too."""
    try:
        host = urlsplit(f"//{request.host}").hostname
    except ValueError:
        return False
    return is_loopback(host) and "Origin" not in request.headers


def _read(body: bytes) -> Json | None:
    """The activity; None where the bytes are no text, the text no JSON, or the JSON no activity."""
    try:
        held = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict) or not text(held.get("type")):
        return None
    # Fewer brackets than that cannot stand deeper.
    is_deep = body.count(b"{") + body.count(b"[") > DEEPEST and _is_deeper(held, DEEPEST)
    return None if is_deep else held


def _is_deeper(held: object, most: int) -> bool:
    """Whether it is nested beyond so many levels: what walks through cards is no deeper than its stack."""
    level: list[object] = [held]
    for _ in range(most):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return any(isinstance(each, dict | list) for each in level)


def _is_repeatable(activity: Json) -> bool:
    """Whether it is told apart by its id; invokes are answered each time, and the desk does each once."""
    return activity.get("type") == "message" and bool(text(activity.get("id")))


def _name(activity: Json) -> str:
    conversation = text(mapping(activity.get("conversation")).get("id"))
    return f"{tenant_of(activity)}:{conversation}:{text(activity.get('id'))}"
