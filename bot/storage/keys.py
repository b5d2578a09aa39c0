"""Request keys: what was answered, so that the same act never happens twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from bot.domain.ids import DeskId
from bot.storage.handle import Handle, Repository
from bot.storage.tables import request_keys

_GET = select(request_keys.c.body).where(request_keys.c.key == bindparam("key"))
_PUT = insert(request_keys)
_PRUNE = delete(request_keys).where(request_keys.c.at < bindparam("before"))


class Keys(Repository):
    """The answers of the past, by request key."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._kept: set[str] = set()

    def get(self, key: str) -> str | None:
        """The answer (JSON) that was stored under the key."""
        known = self._db.known("request_keys", key)
        if known is not None:
            return str(known)
        body = self._db.run(_GET, {"key": key}, beside=key not in self._kept).scalar_one_or_none()
        return None if body is None else str(body)

    def put(self, key: str, desk_id: DeskId | None, body: str, at: datetime) -> None:
        """Keep the answer (JSON) with the change it speaks of. Conflict where the act was done meanwhile."""
        self._db.run(_PUT, {"key": key, "desk_id": desk_id, "body": body, "at": at})

    def keep(self, key: str, desk_id: DeskId | None, body: str, at: datetime) -> None:
        """The same with the rest of what is stored at the commit, which then raises the Conflict."""
        self._kept.add(key)
        row = {"key": key, "desk_id": desk_id, "body": body, "at": at}
        self._db.later(_PUT, row, unread="request_keys")
        self._db.remember("request_keys", key, body)

    def prune(self, before: datetime) -> int:
        """Forget the keys older than `before`; how many there were."""
        return self._db.run(_PRUNE, {"before": before}).rowcount
