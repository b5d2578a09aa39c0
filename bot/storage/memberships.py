"""What people are to desks and accounts, read together with who they are."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.ids import AccountId, DeskId, PersonId
from bot.domain.people import Member, Membership, Person
from bot.requests import Actor
from bot.storage import accounts as account_rows
from bot.storage.folding import folded
from bot.storage.handle import AnyRow, AnySelect, Repository
from bot.storage.tables import accounts, identities, memberships, people
from policy.facts import Role


class Anyone(Enum):
    """Stands for "of any account or of the desk itself", where None means the desk itself."""

    ANY = "any"


ANY = Anyone.ANY

_PERSON = (
    people.c.id,
    people.c.name,
    people.c.language,
    people.c.zone,
    people.c.email,
    people.c.chose_language,
)
_MEMBERSHIP = (
    memberships.c.person_id,
    memberships.c.desk_id,
    memberships.c.account_id,
    memberships.c.role,
    memberships.c.available,
    memberships.c.away_until,
)
_VOUCHED = 2
"""Columns at the end of a standing: what the identity's platform vouches for."""
_ACCOUNT_AT = len(_PERSON) + len(_MEMBERSHIP)
_MEMBER = (
    select(*_PERSON, *_MEMBERSHIP, *account_rows.COLUMNS)
    .select_from(memberships)
    .join(people, people.c.id == memberships.c.person_id)
    .outerjoin(accounts, accounts.c.id == memberships.c.account_id)
)
_STANDING = (
    _MEMBER.add_columns(identities.c.address, identities.c.address_at)
    .join(identities, identities.c.person_id == memberships.c.person_id)
    .where(
        identities.c.platform == bindparam("platform"),
        identities.c.tenant == bindparam("tenant"),
        identities.c.user == bindparam("user"),
    )
    .order_by(memberships.c.id)
)
_OF_PERSON = (
    select(*_MEMBERSHIP)
    .where(memberships.c.person_id == bindparam("of_person"))
    .order_by(memberships.c.desk_id, memberships.c.id)
)
_OF_DESK = _MEMBER.where(memberships.c.desk_id == bindparam("desk_id")).order_by(people.c.folded, people.c.id)
_OF_ACCOUNT_BY_ROLE = _OF_DESK.where(
    memberships.c.account_id == bindparam("of_account"), memberships.c.role == bindparam("of_role")
)
_ONE = (memberships.c.desk_id == bindparam("of_desk"), memberships.c.person_id == bindparam("of_person"))
_OF_ACCOUNT = memberships.c.account_id == bindparam("of_account")
_OF_ITSELF = memberships.c.account_id.is_(None)
_PUT = insert(memberships)


class Memberships(Repository):
    """Members: people with the membership that counts."""

    def standing(self, actor: Actor) -> tuple[Member, ...]:
        """Everything that the actor is, oldest membership first; each with the actor."""
        keys = {"platform": actor.platform, "tenant": actor.tenant, "user": actor.user}
        found = tuple(
            replace(_member(row[:-_VOUCHED], actor), address=row.address, address_at=row.address_at)
            for row in self._db.run(_STANDING, keys)
        )
        for member in found:
            self._db.remember("people", member.person.id, member.person)
            if member.account is not None:
                self._db.remember("accounts", member.account.id, member.account)
        if found:
            held = sorted((member.membership for member in found), key=lambda held: held.desk_id)
            self._db.remember("memberships", found[0].person.id, tuple(held))
        return found

    def of_person(self, person_id: PersonId) -> tuple[Membership, ...]:
        """What the person is, to every desk."""
        known: tuple[Membership, ...] | None = self._db.known("memberships", person_id)
        if known is not None:
            return known
        return tuple(_membership(row) for row in self._db.run(_OF_PERSON, {"of_person": person_id}))

    def put(self, membership: Membership) -> None:
        """Insert, or update the role of the one there is for (person, desk, account)."""
        changed = update(memberships).where(
            *_ONE, _OF_ITSELF if membership.account_id is None else _OF_ACCOUNT
        )
        keys = _one(membership.desk_id, membership.person_id, membership.account_id)
        now = {
            "role": membership.role.value,
            "available": membership.available,
            "away_until": membership.away_until,
        }
        if self._db.run(changed, keys | now).rowcount:
            return
        self._db.run(
            _PUT,
            {
                "person_id": membership.person_id,
                "desk_id": membership.desk_id,
                "account_id": membership.account_id,
                **now,
            },
        )

    def remove(self, desk_id: DeskId, person_id: PersonId, account_id: AccountId | None) -> bool:
        """Whether there was one to end."""
        gone = delete(memberships).where(*_ONE, _OF_ITSELF if account_id is None else _OF_ACCOUNT)
        return self._db.run(gone, _one(desk_id, person_id, account_id)).rowcount > 0

    def members(
        self,
        desk_id: DeskId,
        account_id: AccountId | Anyone | None,
        roles: tuple[Role, ...] | None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Member, ...]:
        """The desk's members by name, of the account and roles asked for; all of them without a `limit`."""
        wanted = _of_account(_OF_DESK, account_id)
        if limit is not None:
            wanted = wanted.limit(limit).offset(offset)
        if roles is not None:
            wanted = wanted.where(memberships.c.role.in_([role.value for role in roles]))
        return tuple(_member(row) for row in self._db.run(wanted, {"desk_id": desk_id}))

    def roster(self, desk_id: DeskId, account_id: AccountId) -> tuple[Member, ...]:
        """The account's authorized contacts by name: asked for with every decision."""
        keys = {"desk_id": desk_id, "of_account": account_id, "of_role": Role.AUTHORIZED.value}
        return tuple(_member(row) for row in self._db.run(_OF_ACCOUNT_BY_ROLE, keys))

    def find(
        self, desk_id: DeskId, words: str, limit: int, account_id: AccountId | Anyone | None = ANY
    ) -> tuple[Member, ...]:
        """Members whose folded name holds every word; none where there are no words."""
        parts = folded(words).split()
        if not parts:
            return ()
        holds = (people.c.folded.contains(part, autoescape=True) for part in parts)
        wanted = _of_account(_OF_DESK.where(*holds), account_id).limit(limit)
        return tuple(_member(row) for row in self._db.run(wanted, {"desk_id": desk_id}))


def _of_account(wanted: AnySelect, account_id: AccountId | Anyone | None) -> AnySelect:
    if isinstance(account_id, Anyone):
        return wanted
    if account_id is None:
        return wanted.where(_OF_ITSELF)
    return wanted.where(memberships.c.account_id == account_id)


def _one(desk_id: DeskId, person_id: PersonId, account_id: AccountId | None) -> dict[str, Any]:
    keys: dict[str, Any] = {"of_desk": desk_id, "of_person": person_id}
    return keys if account_id is None else keys | {"of_account": account_id}


def _membership(row: AnyRow | tuple[Any, ...]) -> Membership:
    person_id, desk_id, account_id, role, available, away_until = row
    return Membership(person_id, desk_id, account_id, Role(role), available, away_until)


@lru_cache(maxsize=2_048)
def _member(row: AnyRow | tuple[Any, ...], actor: Actor | None = None) -> Member:
    """The same row makes the same member, of whom nothing ever changes: rosters are read at every opening."""
    person = Person(*row[: len(_PERSON)])
    membership = _membership(tuple(row[len(_PERSON) : _ACCOUNT_AT]))
    account = None if membership.account_id is None else account_rows.account_from(row[_ACCOUNT_AT:])
    return Member(person, membership, account, actor)
