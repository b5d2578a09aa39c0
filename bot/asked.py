"""What a request is by its words alone, before anybody looks who asks: decides where it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.commands import Command, Help
from bot.errors import DeskError
from bot.parsing import Context, in_parts, parse, writes
from bot.requests import (
    Changed,
    Deleted,
    Edited,
    Happened,
    Mailed,
    PlaceKind,
    Quoted,
    Request,
    Said,
    Sought,
    Typed,
    Via,
    Visited,
)
from bot.understanding import understand
from bot.usecases.addressed import may_be_talk

SHORT = 100
"""Longer words are read anew each time: what is kept of those that were typed must stay small."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What typed words ask for."""

    kind: str
    """The name of the command, the same for all that may take equally long."""
    writes: bool
    lasts: bool
    """The answer depends on who asks, where, and on what is stored; on nothing that passes by itself."""


def reads_only(request: Request) -> bool:
    """Whether answering changes nothing, as far as the words alone tell.

    A thread or a desk can give them another sense ("reply 5" in the thread of #42): then the request is
    answered in a unit of work that writes all the same.
    """
    match request.intent:
        case Said() | Edited() | Deleted():
            return request.place.thread is None and request.place.kind is not PlaceKind.PRIVATE
        case Typed() if may_be_talk(request):
            return False
        case Typed():
            return not sense_of(request).writes
        case Visited() | Changed() | Quoted() | Sought():
            return True
        case Mailed() | Happened():
            return False
        case _:
            try:
                return not writes(understand(request).command)
            except DeskError:
                return True


def kind_of(request: Request) -> str | None:
    """The name of a command that was typed, or of a button, and only shows something; None for all else."""
    if not isinstance(request.intent, Typed) or may_be_talk(request):
        return None
    sense = sense_of(request)
    return None if sense.writes else sense.kind


def is_lasting(request: Request) -> bool:
    """Whether the answer holds until something that is stored changes."""
    return isinstance(request.intent, Typed) and sense_of(request).lasts


def sense_of(request: Request) -> Sense:
    """Of a request with words."""
    assert isinstance(request.intent, Typed)
    text = request.intent.text
    read = _sense if len(text) <= SHORT else _sense.__wrapped__
    return read(text, machine=request.via is Via.BUTTON)


@lru_cache(maxsize=1024)
def _sense(text: str, *, machine: bool) -> Sense:
    """As `bot.answering.understand` reads them without a context."""
    try:
        command = parse(in_parts(text)[0], Context(machine=True)).command if machine else parse(text).command
    except DeskError:
        return Sense("mistake", writes=False, lasts=False)
    return Sense(type(command).__name__, writes=writes(command), lasts=_lasts(command))


def _lasts(command: Command) -> bool:
    """Help tells the verbs of a role; articles on a topic are what somebody wrote, and stay out of it."""
    return isinstance(command, Help) and command.topic is None
