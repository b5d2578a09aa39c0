"""The clock bar: where the desk's time stands, and moving it ahead."""

from datetime import datetime, timedelta

from adapters.workspace.errors import PageError
from adapters.workspace.model import Json, Team
from adapters.workspace.world import World

TOO_FAR = "Time moves ahead by a year at most."
FARTHEST = timedelta(days=366)
"""Of one move: what falls due on the way is played, and no calendar is known for ever."""


async def move(world: World, team: Team, user: str, given: Json) -> Json:
    """Move desk time ahead as the page asks, tell every open page, and give the new bar."""
    channel = str(given.get("channel") or "")
    async with world.moving:
        to = _target(world, world.clock.bar(team.id, user, channel), given)
        if to <= world.clock.now():
            raise PageError("Time only moves ahead.")
        if to - world.clock.now() > FARTHEST:
            raise PageError(TOO_FAR)
        await world.clock.advance(to)
    for watching_team, watcher in set(world.hub.watchers()):
        world.hub.tell(
            watching_team,
            watcher,
            {"type": "clock", "clock": world.clock.bar(watching_team, watcher, channel)},
        )
    return world.clock.bar(team.id, user, channel)


def _target(world: World, bar: Json, given: Json) -> datetime:
    minutes, to = given.get("minutes"), given.get("to")
    if isinstance(minutes, int) and not isinstance(minutes, bool):
        if abs(minutes) > FARTHEST.total_seconds() // 60:
            raise PageError(TOO_FAR)
        return world.clock.now() + timedelta(minutes=minutes)
    if to == "next_opening":
        return _moment(bar.get("next_opening"), "No next opening is known.")
    if to == "next_event":
        return _moment((bar.get("next_event") or {}).get("at"), "Nothing is due.")
    return _moment(to, "Say how far to move: minutes, next_opening, next_event or a time.")


def _moment(text: object, otherwise: str) -> datetime:
    if not isinstance(text, str):
        raise PageError(otherwise)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise PageError(f"{text} is not a time in ISO 8601.") from None
    if moment.tzinfo is None:
        raise PageError(f"{text} needs an offset from UTC.")
    return moment
