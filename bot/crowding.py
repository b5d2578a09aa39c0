"""Several that are answered in one unit of work: in what order, and what is read and locked first.

Two such units that take the same locks in another order would wait for each other. So the accounts are
locked before anything else, and the desks' counters are taken desk by desk: both in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, DeskId
from bot.domain.people import Face, Member
from bot.parsing import verb_of
from bot.requests import Filled, Request, Typed
from bot.storage import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Whose:
    """Where a request belongs, as far as its place and its actor tell."""

    desk: DeskId
    account: AccountId | None
    member: Member


def request_key(request: Request) -> str:
    """Under what its answer is kept. It is for one person: two that had a key in common must not share it."""
    actor = request.actor
    return f"{actor.platform}:{actor.tenant}:{actor.user}:{request.key}"


def ask_who(uow: UnitOfWork, requests: Sequence[Request]) -> None:
    """What was answered before, where, and who asks: read in one go."""
    uow.ahead(
        *(lambda r=r: uow.keys.get(request_key(r)) for r in requests),
        *(lambda p=r.place: uow.places.by_ref(p.platform, p.tenant, p.conversation) for r in requests),
        *(lambda a=r.actor: uow.people.standing(a) for r in requests),
    )


def opens(request: Request) -> bool:
    """Whether it opens a ticket, as far as its words alone tell."""
    if request.place.thread is not None:
        return False
    match request.intent:
        case Typed(text=text) | Filled(command=text):
            found = verb_of(text)
            return found is not None and found[0].name == "open"
        case _:
            return False


def in_turn(uow: UnitOfWork, asked: Sequence[Request], now: datetime) -> list[int]:
    """Which of them to answer together (openings), in which order; their accounts are locked."""
    taken = [place for place, request in enumerate(asked) if opens(request)]
    requests = [asked[place] for place in taken]
    ask_who(uow, requests)
    whose = [_whose(uow, request) for request in requests]
    uow.accounts.lock_all({each.account for each in whose if each is not None and each.account is not None})
    uow.ahead(
        *(lambda w=w: uow.desks.get(w.desk) for w in whose if w is not None),
        *(
            lambda r=r, w=w: ask_of_opening(uow, w.desk, w.account, w.member, r, now)
            for r, w in zip(requests, whose, strict=True)
            if w is not None and w.account is not None
        ),
    )
    turns = dict(zip(taken, map(_turn, whose), strict=True))
    return sorted(taken, key=turns.__getitem__)


def ask_of_opening(
    uow: UnitOfWork, desk: DeskId, account: AccountId, member: Member, request: Request, now: datetime
) -> None:
    """What is asked of every opening; within `ahead`, read in one go."""
    person, actor = member.person.id, request.actor
    uow.people.roster(desk, account)
    uow.delegations.at(desk, account, now)
    uow.prices.of_desk(desk)
    uow.products.held(desk, account)
    uow.standings.now(desk, account)
    uow.products.of_desk(desk)
    uow.cancellations.latest(desk, account)
    uow.exclusions.of_desk(desk)
    uow.places.of_desk(desk, Face.DESK)
    uow.accounts.get(desk, account)
    uow.people.get(person)
    uow.people.memberships(person)
    uow.people.actor_of(person, actor.platform, actor.tenant)


def _whose(uow: UnitOfWork, request: Request) -> _Whose | None:
    """The member who asks in a place, or the only one that the actor is."""
    at = request.place
    place = uow.places.by_ref(at.platform, at.tenant, at.conversation)
    held = uow.people.standing(request.actor)
    if place is not None:
        held = tuple(m for m in held if m.membership.desk_id == place.desk_id)
        held = tuple(m for m in held if m.is_staff) or tuple(
            m for m in held if place.account_id in {None, m.membership.account_id}
        )
    if not held:
        return None
    account = place.account_id if place is not None and held[0].is_staff else held[0].membership.account_id
    return _Whose(held[0].membership.desk_id, account, held[0])


def _turn(whose: _Whose | None) -> int:
    return 0 if whose is None else whose.desk
