"""What every way of answering shares: knowing who asks, and asking the desk within a person's patience."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from adapters.serving.door import FrontDoor
from adapters.serving.later import Later
from adapters.serving.recent import Recent
from adapters.serving.running import Running
from adapters.teams.connector import Connector
from adapters.teams.directory import Directory
from adapters.teams.inbound.origin import Origin
from adapters.teams.known import ANYWHERE, Conversations, name_chat, told_by
from adapters.teams.messenger import Posting
from adapters.teams.settings import TeamsSettings
from adapters.teams.views import Views
from adapters.teams.wire import PLATFORM
from bot.replies import Reply
from bot.requests import PlaceKind, Request

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Begun:
    """A request that is still being answered when the person's patience ends."""

    request: Request
    job: asyncio.Future[Reply]

    @property
    def locale(self) -> str | None:
        """The asker's language, if Teams told."""
        return self.request.profile.locale if self.request.profile else None


@dataclass(frozen=True, slots=True)
class Counter:
    """The adapter's parts, at hand for every listener."""

    desk: FrontDoor
    settings: TeamsSettings
    connector: Connector
    directory: Directory
    conversations: Conversations
    running: Running
    later: Later
    posting: Posting
    views: Views
    welcomed: Recent
    """The chats that were greeted a moment ago: Teams tells of one installation more than once."""

    async def meet(self, origin: Origin, *, is_there: bool = True) -> None:
        """Keep how this conversation is reached: addresses can change, so the newest holds.

        `is_there`: the bot is in it. The extension is used wherever its person writes, and tells nothing of
        where the bot could.
        """
        if not origin.tenant or not origin.conversation:
            return
        for known in told_by(origin):
            is_kept = self.conversations.at_hand(PLATFORM, known.tenant, known.conversation) == known
            if not is_kept and (is_there or known.conversation == ANYWHERE):
                await asyncio.to_thread(self.conversations.keep, known)
        if origin.kind is not PlaceKind.PRIVATE and origin.account:
            await asyncio.to_thread(name_chat, self.conversations, origin)

    async def ask(self, request: Request, origin: Origin) -> Reply | Begun:
        """The desk's reply, or the work still going on when the person's patience ends."""
        profile = await self.directory.profile(origin)
        if request.place.conversation != origin.place.conversation:
            # A button told its place by the person's own client: being there is what it does not prove.
            profile = replace(profile, home_tenant=None)
        request = replace(request, profile=profile)
        job = self.running.begin(request)
        if job is None:
            return self.desk.busy(origin.locale)
        if not job.done():
            # `wait` cancels nothing: what runs in a thread goes on, and may commit.
            await asyncio.wait({job}, timeout=self.settings.patience)
        return job.result() if job.done() else Begun(request, job)

    def deliver_later(self, begun: Begun, deliver: Callable[[Reply], Awaitable[object]]) -> None:
        """Deliver the reply when it comes, however late."""

        async def waiting() -> None:
            await deliver(await begun.job)

        self.later.start(waiting())
