"""A look at a database that changes nothing: whether it is there, and which revision it is at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.storage.engines import address, engine_for
from bot.storage.errors import CannotOpen
from bot.storage.migrating import HEAD, revision


@dataclass(frozen=True, slots=True)
class Looked:
    """The revision that a database is at (None for an empty one), and the one that is wanted."""

    revision: str | None
    wanted: str

    @property
    def is_current(self) -> bool:
        """Whether it can be used as it is."""
        return self.revision == self.wanted


def look(url: str) -> Looked:
    """Which revision a database is at. It is not made, and not migrated.

    Raises:
        CannotOpen: the address is wrong, the driver is missing, or the database cannot be reached.
    """
    where = address(url)
    shown = where.render_as_string(hide_password=True)
    if where.get_backend_name() == "sqlite" and not Path(where.database or "").is_file():
        return Looked(None, HEAD)
    engine = engine_for(where)
    try:
        with engine.connect() as connection:
            return Looked(revision(connection), HEAD)
    except DBAPIError as error:
        raise CannotOpen(f"cannot open {shown}: {str(error.orig).strip()}") from error
    finally:
        engine.dispose()
