"""Which organisation of a platform is which account's: said by an admin of the desk."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import AccountId, DeskId
from bot.storage.handle import Repository
from bot.storage.tables import organisations

_IS_ONE = (
    organisations.c.desk_id == bindparam("of_desk"),
    organisations.c.platform == bindparam("of_platform"),
    organisations.c.tenant == bindparam("of_tenant"),
)
_ACCOUNT = select(organisations.c.account_id).where(*_IS_ONE)
_OF_ACCOUNT = (
    select(organisations.c.tenant)
    .where(
        organisations.c.desk_id == bindparam("of_desk"),
        organisations.c.account_id == bindparam("of_account"),
    )
    .limit(1)
)
_ADD = insert(organisations)
_CHANGE = update(organisations).where(*_IS_ONE)


class Organisations(Repository):
    """Home tenants of people from outside, within one desk."""

    def put(self, desk_id: DeskId, platform: str, tenant: str, account_id: AccountId) -> None:
        """People of that tenant belong to this account from now on."""
        if self.account_of(desk_id, platform, tenant) is None:
            one = {"desk_id": desk_id, "platform": platform, "tenant": tenant, "account_id": account_id}
            self._db.run(_ADD, one)
            return
        which = {"of_desk": desk_id, "of_platform": platform, "of_tenant": tenant}
        self._db.run(_CHANGE, which | {"account_id": account_id})

    def account_of(self, desk_id: DeskId, platform: str, tenant: str) -> AccountId | None:
        """Whose people they are; None where nobody said."""
        which = {"of_desk": desk_id, "of_platform": platform, "of_tenant": tenant}
        found = self._db.run(_ACCOUNT, which).scalar_one_or_none()
        return None if found is None else AccountId(int(found))

    def are_named(self, desk_id: DeskId, account_id: AccountId) -> bool:
        """Whether somebody said of any organisation that it is this account's."""
        which = {"of_desk": desk_id, "of_account": account_id}
        return self._db.run(_OF_ACCOUNT, which).one_or_none() is not None
