"""The acts: two people become one, an identity is split off; recorded, and told to all concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import DeskId, PersonId
from bot.domain.linking import Clash, Clashing, LinkAct, LinkEntry, Way, combined
from bot.domain.people import Membership, Person
from bot.errors import NotNow
from bot.outgoing import Draft, LinkNotice, ToPerson
from bot.requests import Actor
from bot.results import IdentityView, Standing
from bot.storage import Conflict, UnitOfWork
from policy.facts import Role

_CLASHES = {Clash.SIDES: "error.link_sides", Clash.ACCOUNTS: "error.link_accounts"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two who are to be one: a person, or an identity that nobody has yet."""

    name: str
    person: Person | None
    actor: Actor | None = None

    def held(self, uow: UnitOfWork) -> tuple[Membership, ...]:
        """What they are, to every desk."""
        return () if self.person is None else uow.people.memberships(self.person.id)

    def views(self, uow: UnitOfWork) -> tuple[IdentityView, ...]:
        """Their identities."""
        if self.person is None:
            assert self.actor is not None
            return (IdentityView(self.actor.platform, self.actor.user, self.name),)
        return identities(uow, self.person)


def identities(uow: UnitOfWork, person: Person) -> tuple[IdentityView, ...]:
    """What a person is on each platform."""
    found = uow.links.identities(person.id)
    return tuple(IdentityView(a.platform, a.user, person.name, address) for a, address in found)


def together(uow: UnitOfWork, kept: Person, other: Side) -> tuple[Membership, ...]:
    """What the one will be. NotNow where they contradict each other."""
    mine = uow.people.memberships(kept.id)
    found = combined(kept.id, mine, other.held(uow))
    if isinstance(found, Clashing):
        desk = uow.desks.get(found.desk)
        name = "" if desk is None else desk.name
        raise NotNow(_CLASHES[found.why], who=kept.name, other=other.name, desk=name)
    return found


def standings(uow: UnitOfWork, held: tuple[Membership, ...]) -> tuple[Standing, ...]:
    """Memberships as they are told."""
    told = []
    for each in held:
        desk = uow.desks.get(each.desk_id)
        account = None if each.account_id is None else uow.accounts.get(each.desk_id, each.account_id)
        assert desk is not None
        told.append(Standing(each.role, desk.name, None if account is None else account.name))
    return tuple(told)


def join(
    uow: UnitOfWork, kept: Person, other: Side, way: Way, at: datetime, by: PersonId | None = None
) -> tuple[Membership, ...]:
    """Make them one; what the one is. Raises NotNow and Conflict: then nothing may be committed."""
    if other.person is None:
        assert other.actor is not None
        uow.links.lock(kept.id)
        if uow.people.by_actor(other.actor) is not None:
            raise Conflict("the identity became somebody's meanwhile")
        came: tuple[Actor, ...] = (other.actor,)
    else:
        uow.links.lock(kept.id, other.person.id)
        came = uow.people.actors(other.person.id)
    before = uow.people.actors(kept.id)
    held = together(uow, kept, other)
    if other.person is None:
        uow.people.link(kept.id, came[0])
    else:
        uow.links.absorb(kept.id, other.person.id)
        for each in held:
            uow.people.join(each)
    other_id = None if other.person is None else other.person.id
    for desk in sorted({each.desk_id for each in held}):
        for actor in came:
            uow.links.record(desk, LinkEntry(at, LinkAct.LINKED, way, by, kept.id, actor), other_id)
    if came and before:
        _tell(uow, held, kept, LinkAct.LINKED, way, came[0], before[0], at, by, called=other.name)
    return held


def split(
    uow: UnitOfWork, person: Person, actor: Actor, at: datetime, by: PersonId | None
) -> tuple[Membership, ...]:
    """The identity is a new person's, who is nobody anywhere; what the first one stays. NotNow, Conflict."""
    uow.links.lock(person.id)
    left = [each for each in uow.people.actors(person.id) if each != actor]
    if not left:
        raise NotNow("error.link_last", who=person.name)
    new = uow.people.add(person.name, person.language, person.zone, None)
    uow.links.split(person.id, actor, new.id)
    held = uow.people.memberships(person.id)
    way = Way.CODE if by is None else Way.ADMIN
    for desk in sorted({each.desk_id for each in held}):
        uow.links.record(desk, LinkEntry(at, LinkAct.UNLINKED, way, by, person.id, actor), new.id)
    _tell(uow, held, person, LinkAct.UNLINKED, way, actor, left[0], at, by, new.id)
    return held


def _tell(
    uow: UnitOfWork,
    held: tuple[Membership, ...],
    person: Person,
    act: LinkAct,
    way: Way,
    actor: Actor,
    kept: Actor,
    at: datetime,
    by: PersonId | None,
    gone: PersonId | None = None,
    called: str = "",
) -> None:
    """The person where each of their identities is, and the admins of each desk concerned but who did it."""
    desks = sorted({each.desk_id for each in held})
    if not desks:
        return
    named, stays = f"{actor.platform}:{actor.user}", f"{kept.platform}:{kept.user}"
    stem = f"{act}:{person.id}:{named}:{at.isoformat()}"
    notice = LinkNotice(act, way, person.id, person.name, named, stays, by, mine=True, called=called)
    readers = [(person.id, each) for each in uow.people.actors(person.id)]
    readers += [] if gone is None else [(gone, actor)]
    for reader, each in readers:
        _owe(uow, desks[0], ToPerson(reader, each.platform, each.tenant), notice, f"{stem}:{each}", at)
    notice = LinkNotice(act, way, person.id, person.name, named, stays, by, mine=False, called=called)
    for desk in desks:
        for admin in uow.people.staff(desk, (Role.ADMIN,)):
            if admin.person.id not in {by, person.id}:
                _owe(uow, desk, ToPerson(admin.person.id), notice, f"{stem}:admin:{admin.person.id}", at)


def _owe(uow: UnitOfWork, desk: DeskId, to: ToPerson, notice: LinkNotice, key: str, at: datetime) -> None:
    uow.outbox.add(Draft(desk, None, to, notice, key), at)
