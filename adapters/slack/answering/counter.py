"""What every way of answering shares: asking the desk within a person's patience, and showing the reply."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from adapters.serving.door import FrontDoor
from adapters.serving.later import Later
from adapters.serving.recent import Newest, Recent
from adapters.serving.running import Running
from adapters.slack.answering.encoded import Encoded
from adapters.slack.client import SlackClient
from adapters.slack.copying import READ, WRITE
from adapters.slack.directory import Directory, people_in, places_in
from adapters.slack.messenger import Posting
from adapters.slack.render.message import message
from adapters.slack.render.view import View, modal
from adapters.slack.rooms import Rooms
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import Json
from bot.ports import DeliveryError
from bot.replies import Audience, Form, Reply
from bot.requests import Deleted, Edited, Happened, PlaceRef, Profile, Request, Said, Via

log = logging.getLogger(__name__)

DUE = 2.6
"""Seconds after which an acknowledgement must be on its way: Slack waits for three."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A request that is being answered, and when its patience began (loop seconds)."""

    request: Request
    job: asyncio.Future[Reply]
    since: float

    @property
    def locale(self) -> str | None:
        """The asker's language, if Slack told."""
        return self.request.profile.locale if self.request.profile else None


@dataclass(frozen=True, slots=True)
class Counter:
    """The adapter's parts, at hand for every listener."""

    desk: FrontDoor
    settings: SlackSettings
    client: SlackClient
    directory: Directory
    rooms: Rooms
    running: Running
    later: Later
    posting: Posting
    handled: Recent
    """Keys of events taken up lately: Slack sends an event again while the first is still being answered."""
    encoded: Encoded
    changes: Newest
    """The latest change of each open form, and of each home."""
    homes: Newest
    """By which command each home was shown last."""
    wall: Callable[[], float]

    async def ask(self, request: Request, came_from: str | None = None) -> Reply | Begun:
        """The desk's reply, or the work still going on when the person's patience ends."""
        since = asyncio.get_running_loop().time()
        team = request.actor.tenant
        people, named = people_in(request.intent), places_in(request.intent)
        if people or named:
            profile, mentioned, places, place = await asyncio.gather(
                self.directory.profile(team, request.actor.user),
                self.directory.mentioned(team, people),
                self.directory.places(team, named),
                self._place(request),
            )
            mentioned |= places
        else:
            profile, mentioned = await self.directory.profile(team, request.actor.user), {}
            place = await self._place(request)
        if profile is None and came_from not in {None, team}:
            # Slack may tell nothing of people of another workspace; that they are from there, it says.
            profile = Profile("", home_tenant=came_from)
        request = replace(request, profile=profile, mentioned=mentioned, place=place)
        # Acknowledged, it will not be told again, and who wrote it asked for nothing: it is never refused.
        is_told = isinstance(request.intent, Said | Edited | Deleted | Happened)
        job = None if is_told and self.running.is_crowded else self.running.begin(request)
        if job is None and is_told:
            job = self.later.start(self.running.in_its_turn(request))
        if job is None:
            return self.desk.busy(profile.locale if profile else None)
        if not job.done():
            # `wait` cancels nothing: what runs in a thread goes on, and may commit.
            await asyncio.wait({job}, timeout=max(self.settings.patience - self.elapsed(since), 0))
        return job.result() if job.done() else Begun(request, job, since)

    async def _place(self, request: Request) -> PlaceRef:
        """A command is typed anywhere; whatever else we hear of was in a channel that we are in."""
        if request.via is not Via.COMMAND:
            return request.place
        return await self.rooms.looked_at(request.place)

    @staticmethod
    def elapsed(since: float) -> float:
        """Seconds since then, on the loop's clock."""
        return asyncio.get_running_loop().time() - since

    def deliver_later(self, begun: Begun, deliver: Callable[[Reply], Awaitable[object]]) -> None:
        """Deliver the reply when it comes, however late."""

        async def waiting() -> None:
            await deliver(await begun.job)

        self.later.start(waiting())

    async def open_form(self, form: Form, place: PlaceRef, trigger: str, since: float) -> bool:
        """Open the form; False where it is too late or Slack refuses, and words must do.

        Slack answers late rather than never: a form still on its way when the acknowledgement is due counts
        as opened.
        """
        if self.elapsed(since) > self.settings.form_patience or not trigger:
            return False
        shown = self.form_view(form, place)
        opening = self.later.start(self.view(place.tenant, "views.open", shown, trigger_id=trigger))
        await asyncio.wait({opening}, timeout=max(DUE - self.elapsed(since), 0))
        return not opening.done() or opening.result() is None

    def form_view(self, form: Form, place: PlaceRef) -> View:
        """The form as a modal; what was cut is logged."""
        return warned(modal(form, place, files=self.client.may(place.tenant, READ, WRITE)))

    async def view(self, tenant: str, method: str, view: View, **arguments: object) -> str | None:
        """Show a view; Slack's code where it would not, None where it did."""
        try:
            await self.client.call(tenant, method, view=view.json, **arguments)
        except DeliveryError as error:
            log.warning("%s failed: %s", method, error.code)
            return error.code
        return None

    def spoken(self, reply: Reply, tenant: str) -> Json:
        """The reply as the body of an acknowledgement or of a post to a `response_url`."""
        return spoken(reply, tenant)

    def acknowledged(self, reply: Reply, tenant: str) -> str:
        """The same in JSON, for an acknowledgement."""
        return self.encoded.text(reply, tenant)


def spoken(reply: Reply, tenant: str) -> Json:
    """The reply as a private message, or one to the place; what had to be cut is logged."""
    rendered = message(reply, tenant)
    for warning in rendered.warnings:
        log.warning("an answer was cut for Slack: %s", warning)
    kind = "in_channel" if reply.audience is Audience.PLACE else "ephemeral"
    return {
        "response_type": kind,
        "text": rendered.text,
        "blocks": rendered.blocks,
        "mrkdwn": False,
        "unfurl_links": False,
    }


def warned(view: View) -> View:
    """The view; what had to be cut from it is logged, without its words."""
    for warning in view.warnings:
        log.warning("a view was cut for Slack: %s", warning)
    return view


def lost(what: str, error: DeliveryError) -> None:
    """Something that could be said once only was not said."""
    log.warning("%s was not delivered: %s", what, error.code)
