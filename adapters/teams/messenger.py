"""Posting to Teams: into the conversation that was told of, once; what became of it where nobody can tell."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from functools import cached_property

from adapters.serving.attached import Attached
from adapters.serving.once import Once
from adapters.teams.connector import Connector
from adapters.teams.faults import DEAD, NO_CONVERSATION, Throttled, is_dead
from adapters.teams.inbound.origin import SEVERAL, whole
from adapters.teams.known import ANYWHERE, REMOVED, Conversations, Reach, reach_of
from adapters.teams.pacing import Pacing, Rank
from adapters.teams.render.buttons import placed
from adapters.teams.render.message import activity
from adapters.teams.views import Views
from adapters.teams.wire import PLATFORM, Json
from bot.ports import Closed, Destination, Known, Permanent, Sent, Transient, Uncertain
from bot.replies import Prose, Reply
from bot.requests import Shut

log = logging.getLogger(__name__)

NO_CHAT = "no_private_chat"
GONE_ALONE = frozenset({"ConversationNotFound"})
TRIES = 3
LONGEST_WAIT = 5.0
"""Seconds that somebody who asked is kept waiting at once: Teams itself waits for fifteen in all."""


class Posting:
    """What the messenger does, on the event loop."""

    def __init__(
        self,
        connector: Connector,
        conversations: Conversations,
        pacing: Pacing | None = None,
        views: Views | None = None,
    ) -> None:
        self._connector = connector
        self._conversations = conversations
        self._pacing = pacing or Pacing()
        self._views = views
        self._made = Once(lambda reply, tenant: Made(content(reply, tenant)))

    async def post(
        self, to: Destination, reply: Reply, rank: Rank | None = None, *, at: Json | None = None
    ) -> Sent:
        """Post where it belongs; the first message of a channel's thread is the thread.

        `at` is the place that its buttons mean, where that is another than the one where it stands.
        """
        wanted = rank if rank is not None else Rank.URGENT if to.urgent else Rank.POST
        reach = await self._reach(to)
        try:
            return await self._into(reach, to, reply, wanted, at=at)
        except Permanent as error:
            if to.conversation or to.person is None or error.code not in NO_CONVERSATION:
                raise
        # The chat that was known is no more: one is made anew, once.
        return await self._into(await self._new_chat(to.tenant, to.person.user), to, reply, wanted, at=at)

    async def target(self, to: Destination, account: str, reply: Reply) -> Sent:
        """Post in a channel for that person's eyes alone (`29:...`)."""
        reach = await self._reach(to)
        return await self._into(reach, to, reply, Rank.PERSON, only_for=account)

    async def answer(self, to: Destination, reply: Reply, *, at: Json | None = None) -> None:
        """Post for somebody who waits: tried again for a moment, never where it may have arrived.

        Raises Permanent, Transient or Uncertain.
        """
        for _ in range(TRIES - 1):
            try:
                await self.post(to, reply, Rank.PERSON, at=at)
            except Transient as error:
                if error.retry_after > LONGEST_WAIT:
                    raise
                await asyncio.sleep(error.retry_after)
            else:
                return
        await self.post(to, reply, Rank.PERSON, at=at)

    async def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace the message's words and card, for everybody."""
        reach = await self._reach(to)
        where = whole(reach.conversation, to.thread)
        told = await self._personal(self._made.of(reply, to.tenant).json, to.tenant, reach)
        try:
            await self._pacing.turn(to.tenant, reach.conversation, Rank.EDIT)
            await self._connector.update(reach.service_url, where, ref, told)
        except Throttled as limited:
            self._pacing.refused(to.tenant, reach.conversation, limited.retry_after)
            raise
        except Permanent as error:
            # A message that is gone is not a conversation that is: only its own code says that.
            raise await self._lost(to.tenant, reach, error, gone=GONE_ALONE) from error

    async def _into(
        self,
        reach: Reach,
        to: Destination,
        reply: Reply,
        rank: Rank,
        *,
        only_for: str | None = None,
        at: Json | None = None,
    ) -> Sent:
        where = whole(reach.conversation, to.thread if reach.conversation.startswith(SEVERAL) else None)
        made = self._made.of(reply, to.tenant)
        told = placed(made.json, at)
        if only_for is None:
            told = await self._personal(told, to.tenant, reach)
        else:
            told = told | {"recipient": {"id": only_for}}
        try:
            await self._pacing.turn(to.tenant, reach.conversation, rank)
            said = made.encoded if told is made.json else told
            ref = await self._connector.post(reach.service_url, where, said, only_for=only_for)
        except Throttled as limited:
            self._pacing.refused(to.tenant, reach.conversation, limited.retry_after)
            raise
        except Permanent as error:
            raise await self._lost(to.tenant, reach, error, gone=NO_CONVERSATION) from error
        return Sent(reach.conversation, ref)

    async def _personal(self, told: Json, tenant: str, reach: Reach) -> Json:
        """In a private chat there is one reader, whose buttons they are."""
        if self._views is None or not reach.conversation.startswith(SEVERAL):
            return told
        return await asyncio.to_thread(self._views.personal, told, tenant, reach.conversation)

    async def _reach(self, to: Destination) -> Reach:
        """How that conversation, or the private chat with that person, is reached."""
        if to.conversation:
            known = self._conversations.at_hand(PLATFORM, to.tenant, to.conversation)
            if known is None:
                known = await asyncio.to_thread(self._conversations.of, PLATFORM, to.tenant, to.conversation)
            return _alive(known)
        if to.person is None or to.person.platform != PLATFORM:
            raise Permanent("nobody_to_post_to")
        chat = await asyncio.to_thread(self._conversations.chat, PLATFORM, to.tenant, to.person.user)
        if chat is not None and chat.dead not in NO_CONVERSATION:
            return _alive(chat)
        return await self._new_chat(to.tenant, to.person.user)

    async def _new_chat(self, tenant: str, user: str) -> Reach:
        """The private chat with somebody who never wrote: it can be made where the app is installed."""
        anywhere = await asyncio.to_thread(self._conversations.of, PLATFORM, tenant, ANYWHERE)
        if anywhere is None:
            raise Permanent("never_met")
        reach = reach_of(anywhere)
        try:
            await self._pacing.turn(tenant, None, Rank.POST)
            conversation = await self._connector.chat_with(reach.service_url, tenant, user)
        except Throttled as limited:
            self._pacing.refused(tenant, None, limited.retry_after)
            raise
        except Permanent as error:
            log.warning("no private chat could be made: %s", error.code)
            raise Permanent(NO_CHAT) from error
        await asyncio.to_thread(
            self._conversations.keep, Known(PLATFORM, tenant, conversation, user, anywhere.details)
        )
        return Reach(reach.service_url, conversation)

    async def _lost(self, tenant: str, reach: Reach, error: Permanent, gone: frozenset[str]) -> Permanent:
        """What takes nothing more is not tried again before the bot is installed there anew."""
        if not is_dead(error) and error.code not in gone:
            return error
        await asyncio.to_thread(self._conversations.bury, PLATFORM, tenant, reach.conversation, error.code)
        return _refusal(reach.conversation, error.code)


