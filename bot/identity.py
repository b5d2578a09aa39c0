"""Who is asking, at which desk: an actor and a place to a member, learned where that is new."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.ids import AccountId, DeskId
from bot.domain.people import Desk, Face, Member, Membership, Person, Place
from bot.domain.ticket import Ticket
from bot.parsing.words import plain
from bot.requests import Profile, Request
from bot.storage import UnitOfWork
from bot.wording import LANGUAGES
from policy.facts import Role

RENEWED = timedelta(days=7)
"""After so long it is kept anew that a platform still vouches for an address."""


@dataclass(frozen=True, slots=True)
class Here:
    """The thread in which it was said: a ticket's, on one face. The ticket is without its history."""

    ticket: Ticket
    face: Face


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a request before it is understood. `choices` are the desks that could be meant."""

    person: Person | None
    place: Place | None
    here: Here | None
    member: Member | None = None
    desk: Desk | None = None
    choices: tuple[str, ...] = ()


def identify(uow: UnitOfWork, request: Request, named: str | None = None) -> Known:
    """Find the member who asks. `named` is a desk (or account) that was named in words.

    The thread's ticket says which desk, else the place, else the only membership there is. Being
    somewhere makes nobody an agent.
    """
    where = request.place
    place = uow.places.by_ref(where.platform, where.tenant, where.conversation)
    here = None
    if where.thread is not None:
        found = uow.tickets.by_thread(where.platform, where.tenant, where.conversation, where.thread)
        here = None if found is None else Here(*found)
    standing = uow.people.standing(request.actor)
    person = standing[0].person if standing else uow.people.by_actor(request.actor)
    known = Known(person, place, here)
    if here is not None:
        return _at(uow, known, standing, here.ticket.desk_id, here.ticket.account_id)
    if place is not None:
        return _at(uow, known, standing, place.desk_id, place.account_id)
    return _elsewhere(uow, known, standing, named)


def identify_sender(uow: UnitOfWork, request: Request, desk_id: DeskId) -> Known:
    """Who wrote an e-mail to a desk: known by the address, or by what a platform said of theirs before.

    Nobody where two people of the desk's accounts share the address. The sender of a mail is not proven, so
    nobody is taken for one of the desk's own people.
    """
    actor = request.actor
    if uow.people.by_actor(actor) is None:
        found = uow.mails.people(desk_id, actor.user)
        if len(found) == 1:
            uow.people.link(found[0], actor)
    standing = tuple(m for m in uow.people.standing(actor) if not m.is_staff)
    known = Known(standing[0].person if standing else None, None, None)
    return _at(uow, known, standing, desk_id, None)


def learns(uow: UnitOfWork, known: Known, request: Request) -> bool:
    """Whether the request tells something new: somebody new in a customer's place, or a changed profile."""
    if _is_outsider(uow, known, request):
        return True
    person = known.person
    if person is None or known.member is None:
        return False
    return _up_to_date(person, request.profile) != person or _vouches_anew(known.member, request)


def learn(uow: UnitOfWork, known: Known, request: Request) -> None:
    """Store what the request tells. An outsider in a customer's place becomes a colleague of its account."""
    person = known.person
    if _is_outsider(uow, known, request):
        assert known.place is not None
        person = person or add_person(uow, request)
        uow.people.join(Membership(person.id, known.place.desk_id, known.place.account_id, Role.COLLEAGUE))
    if person is not None and (now := _up_to_date(person, request.profile)) != person:
        uow.people.update(now)
    if known.member is not None and _vouches_anew(known.member, request):
        vouched = None if request.profile is None else request.profile.vouched
        uow.people.vouch(request.actor, vouched and vouched.casefold(), request.received_at)


def add_person(uow: UnitOfWork, request: Request) -> Person:
    """The person behind an actor whom nobody knew."""
    name = (request.profile.name if request.profile else "") or request.actor.user
    person = uow.people.add(name)
    uow.people.link(person.id, request.actor)
    return person


def language_of(locale: str | None) -> str | None:
    """The language of a locale where the desk speaks it."""
    language = (locale or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else None


def _is_outsider(uow: UnitOfWork, known: Known, request: Request) -> bool:
    """Of another organisation than the customer's place, and not known to its desk yet.

    Whose people they are, an admin said by making the place an account's; or by naming the organisations of
    the account, and then nobody else's are.
    """
    place = known.place
    if place is None or place.face is not Face.CUSTOMER or place.account_id is None:
        return False
    if known.member is not None:
        return False
    home = request.profile.home_tenant if request.profile else None
    home = home or request.actor.tenant
    if home == place.tenant:
        return False
    theirs = uow.organisations.account_of(place.desk_id, place.platform, home)
    if theirs is not None:
        return theirs == place.account_id
    return not uow.organisations.are_named(place.desk_id, place.account_id)


def _vouches_anew(member: Member, request: Request) -> bool:
    """Whether the platform vouches for another address than before, for none, or anew for the same."""
    profile = request.profile
    if profile is None or profile.email is None or member.actor != request.actor:
        return False
    if profile.vouched is None:
        return member.address is not None
    same = profile.vouched.casefold() == member.address
    return not same or member.address_at is None or request.received_at - member.address_at > RENEWED


def _up_to_date(person: Person, profile: Profile | None) -> Person:
    if profile is None:
        return person
    return replace(
        person,
        name=profile.name or person.name,
        language=person.language if person.chose_language else language_of(profile.locale) or person.language,
        zone=profile.zone or person.zone,
        email=profile.email or person.email,
    )


def _at(
    uow: UnitOfWork,
    known: Known,
    standing: tuple[Member, ...],
    desk_id: DeskId,
    account_id: AccountId | None,
) -> Known:
    """At a given desk: the desk's own people first, then those of the account that is meant here."""
    of_desk = [member for member in standing if member.membership.desk_id == desk_id]
    own = [member for member in of_desk if member.is_staff]
    of_account = [member for member in of_desk if member.membership.account_id is not None]
    if account_id is not None:
        of_account = [member for member in of_account if member.membership.account_id == account_id]
    found = next(iter(own or of_account), None)
    return replace(known, member=found, desk=uow.desks.get(desk_id))


def _elsewhere(uow: UnitOfWork, known: Known, standing: tuple[Member, ...], named: str | None) -> Known:
    """Where no place says: the only membership, or the one of the desk that was named."""
    if not standing:
        return known
    desks = {m.membership.desk_id: uow.desks.get(m.membership.desk_id) for m in standing}
    labels = [(_label(member, desks[member.membership.desk_id], standing), member) for member in standing]
    if named is not None:
        labels = [(label, member) for label, member in labels if plain(label) == plain(named)] or labels
    if len(labels) > 1:
        return replace(known, choices=tuple(label for label, _ in labels))
    member = labels[0][1]
    return replace(known, member=member, desk=desks[member.membership.desk_id])


def _label(member: Member, desk: Desk | None, standing: tuple[Member, ...]) -> str:
    """The desk's name, or the account's where the person is several things at one desk."""
    same = [m for m in standing if m.membership.desk_id == member.membership.desk_id]
    if len(same) > 1 and member.account is not None:
        return member.account.name
    return desk.name if desk is not None else ""
