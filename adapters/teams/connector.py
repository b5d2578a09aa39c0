"""Calls of Teams' connector: one session, one cached token, raw JSON, no retry that could post twice."""

from __future__ import annotations

import asyncio
from typing import Any, Literal
from urllib.parse import quote

import aiohttp

from adapters.serving.unanswered import unanswered
from adapters.teams.auth.token import AppToken
from adapters.teams.faults import UNAUTHORIZED, answered
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import Json, mapping, text
from bot.ports import Permanent, Transient, Uncertain

SHORT_WAIT = 1.0
"""Seconds: a throttle no longer than this is waited for here, once; longer ones are the outbox's."""
OK = range(200, 300)

Method = Literal["GET", "POST", "PUT", "DELETE"]


class Connector:
    """The Bot Connector of every region. Made inside a running event loop."""

    def __init__(self, session: aiohttp.ClientSession, token: AppToken, settings: TeamsSettings) -> None:
        self._session = session
        self._token = token
        self._settings = settings

    async def post(
        self, service_url: str, conversation: str, activity: Json | bytes, *, only_for: str | None = None
    ) -> str:
        """Post an activity, which may be JSON already; the platform's id of it.

        `only_for` shows it to that person alone.

        Raises Permanent, Transient or Uncertain.
        """
        path = f"v3/conversations/{_part(conversation)}/activities"
        if only_for is not None:
            path += "?isTargetedActivity=true"
        answer = await self._call("POST", service_url, path, activity)
        ref = text(answer.get("id"))
        if not ref:
            raise Uncertain("no_id")
        return ref

    async def update(self, service_url: str, conversation: str, ref: str, activity: Json) -> None:
        """Replace an activity: the same twice is one. Raises Permanent or Transient."""
        await self._again("PUT", service_url, _activity(conversation, ref), activity)

    async def delete(self, service_url: str, conversation: str, ref: str) -> None:
        """Take an activity away. Raises Permanent or Transient."""
        await self._again("DELETE", service_url, _activity(conversation, ref), None)

    async def chat_with(self, service_url: str, tenant: str, user: str) -> str:
        """The personal chat with that person, made where there is none: the same one each time."""
        asked: Json = {
            "bot": {"id": f"28:{self._settings.app_id}"},
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        answer = await self._again("POST", service_url, "v3/conversations", asked)
        if not (found := text(answer.get("id"))):
            raise Transient("no_id")
        return found

    async def member(self, service_url: str, conversation: str, user: str) -> Json:
        """Who that is: name, e-mail, `aadObjectId`. Raises Permanent or Transient."""
        path = f"v3/conversations/{_part(conversation)}/members/{_part(user)}"
        return await self._again("GET", service_url, path, None)

    async def _again(self, method: Method, service_url: str, path: str, body: Json | None) -> Json:
        """A call that may be made twice: what became of the first is no matter."""
        try:
            return await self._call(method, service_url, path, body)
        except Uncertain as unknown:
            raise Transient(unknown.code) from unknown

    async def _call(self, method: Method, service_url: str, path: str, body: Json | bytes | None) -> Json:
        if not self._settings.may_post_to(service_url):
            raise Permanent("foreign_host")
        url = f"{service_url.rstrip('/')}/{path}"
        try:
            return await self._once(method, url, body)
        except Transient as wait:
            if wait.code == "token_refused":
                self._token.forget()
            elif wait.retry_after > SHORT_WAIT:
                raise
            else:
                await asyncio.sleep(wait.retry_after)
        try:
            return await self._once(method, url, body)
        except Transient as refused:
            if refused.code == "token_refused":
                raise Permanent("unauthorized") from refused
            raise

    async def _once(self, method: Method, url: str, body: Json | bytes | None) -> Json:
        token = await self._token.get()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            sent: Any = {"json": body}
            if isinstance(body, bytes):
                sent = {"data": body}
                headers["Content-Type"] = "application/json"
            async with self._session.request(method, url, headers=headers, **sent) as answer:
                told, status, named = await _read(answer), answer.status, answer.headers
        except Exception as error:
            raise unanswered(error) from error
        if status in OK:
            return told
        if status == UNAUTHORIZED:
            raise Transient("token_refused")
        raise answered(status, named, told)


async def _read(answer: aiohttp.ClientResponse) -> Json:
    """The answer's object; an empty one for whatever is none."""
    try:
        return mapping(await answer.json(content_type=None))
    except ValueError:
        return {}


def _activity(conversation: str, ref: str) -> str:
    return f"v3/conversations/{_part(conversation)}/activities/{_part(ref)}"


def _part(name: str) -> str:
    """One part of a path: ids hold colons, semicolons and more. Raises Permanent for what would be none."""
    if name in {"", ".", ".."}:
        raise Permanent("no_id")
    return quote(name, safe="")
