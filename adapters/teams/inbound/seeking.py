"""What is sought in the extension's box, as a request."""

from __future__ import annotations

from adapters.teams.inbound.origin import Origin
from adapters.teams.wire import Json, listed, mapping, text
from bot.requests import Request, Sought, Via

NAME = "composeExtension/query"
COMMAND, WORDS = "find", "words"
"""The extension's command, and its one parameter."""
FIRST = "initialRun"
"""The parameter that Teams sends before anything is typed."""
PAGE, MOST = 10, 25
FURTHEST = 1_000


def sought(activity: Json, origin: Origin) -> Request | None:
    """The request; None for a command that is not ours."""
    value = mapping(activity.get("value"))
    if text(value.get("commandId")) != COMMAND:
        return None
    told = {text(each.get("name")): each.get("value") for each in listed(value.get("parameters"))}
    options = mapping(value.get("queryOptions"))
    words = "" if FIRST in told else text(told.get(WORDS))
    intent = Sought(
        words, _number(options.get("skip"), 0, FURTHEST), _number(options.get("count"), PAGE, MOST)
    )
    key = f"sought:{origin.conversation}:{text(activity.get('id'))}"
    return Request(origin.actor, origin.place, intent, key, origin.received_at, Via.BUTTON)


def _number(told: object, without: int, most: int) -> int:
    is_number = isinstance(told, int) and not isinstance(told, bool)
    return min(max(told, 0), most) if is_number and isinstance(told, int) else without
