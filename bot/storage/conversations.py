"""Where a platform can be written to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.ports import Known
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import conversations

_ROWS = select(
    conversations.c.platform,
    conversations.c.tenant,
    conversations.c.conversation,
    conversations.c.user,
    conversations.c.details,
    conversations.c.dead,
)
_OF = (conversations.c.platform == bindparam("of_platform"), conversations.c.tenant == bindparam("of_tenant"))
_ALL = _ROWS.where(*_OF).order_by(conversations.c.conversation)
_ONE = _ROWS.where(*_OF, conversations.c.conversation == bindparam("of_conversation"))
_CHAT = (
    _ROWS.where(*_OF, conversations.c.user == bindparam("of_user"))
    .order_by(conversations.c.at.desc())
    .limit(1)
)
_KEY = [conversations.c.platform, conversations.c.tenant, conversations.c.conversation]
_SQLITE = sqlite.insert(conversations)
_POSTGRESQL = postgresql.insert(conversations)
_NEWEST = ("user", "details", "dead", "at")
_PUT = {
    "sqlite": _SQLITE.on_conflict_do_update(
        index_elements=_KEY, set_={name: _SQLITE.excluded[name] for name in _NEWEST}
    ),
    "postgresql": _POSTGRESQL.on_conflict_do_update(
        index_elements=_KEY, set_={name: _POSTGRESQL.excluded[name] for name in _NEWEST}
    ),
}
_COUNTS = (
    select(conversations.c.dead, func.count())
    .where(conversations.c.platform == bindparam("of_platform"), conversations.c.conversation != "")
    .group_by(conversations.c.dead)
)
_BURY = update(conversations).where(*_OF, conversations.c.conversation == bindparam("of_conversation"))


class Conversations(Repository):
    """What is kept of each conversation; the newest word of the platform holds."""

    def put(self, known: Known, at: datetime) -> None:
        """Keep it as it is told now."""
        row = {
            "platform": known.platform,
            "tenant": known.tenant,
            "conversation": known.conversation,
            "user": known.user,
            "details": known.details,
            "dead": known.dead,
            "at": at,
        }
        self._db.run(_PUT[self._db.dialect], row)

    def get(self, platform: str, tenant: str, conversation: str) -> Known | None:
        """What is known of it."""
        asked = {"of_platform": platform, "of_tenant": tenant, "of_conversation": conversation}
        row = self._db.run(_ONE, asked).one_or_none()
        return None if row is None else _known(row)

    def chat(self, platform: str, tenant: str, user: str) -> Known | None:
        """The private chat with that person."""
        asked = {"of_platform": platform, "of_tenant": tenant, "of_user": user}
        row = self._db.run(_CHAT, asked).one_or_none()
        return None if row is None else _known(row)

    def all_of(self, platform: str, tenant: str) -> tuple[Known, ...]:
        """All of a tenant's."""
        rows = self._db.run(_ALL, {"of_platform": platform, "of_tenant": tenant})
        return tuple(_known(row) for row in rows)

    def bury(self, platform: str, tenant: str, conversation: str, why: str | None) -> bool:
        """Nothing can be said there any more, or (None) it can again. False where it is not known."""
        asked = {"of_platform": platform, "of_tenant": tenant, "of_conversation": conversation, "dead": why}
        return self._db.run(_BURY, asked).rowcount > 0

    def counts(self, platform: str) -> dict[str | None, int]:
        """How many conversations are known, by why they are dead; None: those that are not."""
        rows = self._db.run(_COUNTS, {"of_platform": platform}).all()
        return {row[0]: int(row[1]) for row in rows}


def _known(row: AnyRow) -> Known:
    return Known(*row)
