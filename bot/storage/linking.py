"""What linking identities keeps: codes, tries, whose addresses are believed, history; and the joining."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.ids import DeskId, PersonId
from bot.domain.linking import LinkAct, LinkEntry, Way
from bot.requests import Actor
from bot.storage.errors import Conflict
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import (
    believed,
    corrections,
    delegations,
    desks,
    identities,
    internal_requests,
    link_codes,
    link_tries,
    links,
    lots,
    memberships,
    people,
    purchases,
    refusals,
    texts,
    tickets,
)

_MOVES = (
    tickets.c.requester_id,
    tickets.c.submitter_id,
    tickets.c.assignee_id,
    texts.c.author_id,
    lots.c.owner_id,
    corrections.c.owner_id,
    corrections.c.proposed_by,
    internal_requests.c.author_id,
    internal_requests.c.asked_id,
    delegations.c.person_id,
    delegations.c.by_id,
    purchases.c.buyer,
    refusals.c.person_id,
    identities.c.person_id,
    people.c.merged_into,
)
"""What is whose now. What was done stays as it was written: a history's ids lead to whom they became."""

_IS_CODE = link_codes.c.selector == bindparam("of_selector")
_IS_ACTOR = tuple(
    column == bindparam(f"of_{column.name}")
    for column in (link_codes.c.platform, link_codes.c.tenant, link_codes.c.user)
)
_TRIED = tuple(
    column == bindparam(f"of_{column.name}")
    for column in (link_tries.c.platform, link_tries.c.tenant, link_tries.c.user)
)
_CODE = select(
    link_codes.c.salt,
    link_codes.c.digest,
    link_codes.c.platform,
    link_codes.c.tenant,
    link_codes.c.user,
    link_codes.c.expires_at,
).where(_IS_CODE)
_LOCK = (
    select(people.c.id, people.c.merged_into)
    .where(people.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(people.c.id)
    .with_for_update(key_share=True)
)
_MERGE = update(people).where(people.c.id == bindparam("of_id"))
_NO_MEMBER = delete(memberships).where(memberships.c.person_id == bindparam("of_person"))
_SPLIT = update(identities).where(
    identities.c.platform == bindparam("of_platform"),
    identities.c.tenant == bindparam("of_tenant"),
    identities.c.user == bindparam("of_user"),
    identities.c.person_id == bindparam("of_person"),
)
_VOUCHED = (
    select(identities.c.person_id, identities.c.platform, identities.c.tenant, identities.c.user)
    .where(identities.c.address == bindparam("of_address"), identities.c.address_at >= bindparam("since"))
    .limit(10)
)
_IDENTITIES = (
    select(identities.c.platform, identities.c.tenant, identities.c.user, identities.c.address)
    .where(identities.c.person_id == bindparam("of_person"))
    .order_by(identities.c.platform, identities.c.tenant, identities.c.user)
)
_ONE, _OTHER = identities.alias("one"), identities.alias("other")
_MEMBERS = select(memberships.c.person_id).where(memberships.c.desk_id == bindparam("desk_id"))
_PAIRS = (
    select(_ONE.c.person_id, _OTHER.c.person_id, _ONE.c.address)
    .distinct()
    .join(_OTHER, _OTHER.c.address == _ONE.c.address)
    .where(
        _ONE.c.person_id < _OTHER.c.person_id,
        _ONE.c.platform != _OTHER.c.platform,
        _ONE.c.person_id.in_(_MEMBERS),
        _OTHER.c.person_id.in_(_MEMBERS),
    )
    .order_by(_ONE.c.address, _ONE.c.person_id)
    .limit(bindparam("limit"))
)
_ADDRESSED = (
    select(identities.c.person_id)
    .where(identities.c.address == bindparam("of_address"), identities.c.person_id.in_(_MEMBERS))
    .union(
        select(people.c.id).where(
            func.lower(people.c.email) == bindparam("of_address"), people.c.id.in_(_MEMBERS)
        )
    )
)
_ASKED_HERE = (
    select(tickets.c.id)
    .where(tickets.c.desk_id == bindparam("desk_id"), tickets.c.requester_id == bindparam("of_person"))
    .limit(1)
)
_SENT_HERE = (
    select(tickets.c.id)
    .where(tickets.c.desk_id == bindparam("desk_id"), tickets.c.submitter_id == bindparam("of_person"))
    .limit(1)
)
_BELIEVED = select(believed.c.desk_id).where(
    believed.c.platform == bindparam("of_platform"),
    believed.c.tenant == bindparam("of_tenant"),
    believed.c.domain == bindparam("of_domain"),
)
_IS_BELIEVED = (
    believed.c.desk_id == bindparam("desk_id"),
    believed.c.platform == bindparam("of_platform"),
    believed.c.tenant == bindparam("of_tenant"),
    believed.c.domain == bindparam("of_domain"),
)
_ALL_BELIEVED = (
    select(believed.c.platform, believed.c.tenant, believed.c.domain)
    .where(believed.c.desk_id == bindparam("desk_id"))
    .order_by(believed.c.domain, believed.c.platform, believed.c.tenant)
)
_HISTORY = (
    select(
        links.c.at,
        links.c.act,
        links.c.way,
        links.c.by_id,
        links.c.person_id,
        links.c.platform,
        links.c.tenant,
        links.c.user,
    )
    .where(links.c.desk_id == bindparam("desk_id"))
    .order_by(links.c.id.desc())
    .limit(bindparam("limit"))
)


_WORDS = (
    select(
        links.c.desk_id,
        links.c.act,
        links.c.way,
        links.c.by_id,
        links.c.platform,
        links.c.tenant,
        links.c.user,
    )
    .join(
        identities,
        (identities.c.platform == links.c.platform)
        & (identities.c.tenant == links.c.tenant)
        & (identities.c.user == links.c.user),
    )
    .where(identities.c.person_id == bindparam("of_person"))
    .order_by(links.c.id.desc())
)


class Links(Repository):
    """All that is known of who is whom, beside the identities themselves."""

    def put_code(self, selector: str, salt: str, digest: str, actor: Actor, expires_at: datetime) -> None:
        """The one code of that identity: an earlier one is no longer any. Conflict where it is another's."""
        self._db.run(delete(link_codes).where(*_IS_ACTOR), _of(actor))
        self._db.run(
            insert(link_codes),
            {"selector": selector, "salt": salt, "digest": digest, "expires_at": expires_at, **_is(actor)},
        )

    def code(self, selector: str) -> tuple[str, str, Actor, datetime] | None:
        """Salt, digest, who asked for it and until when it holds."""
        row = self._db.run(_CODE, {"of_selector": selector}).one_or_none()
        return None if row is None else (row[0], row[1], Actor(*row[2:5]), row[5])

    def spend(self, selector: str) -> bool:
        """The code is used up. False where somebody did so already."""
        return self._db.run(delete(link_codes).where(_IS_CODE), {"of_selector": selector}).rowcount > 0

    def tried(self, actor: Actor, at: datetime) -> None:
        """Somebody typed a code that was none."""
        self._db.run(insert(link_tries), {**_is(actor), "at": at})

    def tries(self, actor: Actor, since: datetime) -> int:
        """How often since then; what was before is forgotten."""
        before = {**_of(actor), "since": since}
        self._db.run(delete(link_tries).where(*_TRIED, link_tries.c.at < bindparam("since")), before)
        found = self._db.run(select(func.count()).select_from(link_tries).where(*_TRIED), _of(actor))
        return int(found.scalar_one())

    def lock(self, *ids: PersonId) -> None:
        """Nobody else links these until this unit of work ends. Conflict where one is another by now."""
        rows = self._db.run(_LOCK, {"ids": sorted({*ids})}).all()
        if len(rows) != len({*ids}) or any(row.merged_into is not None for row in rows):
            raise Conflict("somebody was linked meanwhile")

    def absorb(self, kept: PersonId, other: PersonId) -> None:
        """All that is `other`'s is `kept`'s from now on, but for memberships: those are for the caller."""
        for column in _MOVES:
            moved = update(column.table).where(column == bindparam("of_person"))
            self._db.run(moved, {"of_person": other, column.name: kept})
        self._db.run(_NO_MEMBER, {"of_person": other})
        self._db.run(_MERGE, {"of_id": other, "merged_into": kept})

    def split(self, person: PersonId, actor: Actor, to: PersonId) -> None:
        """The identity is somebody else's, and nobody vouches for it. Conflict where it was not theirs."""
        values = {**_of(actor), "of_person": person, "person_id": to, "address": None, "address_at": None}
        if not self._db.run(_SPLIT, values).rowcount:
            raise Conflict("the identity was somebody else's meanwhile")

    def identities(self, person: PersonId) -> tuple[tuple[Actor, str | None], ...]:
        """Each with the address that its platform vouches for."""
        rows = self._db.run(_IDENTITIES, {"of_person": person})
        return tuple((Actor(*row[:3]), row[3]) for row in rows)

    def vouched(self, address: str, since: datetime) -> tuple[tuple[PersonId, Actor], ...]:
        """Whose identities have that address, as their platforms said since then."""
        rows = self._db.run(_VOUCHED, {"of_address": address, "since": since})
        return tuple((PersonId(row[0]), Actor(*row[1:])) for row in rows)

    def pairs(self, desk_id: DeskId, limit: int = 20) -> tuple[tuple[PersonId, PersonId, str], ...]:
        """People of the desk on two platforms that vouch for one address, and the address."""
        rows = self._db.run(_PAIRS, {"desk_id": desk_id, "limit": limit})
        return tuple((PersonId(row[0]), PersonId(row[1]), row[2]) for row in rows)

    def addressed(self, desk_id: DeskId, address: str) -> tuple[PersonId, ...]:
        """People of the desk whom a platform gives that address, vouched for or not."""
        rows = self._db.run(_ADDRESSED, {"desk_id": desk_id, "of_address": address.lower()})
        return tuple(sorted(PersonId(row[0]) for row in rows))

    def has_past_beyond(self, desk_id: DeskId, person: PersonId) -> bool:
        """Whether another desk has tickets of theirs, though they may be nobody there any more."""
        others = self._db.run(select(desks.c.id).where(desks.c.id != bindparam("mine")), {"mine": desk_id})
        return any(
            self._db.run(which, {"desk_id": row[0], "of_person": person}).all()
            for row in others
            for which in (_ASKED_HERE, _SENT_HERE)
        )

    def vouched_by(self, person: PersonId) -> frozenset[PersonId]:
        """The admins, of whichever desk, on whose word alone an identity is the person's."""
        last: dict[tuple[DeskId, Actor], AnyRow] = {}
        for row in self._db.run(_WORDS, {"of_person": person}):
            last.setdefault((row.desk_id, Actor(row.platform, row.tenant, row.user)), row)
        by_word = (r for r in last.values() if (r.act, r.way) == (LinkAct.LINKED.value, Way.ADMIN.value))
        return frozenset(PersonId(row.by_id) for row in by_word if row.by_id is not None)

    def believe(self, desk_id: DeskId, platform: str, tenant: str, domain: str) -> None:
        """What that organisation says of addresses at the domain is believed by the desk."""
        if not self.is_believed(desk_id, platform, tenant, domain):
            row = {"desk_id": desk_id, "platform": platform, "tenant": tenant, "domain": domain}
            self._db.run(insert(believed), row)

    def disbelieve(self, desk_id: DeskId, domain: str) -> bool:
        """Nobody's word counts for that domain any more. False where nobody's did."""
        gone = delete(believed).where(
            believed.c.desk_id == bindparam("of_desk"), believed.c.domain == bindparam("of_domain")
        )
        return self._db.run(gone, {"of_desk": desk_id, "of_domain": domain}).rowcount > 0

    def is_believed(self, desk_id: DeskId, platform: str, tenant: str, domain: str) -> bool:
        """Whether the desk believes that organisation about that domain."""
        keys = {"desk_id": desk_id, "of_platform": platform, "of_tenant": tenant, "of_domain": domain}
        return bool(self._db.run(select(believed.c.desk_id).where(*_IS_BELIEVED), keys).all())

    def believers(self, platform: str, tenant: str, domain: str) -> frozenset[DeskId]:
        """The desks that believe that organisation about that domain."""
        keys = {"of_platform": platform, "of_tenant": tenant, "of_domain": domain}
        return frozenset(DeskId(row[0]) for row in self._db.run(_BELIEVED, keys))

    def beliefs(self, desk_id: DeskId) -> tuple[tuple[str, str, str], ...]:
        """Platform, tenant and domain of each."""
        return tuple((row[0], row[1], row[2]) for row in self._db.run(_ALL_BELIEVED, {"desk_id": desk_id}))

    def record(self, desk_id: DeskId, entry: LinkEntry, other: PersonId | None) -> None:
        """One more line of the desk's history."""
        self._db.run(
            insert(links),
            {
                "desk_id": desk_id,
                "at": entry.at,
                "act": entry.act.value,
                "way": entry.way.value,
                "by_id": entry.by,
                "person_id": entry.person,
                "other_id": other,
                **_is(entry.actor),
            },
        )

    def history(self, desk_id: DeskId, limit: int = 10) -> tuple[LinkEntry, ...]:
        """The desk's latest, the last first."""
        rows = self._db.run(_HISTORY, {"desk_id": desk_id, "limit": limit})
        return tuple(
            LinkEntry(row[0], LinkAct(row[1]), Way(row[2]), row[3], PersonId(row[4]), Actor(*row[5:]))
            for row in rows
        )


def _is(actor: Actor) -> dict[str, str]:
    return {"platform": actor.platform, "tenant": actor.tenant, "user": actor.user}


def _of(actor: Actor) -> dict[str, str]:
    return {f"of_{name}": value for name, value in _is(actor).items()}
