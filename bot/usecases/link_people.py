"""Links made by an admin (`people link`), of people whom no other desk depends on, and undone again."""

from __future__ import annotations

from bot.commands import LinkPeople, PersonWord, UnlinkPerson
from bot.domain.ids import PersonId
from bot.domain.linking import Clashing, LinkAct, LinkEntry, Way, combined, stands_higher
from bot.domain.people import Membership, Person
from bot.errors import NoSuchThing, NotNow, NotUnderstood, NotYours
from bot.parsing.linking import ADDRESS
from bot.requests import Actor, Via
from bot.results import (
    IdentitiesTold,
    IdentityView,
    LinkDone,
    LinkPreview,
    LinksTold,
    PastLink,
    Proposal,
    UnlinkPreview,
)
from bot.storage.folding import folded
from bot.usecases.asking import Asking
from bot.usecases.joining import Side, identities, join, split, standings, together
from bot.usecases.several import several
from policy.facts import Role


def link_people(command: LinkPeople, asking: Asking) -> LinksTold | LinkPreview | LinkDone:
    """Who may be one; what two would be as one; then the act."""
    _only_admins(asking)
    if command.person is None or command.other is None:
        return _told(asking)
    one, two = _side(command.person, asking), _side(command.other, asking)
    kept, other = _sides(one, two, asking)
    if other.person is not None and other.person.id == kept.id:
        raise NotNow("error.link_same", who=kept.name)
    for each in (kept, other.person):
        _check_is_ours(each, asking)
    held = together(asking.uow, kept, other)
    told = standings(asking.uow, held)
    if not command.sure:
        named = " ".join(_word(each) for each in (one, two))
        return LinkPreview(
            Side(kept.name, kept).views(asking.uow),
            other.views(asking.uow),
            kept.name,
            told,
            f"people link {named} yes",
            mine=False,
        )
    came = other.views(asking.uow)[0]
    join(asking.uow, kept, other, Way.ADMIN, asking.now, asking.me)
    return LinkDone(LinkAct.LINKED, kept.name, came, told, mine=False)


def unlink_person(command: UnlinkPerson, asking: Asking) -> IdentitiesTold | UnlinkPreview | LinkDone:
    """An identity is somebody else's: a new person's, who is nobody yet."""
    _only_admins(asking)
    person = asking.named(command.person).person
    found = identities(asking.uow, person)
    if command.identity is None:
        return IdentitiesTold(person.id, person.name, found)
    chosen = _chosen(command.identity, found)
    actor = next(
        each
        for each in asking.uow.people.actors(person.id)
        if (each.platform, each.user) == (chosen.platform, chosen.user)
    )
    if not _was_linked_here(actor, person, asking):
        _check_is_ours(person, asking)
    if len(found) == 1:
        raise NotNow("error.link_last", who=person.name)
    held = standings(asking.uow, _ours(person, asking))
    if not command.sure:
        again = f'people unlink p{person.id} "{chosen.named}" yes'
        return UnlinkPreview(chosen, person.name, held, again, mine=False)
    split(asking.uow, person, actor, asking.now, asking.me)
    return LinkDone(LinkAct.UNLINKED, person.name, chosen, held, mine=False)


def _only_admins(asking: Asking) -> None:
    if asking.member.membership.role is not Role.ADMIN:
        raise NotYours(verb="people", who=str(Role.ADMIN))


def _side(word: PersonWord, asking: Asking) -> Side:
    """Who is meant: somebody of this desk, or an identity that nobody of any desk has yet."""
    text = word.text.strip()
    if ADDRESS.fullmatch(text):
        return _addressed(text, asking)
    actor = Actor(asking.platform, asking.tenant, text.removeprefix("@"))
    known = asking.uow.people.by_actor(actor)
    said = asking.request.mentioned.get(actor.user)
    if known is None and said is not None:
        return Side(said.name, None, actor)
    if known is None and text.startswith("@") and asking.request.via is Via.BUTTON:
        return Side(actor.user, None, actor)
    if known is not None and not asking.uow.people.memberships(known.id):
        return Side(known.name, known)
    person = asking.named(word).person
    return Side(person.name, person)


