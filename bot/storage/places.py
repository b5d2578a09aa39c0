"""Places: the conversations of platforms that belong to a desk."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.ids import AccountId, DeskId, PlaceId
from bot.domain.people import Face, Place
from bot.requests import Shut
from bot.storage.errors import Conflict
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import places

_COLUMNS = (
    places.c.id,
    places.c.desk_id,
    places.c.platform,
    places.c.tenant,
    places.c.conversation,
    places.c.face,
    places.c.account_id,
    places.c.name,
    places.c.shut,
)
_BY_REF = select(*_COLUMNS).where(
    places.c.platform == bindparam("platform"),
    places.c.tenant == bindparam("tenant"),
    places.c.conversation == bindparam("conversation"),
)
_OF_DESK = select(*_COLUMNS).where(places.c.desk_id == bindparam("desk_id")).order_by(places.c.id)
_OF_FACE = _OF_DESK.where(places.c.face == bindparam("of_face"))
_OF_ACCOUNT = _OF_FACE.where(places.c.account_id == bindparam("of_account"))
_DESKS = (
    select(places.c.desk_id)
    .where(places.c.platform == bindparam("platform"), places.c.tenant == bindparam("tenant"))
    .distinct()
    .order_by(places.c.desk_id)
)
_GET = _OF_DESK.where(places.c.id == bindparam("place_id"))
_ADD = insert(places).returning(places.c.id)
_UPDATE = update(places).where(places.c.id == bindparam("of_id"))
_REMOVE = delete(places).where(places.c.desk_id == bindparam("desk_id"), places.c.id == bindparam("place_id"))


class Places(Repository):
    """Where a desk's people and its customers meet."""

    def put(
        self,
        desk_id: DeskId,
        platform: str,
        tenant: str,
        conversation: str,
        face: Face,
        account_id: AccountId | None = None,
        name: str | None = None,
    ) -> Place:
        """Make the conversation a place of the desk, or change the one it is.

        Conflict where it belongs to another desk: that desk gives it up first (see `remove`).
        """
        known = self.by_ref(platform, tenant, conversation)
        if known is not None and known.desk_id != desk_id:
            raise Conflict("this conversation belongs to another desk")
        facts = {"face": face.value, "account_id": account_id, "name": name}
        if known is not None:
            self._db.run(_UPDATE, {"of_id": known.id, **facts})
            place_id = known.id
        else:
            where = {"desk_id": desk_id, "platform": platform, "tenant": tenant, "conversation": conversation}
            place_id = PlaceId(self._db.id(_ADD, where | facts))
        was = None if known is None else known.shut
        return Place(place_id, desk_id, platform, tenant, conversation, face, account_id, name, was)

    def by_ref(self, platform: str, tenant: str, conversation: str) -> Place | None:
        """The place that a conversation is, whichever desk's."""
        keys = {"platform": platform, "tenant": tenant, "conversation": conversation}
        row = self._db.run(_BY_REF, keys).one_or_none()
        return None if row is None else _place(row)

    def get(self, desk_id: DeskId, place_id: PlaceId) -> Place | None:
        """The desk's place of that id."""
        row = self._db.run(_GET, {"desk_id": desk_id, "place_id": place_id}).one_or_none()
        return None if row is None else _place(row)

    def of_desk(
        self, desk_id: DeskId, face: Face | None = None, account_id: AccountId | None = None
    ) -> tuple[Place, ...]:
        """The desk's places, oldest first; of one face or one account where given."""
        if face is not None:
            # Asked for at every opening: statements that stay the same are prepared once.
            keys: dict[str, Any] = {"desk_id": desk_id, "of_face": face.value}
            if account_id is not None:
                return tuple(_place(r) for r in self._db.run(_OF_ACCOUNT, keys | {"of_account": account_id}))
            return tuple(_place(row) for row in self._db.run(_OF_FACE, keys))
        wanted = _OF_DESK
        if account_id is not None:
            wanted = wanted.where(places.c.account_id == account_id)
        return tuple(_place(row) for row in self._db.run(wanted, {"desk_id": desk_id}))

    def desks_in(self, platform: str, tenant: str) -> tuple[DeskId, ...]:
        """The desks that have a place in that tenant."""
        rows = self._db.run(_DESKS, {"platform": platform, "tenant": tenant})
        return tuple(DeskId(row.desk_id) for row in rows)

    def shut(self, place_id: PlaceId, why: Shut | None) -> None:
        """The desk cannot post there, or (None) it can again. The place was found within its desk."""
        self._db.run(_UPDATE, {"of_id": place_id, "shut": why})

    def remove(self, desk_id: DeskId, place_id: PlaceId) -> bool:
        """Give the conversation up. False where the desk has no such place."""
        return self._db.run(_REMOVE, {"desk_id": desk_id, "place_id": place_id}).rowcount > 0


def _place(row: AnyRow) -> Place:
    place_id, desk_id, platform, tenant, conversation, face, account_id, name, why = row
    shut = None if why is None else Shut(why)
    return Place(place_id, desk_id, platform, tenant, conversation, Face(face), account_id, name, shut)
