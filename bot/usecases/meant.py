"""Who is meant by a name, an id or a mention: people of this desk, as far as the asker may know of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.commands import PersonWord
from bot.domain.ids import PersonId
from bot.domain.people import Account, Member, Membership, Person
from bot.errors import NoSuchThing, NotNow
from bot.identity import language_of
from bot.requests import Actor
from bot.storage.folding import folded
from bot.storage.memberships import ANY
from bot.usecases.several import several
from policy.facts import Role

if TYPE_CHECKING:
    from bot.usecases.asking import Asking

_OURS = re.compile(r"p(\d{1,9})")
_HANDLE = re.compile(r"^@|[._]+")
"""What a handle has that a name has not: "@ines.caron"."""


def named(asking: Asking, word: PersonWord) -> Member:
    """The member of this desk who is meant: by platform id, by ours, or by name.

    To an account's people the rest of the desk's do not exist, and their names are not told.

    Raises:
        NoSuchThing: nobody of this desk (or account).
        NotUnderstood: several have that name.
    """
    text = word.text.strip()
    if text == "me":
        return asking.member
    mine = ANY if asking.is_staff else asking.member.membership.account_id
    ours = _OURS.fullmatch(text)
    if ours is not None:
        person = asking.uow.people.get(PersonId(int(ours[1])))
    else:
        actor = Actor(asking.platform, asking.tenant, text.removeprefix("@"))
        person = asking.uow.people.by_actor(actor)
    if person is not None:
        found = _memberships(asking, person)
    else:
        found = (
            () if ours else asking.uow.people.find(asking.desk.id, _HANDLE.sub(" ", text), account_id=mine)
        )
    if not asking.is_staff:
        found = tuple(member for member in found if member.membership.account_id == mine)
    people = {member.person.id: member for member in reversed(found)}
    exact = [m for m in people.values() if folded(m.person.name) == folded(_HANDLE.sub(" ", text).strip())]
    if len(people) > 1 and len(exact) != 1:
        raise several(text, people.values())
    if not people:
        raise NoSuchThing("error.no_such_person", person=called(asking, text))
    return exact[0] if len(exact) == 1 else next(iter(people.values()))


def called(asking: Asking, text: str) -> str:
    """What was typed; a person whom the platform knows by an id is called by name."""
    known = asking.request.mentioned.get(text.removeprefix("@"))
    return text if known is None else known.name


def _memberships(asking: Asking, person: Person) -> tuple[Member, ...]:
    """What the person is to this desk: of its own first."""
    held = [m for m in asking.uow.people.memberships(person.id) if m.desk_id == asking.desk.id]
    held.sort(key=lambda m: m.account_id is not None)
    accounts = {a.id: a for a in asking.uow.accounts.of_desk(asking.desk.id)}
    return tuple(Member(person, m, accounts.get(m.account_id) if m.account_id else None) for m in held)


def named_or_new(asking: Asking, word: PersonWord, account: Account | None) -> Member:
    """The same, taking in somebody whom the platform knows and the desk does not, by the name it gives.

    The membership is for the caller to make.

    Raises:
        NoSuchThing: the platform knows nobody of that id either, as where a name was typed after "@".
        NotNow: an admin of no say here has given them another identity, which would get the role, too.
    """
    text = word.text.strip()
    actor = Actor(asking.platform, asking.tenant, text.removeprefix("@"))
    person = asking.uow.people.by_actor(actor)
    if person is None:
        said = asking.request.mentioned.get(actor.user)
        if said is None:
            return named(asking, word)
        language = language_of(said.locale)
        person = asking.uow.people.add(said.name, language, said.zone, said.email)
        asking.uow.people.link(person.id, actor)
    elif all(held.desk_id != asking.desk.id for held in asking.uow.people.memberships(person.id)):
        ours = {each.person.id for each in asking.uow.people.staff(asking.desk.id, (Role.ADMIN,))}
        if not asking.uow.links.vouched_by(person.id) <= ours:
            raise NotNow("error.link_of_others", who=person.name)
    account_id = None if account is None else account.id
    return Member(person, Membership(person.id, asking.desk.id, account_id, Role.COLLEAGUE), account)
