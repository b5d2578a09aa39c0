"""Which version of its policy each desk has told its channels of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import DeskId
from bot.storage.handle import Repository
from bot.storage.tables import announcements

_ALL = select(announcements.c.desk_id, announcements.c.policy_version)
_ADD = insert(announcements)
_MOVE = update(announcements).where(
    announcements.c.desk_id == bindparam("of_desk"), announcements.c.policy_version == bindparam("before")
)


class Announcements(Repository):
    """The version that each desk's channels know of."""

    def all(self) -> dict[DeskId, str]:
        """The sha256 of that version, by desk; a desk that was never looked at is missing."""
        return {DeskId(row.desk_id): row.policy_version for row in self._db.run(_ALL)}

    def begin(self, desk_id: DeskId, policy_version: str, at: datetime) -> None:
        """What a new desk starts from: there is nothing to tell of. Conflict where somebody was first."""
        self._db.run(_ADD, {"desk_id": desk_id, "policy_version": policy_version, "at": at})

    def move(self, desk_id: DeskId, before: str, after: str, at: datetime) -> bool:
        """From one version to the next; False where somebody was first."""
        moved = self._db.run(_MOVE, {"of_desk": desk_id, "before": before, "policy_version": after, "at": at})
        return moved.rowcount == 1
