"""Bolt's listeners: one a kind, for whatever comes; each dispatches, answers, and lets no exception out."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.slack.answering import clicks, commands, forms, talk
from adapters.slack.answering.counter import Counter
from adapters.slack.inbound.origin import Origin
from adapters.slack.wire import Json, mapping, text
from bot.clock import Clock

log = logging.getLogger(__name__)
ANYTHING = re.compile(r"[\s\S]*")

Answer = Callable[[Counter, Json, Origin], Awaitable[Json | str | None]]
"""Gives the body of the acknowledgement: an object, or its JSON."""
Listener = Callable[[AsyncAck, AsyncBoltRequest], Awaitable[None]]

Gone = Callable[[str, Json], Awaitable[None]]

_GONE = {"app_uninstalled", "tokens_revoked"}


class Listeners:
    """Knows nothing of HTTP: Socket Mode gives Bolt the same requests."""

    def __init__(self, counter: Counter, clock: Clock, gone: Gone) -> None:
        """`gone` is told of a workspace that removed the app, with the event that says so."""
        self._counter = counter
        self._clock = clock
        self._gone = gone

    def register(self, bolt: AsyncApp) -> None:
        """Register the few: every one that does not match costs each request a little."""
        bolt.command(ANYTHING)(self._listener(commands.slash))
        bolt.action(ANYTHING)(self._listener(clicks.click))
        bolt.view(ANYTHING)(self._listener(forms.submission))
        bolt.view_closed(ANYTHING)(self._listener(_nothing))
        bolt.event(ANYTHING)(self._listener(self._event))
        bolt.shortcut(ANYTHING)(self._listener(clicks.shortcut))
        bolt.options(ANYTHING)(self._listener(_no_options))

    def _listener(self, answer: Answer) -> Listener:
        async def listener(ack: AsyncAck, request: AsyncBoltRequest) -> None:
            said: Json | str | None = None
            try:
                said = await answer(self._counter, request.body, self._origin(request))
            except Exception:
                # Out of here, it would take the acknowledgement with it.
                log.exception("a %s could not be answered", text(request.body.get("type")) or "command")
            await (ack(said) if said else ack())

        return listener

    def _origin(self, request: AsyncBoltRequest) -> Origin:
        context: AsyncBoltContext = request.context
        retried = "x-slack-retry-num" in request.headers
        return Origin(
            team=_team(context),
            bot=_bot(request.body) or context.bot_user_id,
            received_at=self._received_at(request.body, retried=retried),
            retried=retried,
            came_from=_came_from(request.body),
        )

    def _received_at(self, body: Json, *, retried: bool) -> datetime:
        """Now, or for an event that Slack had to repeat, when it happened: our outage is not theirs."""
        now, happened = self._clock.now(), body.get("event_time")
        if not retried or not isinstance(happened, int):
            return now
        return now - timedelta(seconds=max(self._counter.wall() - happened, 0))

    async def _event(self, counter: Counter, body: Json, origin: Origin) -> None:
        if mapping(body.get("event")).get("type") in _GONE:
            await self._gone(origin.team, body)
            return
        await talk.event(counter, body, origin)


def _team(context: AsyncBoltContext) -> str:
    """The workspace that the app is installed in, whichever a payload from a shared channel names."""
    authorized = context.authorize_result
    ours = authorized.team_id if authorized is not None else None
    return ours or context.team_id or context.enterprise_id or ""


def _came_from(body: Json) -> str | None:
    """Where the person comes from: `user_team` of an event's message, `team_id` of a payload's user."""
    event = mapping(body.get("event"))
    said = mapping(event.get("message")) or event
    user = mapping(body.get("user"))
    return text(said.get("user_team")) or text(user.get("team_id")) or None


def _bot(body: Json) -> str | None:
    """Our bot user, as the event itself says it."""
    held = body.get("authorizations")
    first = mapping(held[0]) if isinstance(held, list) and held else {}
    return text(first.get("user_id")) or None if first.get("is_bot") else None


async def _nothing(_counter: Counter, _body: Json, _origin: Origin) -> None:
    """A closed form asks for nothing."""


async def _no_options(_counter: Counter, _body: Json, _origin: Origin) -> Json:
    return {"options": []}
