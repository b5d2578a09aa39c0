"""A few facts about this database as a whole: the desk clock's offset, say."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from bot.storage.handle import Repository
from bot.storage.tables import settings

_GET = select(settings.c.value).where(settings.c.key == bindparam("of_key"))
_CHANGE = update(settings).where(settings.c.key == bindparam("of_key"))
_ADD = insert(settings)


class Settings(Repository):
    """Names and values, both text."""

    def get(self, key: str) -> str | None:
        """The value, if one was set."""
        value = self._db.run(_GET, {"of_key": key}).scalar_one_or_none()
        return None if value is None else str(value)

    def set(self, key: str, value: str) -> None:
        """Set it, whatever it was."""
        if not self._db.run(_CHANGE, {"of_key": key, "value": value}).rowcount:
            self._db.run(_ADD, {"key": key, "value": value})
