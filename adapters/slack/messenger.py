"""Posting, editing and finding messages: the outbox's way into Slack, each message once."""

from __future__ import annotations

import logging

from adapters.serving.attached import Attached
from adapters.slack.client import SlackClient
from adapters.slack.copying import Copying
from adapters.slack.render.message import message
from adapters.slack.tiers import Rank
from adapters.slack.wire import PLATFORM, Json, mapping, text
from bot.ports import Destination, Permanent, Sent, Transient, Uncertain
from bot.replies import Reply

log = logging.getLogger(__name__)

EVENT_TYPE = "guichet"
"""Marks our messages in Slack's metadata, which every app of the workspace can read: keys, nothing else."""
SLACK_SKEW = 5.0
"""Seconds that Slack's clock may be behind ours."""
PAGE = 200
PAGES = 10


class Posting:
    """What the messenger does, on the event loop."""

    def __init__(self, client: SlackClient, copying: Copying) -> None:
        self._client = client
        self._copying = copying
        self._chats: dict[tuple[str, str], str] = {}

    async def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        """Post with the key in the message's metadata."""
        channel = await self._channel(to)
        reply = await self._copying.said(reply, to.tenant)
        answer = await self._client.ranked(
            Rank.URGENT if to.urgent else Rank.POST,
            to.tenant,
            "chat.postMessage",
            channel=channel,
            **({"thread_ts": to.thread} if to.thread else {}),
            **content(reply, to.tenant),
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        sent = Sent(text(answer.get("channel")) or channel, text(answer.get("ts")))
        if not sent.ref:
            raise Uncertain("no_ts")
        return sent

    async def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace the message's words; its metadata stays."""
        channel = await self._channel(to)
        reply = await self._copying.said(reply, to.tenant)
        try:
            await self._client.call(
                to.tenant, "chat.update", channel=channel, ts=ref, **content(reply, to.tenant)
            )
        except Uncertain as unknown:
            raise Transient(unknown.code) from unknown  # the same edit twice is one edit

    async def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """Share its files below it; where some cannot be, the message says so."""
        told = await self._copying.enclose(to, sent, reply, look=look, last=last)
        if told is None:
            return
        there = Destination(to.platform, to.tenant, sent.conversation)
        try:
            await self.edit(there, sent.ref, told)
        except Permanent as error:  # the message is gone, or no longer ours to edit
            log.warning("files that were not copied are not told of: %s", error.code)

    async def find(self, to: Destination, key: str, since: float) -> Sent | None:
        """The message with that key, among those since `since`: in the thread, or in the conversation."""
        try:
            channel = await self._channel(to)
            asked: Json = {"channel": channel, "include_all_metadata": True, "limit": PAGE}
            asked |= {"ts": to.thread} if to.thread else {}
            return await self._search(to, asked, key, since)
        except Uncertain as unknown:
            raise Transient(unknown.code) from unknown  # reading does nothing: ask again

    async def _search(self, to: Destination, asked: Json, key: str, since: float) -> Sent | None:
        """Page by page: a thread from its start to its end, a conversation from its newest back to `since`.

        Slack is not asked by time, as its clock need not be ours: the page on which the time is passed is
        still looked through.
        """
        method = "conversations.replies" if to.thread else "conversations.history"
        for _ in range(PAGES):
            answer = await self._client.call(to.tenant, method, **asked)
            held = answer.get("messages")
            page = [mapping(each) for each in held] if isinstance(held, list) else []
            found = next((each for each in page if _carries(each, key)), None)
            if found is not None:
                return Sent(asked["channel"], text(found.get("ts")))
            cursor = text(mapping(answer.get("response_metadata")).get("next_cursor"))
            is_past = bool(page) and float(text(page[-1].get("ts")) or 0) < since - SLACK_SKEW
            if not cursor or (is_past and not to.thread):
                return None
            asked["cursor"] = cursor
        # To say "absent" without having seen everything could post it twice.
        raise Permanent("too_much_to_search")

    async def _channel(self, to: Destination) -> str:
        if to.conversation:
            return to.conversation
        if to.person is None or to.person.platform != PLATFORM:
            raise Permanent("nobody_to_post_to")
        key = (to.tenant, to.person.user)
        if key not in self._chats:
            try:
                answer = await self._client.call(to.tenant, "conversations.open", users=to.person.user)
            except Uncertain as unknown:
                raise Transient(unknown.code) from unknown  # opening a chat twice opens one
            self._chats[key] = text(mapping(answer.get("channel")).get("id"))
        return self._chats[key]


def _carries(each: Json, key: str) -> bool:
    metadata = mapping(each.get("metadata"))
    is_ours = metadata.get("event_type") == EVENT_TYPE
    return is_ours and mapping(metadata.get("event_payload")).get("key") == key


def content(reply: Reply, tenant: str) -> Json:
    """A reply as the text and blocks of a message; what was cut is logged, without the words."""
    rendered = message(reply, tenant)
    for warning in rendered.warnings:
        log.warning("a message was cut for Slack: %s", warning)
    return {"text": rendered.text, "blocks": rendered.blocks}


class SlackMessenger(Attached[Posting]):
    """`bot.ports.Messenger` for Slack: called from the delivery thread, run on the adapter's loop."""

    platform = PLATFORM
    at_once = 8
    """More than one, since a call takes as long as Slack takes; no more, since every one is a thread."""
    looks = True

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        """Post once. Raises Permanent, Transient or Uncertain."""
        return self._run(self._ready().post(to, reply, key), Uncertain("no_answer"))

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace a message. Raises Permanent or Transient."""
        self._run(self._ready().edit(to, ref, reply), Transient("no_answer"))

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """Bring its files along. Raises Transient or Uncertain."""
        ready = self._ready()
        self._run(ready.enclose(to, sent, reply, look=look, last=last), Uncertain("no_answer"))

    def find(self, to: Destination, key: str, since: float) -> Sent | None:
        """The message that carries `key`, if it was posted. Raises Permanent or Transient."""
        return self._run(self._ready().find(to, key, since), Transient("no_answer"))
