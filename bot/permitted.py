"""Which buttons a person may use at all, for platforms that show each reader their own card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from bot.identity import identify
from bot.parsing import verb_of
from bot.requests import Actor, PlaceRef, Request, Typed
from bot.storage import UnitOfWork

_NEVER = datetime.min.replace(tzinfo=UTC)


def permitted(
    uow: UnitOfWork, actors: Iterable[Actor], place: PlaceRef, commands: Iterable[str]
) -> Mapping[Actor, frozenset[str]]:
    """For each of them, the commands whose verb their role may use there. Changes nothing.

    It decides what is shown, never what is done: a button is authorized again when it is pressed.
    """
    verbs = {command: found[0] for command in commands if (found := verb_of(command)) is not None}
    told = {}
    for actor in actors:
        member = identify(uow, Request(actor, place, Typed(""), "", _NEVER)).member
        role = None if member is None else member.membership.role
        told[actor] = frozenset(c for c, spec in verbs.items() if role is not None and role in spec.roles)
    return told