def _alive(known: Known | None) -> Reach:
    if known is None:
        raise Permanent("never_met")
    if known.dead is not None:
        raise _refusal(known.conversation, known.dead)
    return reach_of(known)


def _refusal(conversation: str, code: str) -> Permanent:
    """A channel can be opened again by whoever adds the app there: then what waited is said."""
    is_shut = conversation.startswith(SEVERAL) and (code in DEAD or code == REMOVED)
    return Closed(code, Shut.UNINVITED) if is_shut else Permanent(code)


class Made:
    """A reply as an activity, and as what goes over the line where it goes as it is."""

    def __init__(self, told: Json) -> None:
        self.json = told

    @cached_property
    def encoded(self) -> bytes:
        """In JSON."""
        return json.dumps(self.json).encode()


def content(reply: Reply, tenant: str) -> Json:
    """A reply as an activity; what was cut is logged, without the words."""
    told = tuple(Prose(file.instead) for file in reply.files)
    # Teams takes no file of a bot's in a channel: where it is to be seen is said instead.
    rendered = activity(replace(reply, blocks=(*reply.blocks, *told)) if told else reply, tenant)
    for warning in rendered.warnings:
        log.warning("a message was cut for Teams: %s", warning)
    return rendered.json


class TeamsMessenger(Attached[Posting]):
    """`bot.ports.Messenger` for Teams: called from the delivery thread, run on the adapter's loop."""

    platform = PLATFORM
    at_once = 4
    looks = False
    """A bot cannot read a conversation, and no key makes Teams take a message once."""

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
