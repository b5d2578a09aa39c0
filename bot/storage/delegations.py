"""Who stands in for an authorized contact, and until when; what is over stays, as the record of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, insert, select, update

from bot.domain.first_line import Delegation, DelegationId
from bot.domain.ids import AccountId, DeskId, PersonId
from bot.storage.handle import Repository
from bot.storage.tables import delegations, memberships, people
from policy.facts import Role

_COLUMNS = (
    delegations.c.id,
    delegations.c.desk_id,
    delegations.c.account_id,
    delegations.c.person_id,
    delegations.c.by_id,
    delegations.c.since,
    delegations.c.until,
    delegations.c.ended_at,
    delegations.c.ended_by,
)
"""In the order of the fields of `Delegation`."""

_COLLEAGUE, _CONTACT = memberships.alias("colleague"), memberships.alias("contact")
_ALL = (
    select(*_COLUMNS)
    .where(delegations.c.desk_id == bindparam("desk_id"), delegations.c.account_id == bindparam("account_id"))
    .order_by(delegations.c.id)
)
_NOW = (
    select(*_COLUMNS, people.c.name)
    .join(people, people.c.id == delegations.c.person_id)
    .join(
        _COLLEAGUE,
        and_(
            _COLLEAGUE.c.person_id == delegations.c.person_id,
            _COLLEAGUE.c.desk_id == delegations.c.desk_id,
            _COLLEAGUE.c.account_id == delegations.c.account_id,
            _COLLEAGUE.c.role == Role.COLLEAGUE.value,
        ),
    )
    .join(
        _CONTACT,
        and_(
            _CONTACT.c.person_id == delegations.c.by_id,
            _CONTACT.c.desk_id == delegations.c.desk_id,
            _CONTACT.c.account_id == delegations.c.account_id,
            _CONTACT.c.role == Role.AUTHORIZED.value,
        ),
    )
    .where(
        delegations.c.desk_id == bindparam("desk_id"),
        delegations.c.account_id == bindparam("account_id"),
        delegations.c.since <= bindparam("now"),
        delegations.c.until > bindparam("now"),
        delegations.c.ended_at.is_(None),
    )
    .order_by(people.c.folded, delegations.c.id)
)
_ADD = insert(delegations).returning(delegations.c.id)
_END = (
    update(delegations)
    .where(
        delegations.c.desk_id == bindparam("of_desk"),
        delegations.c.account_id == bindparam("of_account"),
        delegations.c.person_id == bindparam("of_person"),
        delegations.c.until > bindparam("now"),
        delegations.c.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"), ended_by=bindparam("ender"))
)


class Delegations(Repository):
    """Whoever lets somebody stand in must be an authorized contact still, or nothing is lent."""

    def add(
        self,
        desk_id: DeskId,
        account_id: AccountId,
        person_id: PersonId,
        by_id: PersonId,
        since: datetime,
        until: datetime,
    ) -> Delegation:
        """From `since` to before `until`, in place of whatever that person was lent by anybody."""
        self.end(desk_id, account_id, person_id, since, by_id)
        row = {
            "desk_id": desk_id,
            "account_id": account_id,
            "person_id": person_id,
            "by_id": by_id,
            "since": since,
            "until": until,
        }
        made = DelegationId(self._db.id(_ADD, row))
        return Delegation(made, desk_id, account_id, person_id, by_id, since, until)

    def at(self, desk_id: DeskId, account_id: AccountId, now: datetime) -> tuple[tuple[Delegation, str], ...]:
        """Those that hold at an instant, each with the name of who stands in, by name."""
        keys = {"desk_id": desk_id, "account_id": account_id, "now": now}
        return tuple((Delegation(*row[:-1]), row[-1]) for row in self._db.run(_NOW, keys))

    def end(
        self, desk_id: DeskId, account_id: AccountId, person_id: PersonId, now: datetime, by: PersonId
    ) -> bool:
        """Over from now on. False where nothing was lent."""
        keys = {"of_desk": desk_id, "of_account": account_id, "of_person": person_id}
        return self._db.run(_END, keys | {"now": now, "ender": by}).rowcount > 0

    def of_account(self, desk_id: DeskId, account_id: AccountId) -> tuple[Delegation, ...]:
        """Everything that was ever lent within the account, oldest first: who, by whom, and how it ended."""
        found = self._db.run(_ALL, {"desk_id": desk_id, "account_id": account_id})
        return tuple(Delegation(*row) for row in found)
