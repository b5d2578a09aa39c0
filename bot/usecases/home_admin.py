"""What a home shows of the desk itself: who has how much to do, its people, places and policy."""

from __future__ import annotations

from bot.domain.ids import PersonId, PlaceId
from bot.errors import NoSuchThing
from bot.results import LoadView, MemberView, PersonView, PlaceView, PolicyView
from bot.usecases.asking import Asking
from bot.usecases.deliveries import place_of
from policy.revisions import begins_at

PAGE = 10
BLOCKED = 100
"""The latest messages that could not be delivered, from which one tells where nothing can be said now."""


def load(asking: Asking) -> tuple[LoadView, ...]:
    """Whoever has tickets, most late ones first; last what nobody has."""
    told = [
        LoadView(None if person is None else named(asking, person), count, late)
        for person, count, late in asking.uow.tickets.loads(asking.desk.id, asking.now)
    ]
    return tuple(
        sorted(told, key=lambda v: (v.person is None, -v.late, -v.tickets, v.person.name if v.person else ""))
    )


def named(asking: Asking, person_id: PersonId) -> PersonView:
    """Somebody who has tickets, also where they have left the desk since."""
    try:
        return asking.person(person_id)
    except NoSuchThing:
        known = asking.uow.people.get(person_id)
        return PersonView(person_id, "" if known is None else known.name)


def members(asking: Asking, page: int) -> tuple[tuple[MemberView, ...], bool]:
    """A page of everybody whom the desk knows, by name, and whether there is more."""
    found = asking.uow.people.paged(asking.desk.id, PAGE + 1, PAGE * (page - 1))
    told = tuple(
        MemberView(asking.shown(each), None if each.account is None else each.account.name)
        for each in found[:PAGE]
    )
    return told, len(found) > PAGE


def places(asking: Asking, page: int) -> tuple[tuple[PlaceView, ...], bool]:
    """A page of the desk's channels, and why nothing can be said in one of them."""
    uow, desk_id = asking.uow, asking.desk.id
    every = uow.places.of_desk(desk_id)
    accounts = {each.id: each.name for each in uow.accounts.of_desk(desk_id)}
    errors: dict[PlaceId, str] = {}
    for row in uow.undelivered.list(desk_id, limit=BLOCKED):
        place = place_of(asking, row)
        if place is not None and row.reason:
            errors.setdefault(place.id, row.reason)
    start = PAGE * (page - 1)
    told = tuple(
        PlaceView(
            place.name or place.conversation,
            place.face,
            None if place.account_id is None else accounts.get(place.account_id),
            errors.get(place.id),
        )
        for place in every[start : start + PAGE]
    )
    return told, len(every) > start + PAGE


def policy_told(asking: Asking) -> PolicyView:
    """The version in force and the one that comes next, where it is known."""
    document = asking.version().document
    later = [d for d in asking.policies.revisions(asking.desk.policy_id) if begins_at(d) > asking.now]
    following = min(later, key=begins_at, default=None)
    return PolicyView(
        document.title.get(asking.language),
        document.version,
        document.effective_on,
        None if following is None else following.version,
        None if following is None else following.effective_on,
    )
