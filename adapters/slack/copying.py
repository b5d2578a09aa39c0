"""Files that go along with a message: copied under it, each once, or told of where they cannot be.

The message with its key stands first. Its files are fetched and uploaded, which nobody sees, and then shared
below it in one call. Where that call's outcome is unknown, they are looked for below the message before they
are shared again: a thread is written to in its order, so what of ours came after the message is its own.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.serving.words import clean
from adapters.slack.client import SlackClient
from adapters.slack.settings import SlackSettings
from adapters.slack.transfer import NotCopied, Transfer, spool
from adapters.slack.wire import PLATFORM, Json, mapping, text
from bot.ports import DeliveryError, Destination, Permanent, Sent, Transient, Uncertain
from bot.replies import Enclosed, Reply

log = logging.getLogger(__name__)

READ, WRITE = "files:read", "files:write"
MOST = 10
"""Files of one message that are copied."""
KINDS = frozenset({"hosted", "snippet"})
"""Slack's modes of files that it holds itself; others lie elsewhere, were deleted, or are its documents."""
PAGES = 10


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that was uploaded and not yet shared."""

    file: Enclosed
    id: str


class Copying:
    """Copies what can be copied: needs `files:read` where a file is, and `files:write` where it goes."""

    def __init__(self, client: SlackClient, settings: SlackSettings) -> None:
        self._client = client
        self._settings = settings
        self._transfer = Transfer(client, settings)

    async def able(self, team: str) -> bool:
        """Whether our bot there may read and write files."""
        if not self._client.knows_scopes(team):
            try:
                await self._client.call(team, "auth.test")
            except DeliveryError:
                return False
        return self._client.may(team, READ, WRITE)

    async def said(self, reply: Reply, team: str) -> Reply:
        """The reply as it is posted there: of files that cannot be copied at all it says where they are."""
        if not reply.files:
            return reply
        return reply.without(_elsewhere(reply) if await self.able(team) else reply.files)

    async def enclose(
        self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool
    ) -> Reply | None:
        """Share the reply's files below the message `sent`.

        Returns the reply as it must now read, None where it stands as it is. `look`: they may be there
        already. `last`: what fails now is told of.

        Raises:
            Transient, Uncertain: it is to be tried again, looking first.
        """
        files = [file for file in reply.files if file not in _elsewhere(reply)]
        if not files or not await self.able(to.tenant):
            return None
        missing = await self._missing(to, sent, files) if look else files
        copies, told = await self._copied(to.tenant, missing[:MOST], last=last)
        told += missing[MOST:]
        if copies:
            told += await self._shared(to, sent, copies, last=last)
        return reply.without((*_elsewhere(reply), *told)) if told or look else None

    async def _copied(
        self, team: str, files: Sequence[Enclosed], *, last: bool
    ) -> tuple[list[Copy], list[Enclosed]]:
        copies: list[Copy] = []
        told: list[Enclosed] = []
        until = asyncio.get_running_loop().time() + self._settings.file_patience
        for file in files:
            try:
                async with asyncio.timeout_at(until):
                    copies.append(Copy(file, await self._copy(file, team)))
            except (NotCopied, Permanent) as why:
                log.info("a file is not copied: %s", why.code)
                told.append(file)
            except (DeliveryError, TimeoutError) as error:
                if not last:  # nothing of it can be seen yet
                    code = error.code if isinstance(error, DeliveryError) else "too_slow"
                    raise Transient(code) from error
                told.append(file)
        return copies, told

    async def _copy(self, enclosed: Enclosed, team: str) -> str:
        """Fetch it there and upload it here; its new id."""
        file = enclosed.file
        if file.size > self._settings.file_limit:
            raise NotCopied("too_large")
        info = mapping((await self._client.call(enclosed.tenant, "files.info", file=file.ref)).get("file"))
        if text(info.get("mode")) not in KINDS or info.get("is_external"):
            raise NotCopied(f"mode_{text(info.get('mode'))}")
        address = text(info.get("url_private_download")) or text(info.get("url_private"))
        with spool() as held:
            kind = text(info.get("mimetype"))
            length = await self._transfer.fetch(enclosed.tenant, address, kind, held)
            if length == 0 or length != info.get("size"):
                raise NotCopied("not_whole")
            asked = {"filename": title(enclosed), "length": length}
            given = await self._client.call(team, "files.getUploadURLExternal", **asked)
            await self._transfer.send(text(given.get("upload_url")), held, length)
        return text(given.get("file_id"))

    async def _shared(
        self, to: Destination, sent: Sent, copies: Sequence[Copy], *, last: bool
    ) -> list[Enclosed]:
        """Share them all in one message; those that could not be."""
        files = [copy.file for copy in copies]
        held = [{"id": copy.id, "title": title(copy.file)} for copy in copies]
        where = {"thread_ts": to.thread} if to.thread else {}
        try:
            await self._client.call(
                to.tenant,
                "files.completeUploadExternal",
                files=json.dumps(held),
                channel_id=sent.conversation,
                **where,
            )
        except Permanent as error:
            log.warning("files were not shared: %s", error.code)
            return files
        except Uncertain:
            for seconds in self._settings.file_looks:
                await asyncio.sleep(seconds)
                if not await self._missing(to, sent, files):
                    return []
            if not last:
                raise
            return files
        except Transient:
            if not last:
                raise
            return files
        return []

    async def _missing(self, to: Destination, sent: Sent, files: Sequence[Enclosed]) -> list[Enclosed]:
        """Those of the files that no message of ours after `sent` holds. Raises Transient."""
        try:
            me = await self._client.call(to.tenant, "auth.test")
            there = Tally(await self._titles(to, sent, me))
        except Uncertain as unknown:
            raise Transient(unknown.code) from unknown  # reading does nothing: ask again
        missing = []
        for file in files:
            if there[title(file)]:
                there[title(file)] -= 1
            else:
                missing.append(file)
        return missing

    async def _titles(self, to: Destination, sent: Sent, me: Json) -> list[str]:
        """The titles of our files after that message, which Slack is asked by its own time."""
        method = "conversations.replies" if to.thread else "conversations.history"
        asked: Json = {"channel": sent.conversation, "oldest": sent.ref, "limit": 200}
        asked |= {"ts": to.thread} if to.thread else {}
        found: list[str] = []
        for _ in range(PAGES):
            answer = await self._client.call(to.tenant, method, **asked)
            found += [
                text(file.get("title")) or text(file.get("name"))
                for message in _list(answer.get("messages"))
                if _is_ours(message, me)
                for file in _list(message.get("files"))
            ]
            cursor = text(mapping(answer.get("response_metadata")).get("next_cursor"))
            if not cursor:
                break
            asked["cursor"] = cursor
        return found


def _elsewhere(reply: Reply) -> list[Enclosed]:
    """Its files that are not in Slack: there is nothing to fetch."""
    return [each for each in reply.files if each.platform != PLATFORM or not each.file.ref]


def title(enclosed: Enclosed) -> str:
    """What its copy is called."""
    return clean(enclosed.file.name).strip() or enclosed.file.ref


def _is_ours(message: Json, me: Json) -> bool:
    bot, user = text(me.get("bot_id")), text(me.get("user_id"))
    return bool(bot and message.get("bot_id") == bot) or bool(user and message.get("user") == user)


def _list(value: object) -> list[Json]:
    return [mapping(each) for each in value] if isinstance(value, list) else []
