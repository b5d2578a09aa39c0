"""Events as they are stored: JSON with a version, old shapes read up to new ones and never rewritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from bot.domain.events import Event
from bot.storage.errors import StorageError

Body = dict[str, Any]
Step = Callable[[Body], Body]
"""Makes the body of one version into that of the next."""

STEPS: Mapping[str, tuple[Step, ...]] = {}
"""By kind, the steps from version 1 up, in order. A kind without any is still in its first shape."""

_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="tag")])
_IN_COLUMNS = {"tag", "at", "actor"}


class History:
    """Writes events to rows and reads them back, whatever version they were written in."""

    def __init__(self, steps: Mapping[str, tuple[Step, ...]] = STEPS) -> None:
        self._steps = steps

    def row(self, event: Event) -> dict[str, Any]:
        """The columns kind, v, at, actor_id and body."""
        return {
            "kind": event.tag,
            "v": 1 + len(self._steps.get(event.tag, ())),
            "at": event.at,
            "actor_id": event.actor,
            "body": _EVENT.dump_json(event, exclude=_IN_COLUMNS).decode(),
        }

    def event(self, kind: str, v: int, at: datetime, actor_id: int | None, body: str) -> Event:
        """The event in its present shape.

        Raises:
            StorageError: it was written by a later version than this one.
        """
        facts: Body = json.loads(body)
        steps = self._steps.get(kind, ())
        if v > 1 + len(steps):
            raise StorageError(f"an event {kind!r} of version {v} was written by a later Guichet")
        for step in steps[v - 1 :]:
            facts = step(facts)
        return _EVENT.validate_python(facts | {"tag": kind, "at": at, "actor": actor_id})
