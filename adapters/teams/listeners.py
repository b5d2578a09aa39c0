"""What is done with each kind of activity; of somebody, for nobody is answered who has no name."""

from __future__ import annotations

import logging

from adapters.teams.answering import dialogs, installs, talk
from adapters.teams.answering.counter import Counter
from adapters.teams.edge import Answer
from adapters.teams.inbound.dialogs import is_extension
from adapters.teams.inbound.messages import is_of_a_bot
from adapters.teams.inbound.origin import Origin, origin
from adapters.teams.wire import Json
from bot.clock import Clock
from bot.ports import DeliveryError

log = logging.getLogger(__name__)
OK = 200


class TeamsListeners:
    """`adapters.teams.bridge.Listeners`."""

    def __init__(self, counter: Counter, clock: Clock) -> None:
        self._counter = counter
        self._clock = clock

    async def message(self, activity: Json) -> None:
        """Somebody wrote."""
        at = self._origin(activity)
        if not at.user:
            return
        await self._counter.meet(at)
        try:
            await talk.heard(self._counter, activity, at)
        except DeliveryError as error:
            log.warning("an answer was not delivered: %s", error.code)

    async def edited(self, activity: Json) -> None:
        """A message was changed or deleted."""
        if is_of_a_bot(activity):
            return
        at = self._origin(activity)
        if at.user:
            await talk.changed(self._counter, activity, at)

    async def invoked(self, activity: Json) -> Answer:
        """A card, form or extension asks."""
        at = self._origin(activity)
        if not at.user:
            return Answer(OK, {})
        await self._counter.meet(at, is_there=not is_extension(activity))
        return await dialogs.invoked(self._counter, activity, at)

    async def members(self, activity: Json) -> None:
        """Somebody came or went."""
        await installs.members(self._counter, activity, self._origin(activity))

    async def installed(self, activity: Json) -> None:
        """The app was installed or removed."""
        try:
            await installs.installed(self._counter, activity, self._origin(activity))
        except DeliveryError as error:
            log.warning("a greeting was not delivered: %s", error.code)

    def _origin(self, activity: Json) -> Origin:
        return origin(activity, self._clock.now())
