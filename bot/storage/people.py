"""People and the platform identities that they are known by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.ids import AccountId, DeskId, PersonId
from bot.domain.people import Member, Membership, Person
from bot.requests import Actor
from bot.storage.errors import Conflict
from bot.storage.folding import folded
from bot.storage.handle import Handle, Repository, distinct
from bot.storage.memberships import ANY, Anyone, Memberships
from bot.storage.tables import identities, people
from policy.facts import Role

_COLUMNS = (
    people.c.id,
    people.c.name,
    people.c.language,
    people.c.zone,
    people.c.email,
    people.c.chose_language,
)
_ADD = insert(people).returning(people.c.id)
_ASKED = people.alias("asked")
_NOW = func.coalesce(_ASKED.c.merged_into, _ASKED.c.id)
"""Who somebody turned out to be: the same person wherever nobody was linked to another."""
_FOUND = select(_ASKED.c.id, *_COLUMNS).select_from(_ASKED.join(people, people.c.id == _NOW))
_GET = _FOUND.where(_ASKED.c.id == bindparam("person_id"))
_MANY = _FOUND.where(_ASKED.c.id.in_(bindparam("ids", expanding=True)))
_UPDATE = update(people).where(people.c.id == bindparam("of_id"))
_LINK = insert(identities)
_IS_ACTOR = (
    identities.c.platform == bindparam("platform"),
    identities.c.tenant == bindparam("tenant"),
    identities.c.user == bindparam("user"),
)
_VOUCH = update(identities).where(
    identities.c.platform == bindparam("of_platform"),
    identities.c.tenant == bindparam("of_tenant"),
    identities.c.user == bindparam("of_user"),
)
_BY_ACTOR = select(*_COLUMNS).join(identities, identities.c.person_id == people.c.id).where(*_IS_ACTOR)
_ACTORS = (
    select(identities.c.platform, identities.c.tenant, identities.c.user)
    .where(
        identities.c.person_id == select(_NOW).where(_ASKED.c.id == bindparam("person_id")).scalar_subquery()
    )
    .order_by(identities.c.platform, identities.c.tenant, identities.c.user)
)
_ACTOR_OF = _ACTORS.where(
    identities.c.platform == bindparam("platform"), identities.c.tenant == bindparam("tenant")
).limit(1)


class People(Repository):
    """Everybody that a desk knows. A person is of no desk; a membership is."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._memberships = Memberships(handle)

    def add(
        self, name: str, language: str | None = None, zone: str | None = None, email: str | None = None
    ) -> Person:
        """A new person, known by no platform yet (see `link`) and of no desk (see `join`)."""
        row = {"name": name, "folded": folded(name), "language": language, "zone": zone, "email": email}
        return Person(PersonId(self._db.id(_ADD, row)), name, language, zone, email)

    def get(self, person_id: PersonId) -> Person | None:
        """The person of that id; whom they turned out to be where they were linked to another."""
        known: Person | None = self._db.known("people", person_id)
        if known is not None:
            return known
        row = self._db.run(_GET, {"person_id": person_id}).one_or_none()
        return None if row is None else Person(*row[1:])

    def many(self, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
        """The people of these ids; an id that nobody has is left out."""
        wanted = distinct(ids)
        if not wanted:
            return {}
        return {row[0]: Person(*row[1:]) for row in self._db.run(_MANY, {"ids": wanted})}

    def update(self, person: Person) -> None:
        """Store the person's name, language, zone and address."""
        self._db.run(
            _UPDATE,
            {
                "of_id": person.id,
                "name": person.name,
                "folded": folded(person.name),
                "language": person.language,
                "zone": person.zone,
                "email": person.email,
                "chose_language": person.chose_language,
            },
        )

    def link(self, person_id: PersonId, actor: Actor) -> None:
        """Make the platform identity the person's. Conflict where it is another person's already."""
        known = self.by_actor(actor)
        if known is None:
            self._db.run(_LINK, {"person_id": person_id, **_keys(actor)})
        elif known.id != person_id:
            raise Conflict("this platform identity is another person's")

    def vouch(self, actor: Actor, address: str | None, at: datetime) -> None:
        """Keep the address that the identity's platform vouches for; None where it does no longer."""
        self._db.run(_VOUCH, _of(actor) | {"address": address, "address_at": at})

    def by_actor(self, actor: Actor) -> Person | None:
        """Whose platform identity it is."""
        row = self._db.run(_BY_ACTOR, _keys(actor)).one_or_none()
        return None if row is None else Person(*row)

    def actors(self, person_id: PersonId) -> tuple[Actor, ...]:
        """The person's platform identities."""
        return tuple(Actor(*row) for row in self._db.run(_ACTORS, {"person_id": person_id}))

    def actor_of(self, person_id: PersonId, platform: str, tenant: str) -> Actor | None:
        """The person's identity on one platform and tenant."""
        keys = {"person_id": person_id, "platform": platform, "tenant": tenant}
        row = self._db.run(_ACTOR_OF, keys).one_or_none()
        return None if row is None else Actor(*row)

    def standing(self, actor: Actor) -> tuple[Member, ...]:
        """Everything that this actor is, to every desk, in one statement: person, memberships, accounts."""
        return self._memberships.standing(actor)

    def memberships(self, person_id: PersonId) -> tuple[Membership, ...]:
        """What the person is, to every desk."""
        return self._memberships.of_person(person_id)

    def join(self, membership: Membership) -> None:
        """Make it so, in place of what the person was to this desk and account."""
        self._memberships.put(membership)

    def leave(self, desk_id: DeskId, person_id: PersonId, account_id: AccountId | None) -> bool:
        """End the membership (None: of the desk's own people). False where there was none."""
        return self._memberships.remove(desk_id, person_id, account_id)

    def members(
        self, desk_id: DeskId, account_id: AccountId | Anyone | None = ANY, role: Role | None = None
    ) -> tuple[Member, ...]:
        """The desk's members by name: of one account, of the desk itself (None), or all of them."""
        return self._memberships.members(desk_id, account_id, None if role is None else (role,))

    def paged(self, desk_id: DeskId, limit: int, offset: int) -> tuple[Member, ...]:
        """So many of the desk's members by name, of the desk and of its accounts."""
        return self._memberships.members(desk_id, ANY, None, limit, offset)

    def roster(self, desk_id: DeskId, account_id: AccountId) -> tuple[Member, ...]:
        """The account's authorized contacts, by name."""
        return self._memberships.roster(desk_id, account_id)

    def staff(self, desk_id: DeskId, roles: Iterable[Role] | None = None) -> tuple[Member, ...]:
        """The desk's own people of these roles (all of them where not given), by name."""
        return self._memberships.members(desk_id, None, None if roles is None else tuple(roles))

    def find(
        self, desk_id: DeskId, words: str, limit: int = 20, account_id: AccountId | Anyone | None = ANY
    ) -> tuple[Member, ...]:
        """Members whose name holds every one of the words, whatever their case and accents."""
        return self._memberships.find(desk_id, words, limit, account_id)


def _keys(actor: Actor) -> dict[str, str]:
    return {"platform": actor.platform, "tenant": actor.tenant, "user": actor.user}


def _of(actor: Actor) -> dict[str, object]:
    return {"of_platform": actor.platform, "of_tenant": actor.tenant, "of_user": actor.user}
