"""Posting to Teams: into the conversation that was told of, once; what became of it where nobody can tell."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import CancelledError
from dataclasses import replace
from typing import Any, TypeVar

from adapters.teams.connector import Connector
from adapters.teams.faults import NOT_FOUND, is_dead
from adapters.teams.inbound.origin import whole
from adapters.teams.known import ANYWHERE, Conversations, Reach, reach_of
from adapters.teams.render.buttons import placed
from adapters.teams.render.message import activity
from adapters.teams.wire import PLATFORM, Json
from bot.ports import Destination, Known, Permanent, Sent, Transient, Uncertain
from bot.replies import Prose, Reply

log = logging.getLogger(__name__)
T = TypeVar("T")


class Posting:
    """What the messenger does, on the event loop."""

    def __init__(self, connector: Connector, conversations: Conversations) -> None:
        self._connector = connector
        self._conversations = conversations

    async def post(self, to: Destination, reply: Reply, *, at: Json | None = None) -> Sent:
        """Post where it belongs; the first message of a channel's thread is the thread.

        `at` is the place that its buttons mean, where that is another than the one where it stands.
        """
        reach = await self._reach(to)
        thread = to.thread if reach.conversation.startswith("19:") else None
        try:
            ref = await self._connector.post(
                reach.service_url, whole(reach.conversation, thread), placed(content(reply, to.tenant), at)
            )
        except Permanent as error:
            await self._lost(to.tenant, reach, error)
            raise
        return Sent(reach.conversation, ref)

    async def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace the message's words and card, for everybody."""
        reach = await self._reach(to)
        try:
            await self._connector.update(
                reach.service_url, whole(reach.conversation, to.thread), ref, content(reply, to.tenant)
            )
        except Permanent as error:
            await self._lost(to.tenant, reach, error)
            raise

    async def _reach(self, to: Destination) -> Reach:
        """How that conversation, or the private chat with that person, is reached."""
        if to.conversation:
            known = await asyncio.to_thread(self._conversations.of, PLATFORM, to.tenant, to.conversation)
            return _alive(known)
        if to.person is None or to.person.platform != PLATFORM:
            raise Permanent("nobody_to_post_to")
        chat = await asyncio.to_thread(self._conversations.chat, PLATFORM, to.tenant, to.person.user)
        if chat is not None:
            return _alive(chat)
        return await self._new_chat(to.tenant, to.person.user)

    async def _new_chat(self, tenant: str, user: str) -> Reach:
        anywhere = await asyncio.to_thread(self._conversations.of, PLATFORM, tenant, ANYWHERE)
        if anywhere is None:
            raise Permanent("never_met")
        reach = reach_of(anywhere)
        conversation = await self._connector.chat_with(reach.service_url, tenant, user)
        await asyncio.to_thread(
            self._conversations.keep, Known(PLATFORM, tenant, conversation, user, anywhere.details)
        )
        return Reach(reach.service_url, conversation)

    async def _lost(self, tenant: str, reach: Reach, error: Permanent) -> None:
        """What takes nothing more is not tried again before the bot is installed there anew."""
        if is_dead(error) or error.code in {"ConversationNotFound", f"http_{NOT_FOUND}"}:
            await asyncio.to_thread(
                self._conversations.bury, PLATFORM, tenant, reach.conversation, error.code
            )


def _alive(known: Known | None) -> Reach:
    if known is None:
        raise Permanent("never_met")
    if known.dead is not None:
        raise Permanent(known.dead)
    return reach_of(known)


def content(reply: Reply, tenant: str) -> Json:
    """A reply as an activity; what was cut is logged, without the words."""
    told = tuple(Prose(file.instead) for file in reply.files)
    # Teams takes no file of a bot's in a channel: where it is to be seen is said instead.
    rendered = activity(replace(reply, blocks=(*reply.blocks, *told)) if told else reply, tenant)
    for warning in rendered.warnings:
        log.warning("a message was cut for Teams: %s", warning)
    return rendered.json


class TeamsMessenger:
    """`bot.ports.Messenger` for Teams: called from the delivery thread, run on the adapter's loop."""

    platform = PLATFORM
    at_once = 4

    def __init__(self, wait: float) -> None:
        self._wait = wait
        self._loop: asyncio.AbstractEventLoop | None = None
        self._posting: Posting | None = None

    def attach(self, loop: asyncio.AbstractEventLoop, posting: Posting) -> None:
        """The adapter runs: from here on, messages go out."""
        self._loop, self._posting = loop, posting

    def detach(self) -> None:
        """The adapter stops: what comes now is to be tried again after the next start."""
        self._loop = self._posting = None

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:  # noqa: ARG002  Teams takes no key along
        """Post once. Raises Permanent, Transient or Uncertain."""
        return self._run(self._ready().post(to, reply), Uncertain("no_answer"))

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace a message. Raises Permanent or Transient."""
        self._run(self._ready().edit(to, ref, reply), Transient("no_answer"))

    def find(self, to: Destination, key: str, since: float) -> Sent | None:
        """Teams gives no way to look: what became of it nobody can tell, and the ledger says so."""
        del to, key, since
        raise Permanent("outcome_unknown")

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """The post has told of its files already."""

    def _ready(self) -> Posting:
        if self._posting is None:
            raise Transient("not_running")
        return self._posting

    def _run(self, work: Coroutine[Any, Any, T], late: Transient | Uncertain) -> T:
        loop = self._loop
        if loop is None or loop.is_closed():
            work.close()
            raise Transient("not_running")
        future = asyncio.run_coroutine_threadsafe(work, loop)
        try:
            return future.result(self._wait)
        except (TimeoutError, CancelledError):
            future.cancel()
            raise late from None
