"""Two people who turn out to be one: what the one may then do, or why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import DeskId, PersonId
from bot.domain.people import Membership
from bot.requests import Actor
from policy.facts import Role

_RISING = (Role.COLLEAGUE, Role.AUTHORIZED, Role.AGENT, Role.LEAD, Role.DIRECTOR, Role.ADMIN)


class Way(StrEnum):
    """What says that it is the same human."""

    CODE = "code"
    """They did, on both platforms."""
    ADMIN = "admin"
    ADDRESS = "address"
    """Both platforms vouch for the same e-mail address, where the desk believes both."""


class LinkAct(StrEnum):
    """What was done to an identity."""

    LINKED = "linked"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """One line of a desk's history of identities; `by` is None where no admin did it."""

    at: datetime
    act: LinkAct
    way: Way
    by: PersonId | None
    person: PersonId
    actor: Actor


class Clash(StrEnum):
    """Why two people of a desk cannot be one."""

    SIDES = "sides"
    """One works for the desk, and one is of an account of it."""
    ACCOUNTS = "accounts"
    """They are of different accounts."""


@dataclass(frozen=True, slots=True)
class Clashing:
    """Where, and why."""

    desk: DeskId
    why: Clash


def rank(role: Role) -> int:
    """How much somebody of that role may do, beside the others."""
    return _RISING.index(role)


def combined(
    person: PersonId, kept: tuple[Membership, ...], other: tuple[Membership, ...]
) -> tuple[Membership, ...] | Clashing:
    """What `person` is who was both: at each desk and account the higher of two roles."""
    for desk in {each.desk_id for each in other} & {each.desk_id for each in kept}:
        mine = {each.account_id for each in kept if each.desk_id == desk}
        theirs = {each.account_id for each in other if each.desk_id == desk}
        if (None in mine) != (None in theirs):
            return Clashing(desk, Clash.SIDES)
        if mine != theirs:
            return Clashing(desk, Clash.ACCOUNTS)
    held = {(each.desk_id, each.account_id): each for each in kept}
    for each in other:
        key = (each.desk_id, each.account_id)
        known = held.get(key)
        if known is None:
            held[key] = replace(each, person_id=person)
        elif rank(each.role) > rank(known.role):
            held[key] = replace(known, role=each.role)
    return tuple(held.values())


def stands_higher(one: tuple[Membership, ...], other: tuple[Membership, ...]) -> bool:
    """Whether the first may do more than the second, by the highest role of each."""
    highest = [max((rank(each.role) for each in held), default=-1) for held in (one, other)]
    return highest[0] > highest[1]