def _addressed(address: str, asking: Asking) -> Side:
    ids = asking.uow.links.addressed(asking.desk.id, address)
    people = [m for m in asking.uow.people.members(asking.desk.id) if m.person.id in ids]
    found = {member.person.id: member for member in people}
    if not found:
        raise NoSuchThing("error.no_such_person", person=address)
    if len(found) > 1:
        raise several(address, found.values())
    person = next(iter(found.values())).person
    return Side(person.name, person)


def _sides(one: Side, two: Side, asking: Asking) -> tuple[Person, Side]:
    """Who stays: the one whom the desk knows, the one who may do more, else the first that was named."""
    if one.person is None and two.person is None:
        raise NotNow("error.link_nobody", who=one.name, other=two.name, desk=asking.desk.name)
    if one.person is None or (
        two.person is not None and stands_higher(two.held(asking.uow), one.held(asking.uow))
    ):
        assert two.person is not None
        return two.person, one
    return one.person, two


def _check_is_ours(person: Person | None, asking: Asking) -> None:
    """Nobody is linked, nor split off, by an admin of one desk where another desk relies on who they are."""
    if person is None:
        return
    beyond = any(each.desk_id != asking.desk.id for each in asking.uow.people.memberships(person.id))
    if beyond or asking.uow.links.has_past_beyond(asking.desk.id, person.id):
        raise NotNow("error.link_elsewhere", who=person.name)


def _was_linked_here(actor: Actor, person: Person, asking: Asking) -> bool:
    """Whether the identity came to the person by a link that this desk was told of: it may be undone here."""
    return any(
        (each.actor, each.person, each.act) == (actor, person.id, LinkAct.LINKED)
        for each in asking.uow.links.history(asking.desk.id, limit=1000)
    )


def _chosen(written: str, found: tuple[IdentityView, ...]) -> IdentityView:
    plainly = folded(written.strip('"'))
    fits = [each for each in found if plainly in {folded(each.platform), folded(each.named)}]
    if len(fits) == 1:
        return fits[0]
    valid = ", ".join(each.named if fits else each.platform for each in fits or found)
    raise NotUnderstood("error.bad_value", option="people", value=written, valid=valid)


def _ours(person: Person, asking: Asking) -> tuple[Membership, ...]:
    return tuple(m for m in asking.uow.people.memberships(person.id) if m.desk_id == asking.desk.id)


def _word(side: Side) -> str:
    if side.person is not None:
        return f"p{side.person.id}"
    assert side.actor is not None
    return f"@{side.actor.user}"


def _told(asking: Asking) -> LinksTold:
    uow = asking.uow
    people = {member.person.id: member.person for member in uow.people.members(asking.desk.id)}
    pairs = [
        (people[one], people[other], address)
        for one, other, address in uow.links.pairs(asking.desk.id)
        if one in people and other in people
    ]
    history = uow.links.history(asking.desk.id)
    return LinksTold(
        desk=asking.desk.name,
        zone=asking.version().document.zone,
        now=asking.now,
        proposals=tuple(_proposal(asking, *pair) for pair in pairs if _may(asking, *pair[:2])),
        history=tuple(_past(asking, entry, people) for entry in history),
        beliefs=tuple((domain, platform) for platform, _, domain in uow.links.beliefs(asking.desk.id)),
    )


def _may(asking: Asking, one: Person, other: Person) -> bool:
    try:
        for each in (one, other):
            _check_is_ours(each, asking)
    except NotNow:
        return False
    return True


def _proposal(asking: Asking, one: Person, other: Person, address: str) -> Proposal:
    uow = asking.uow
    first, second = (
        next(each for each in identities(uow, person) if each.address == address) for person in (one, other)
    )
    held = combined(one.id, uow.people.memberships(one.id), uow.people.memberships(other.id))
    told = None if isinstance(held, Clashing) else standings(uow, held)
    return Proposal(one.id, other.id, first, second, address, told)


def _past(asking: Asking, entry: LinkEntry, people: dict[PersonId, Person]) -> PastLink:
    person = asking.uow.people.get(entry.person)
    by = None if entry.by is None else asking.uow.people.get(entry.by)
    name = "" if person is None else person.name
    whose = asking.uow.people.by_actor(entry.actor)
    return PastLink(
        entry.at,
        entry.act,
        entry.way,
        None if by is None else by.name,
        entry.person,
        name,
        IdentityView(entry.actor.platform, entry.actor.user, name),
        undoable=entry.act is LinkAct.LINKED
        and person is not None
        and whose is not None
        and whose.id == person.id
        and person.id in people,
    )
