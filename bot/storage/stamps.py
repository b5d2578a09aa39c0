"""Whether anything was committed since: a number that SQLite keeps, whichever process wrote."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import Engine


class Stamps:
    """A connection of its own that never writes: its number changes with every commit of all the others.

    Safe to share between threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._turn = threading.Lock()
        self._held = engine.raw_connection() if engine.dialect.name == "sqlite" else None
        self._driver: Any = None if self._held is None else self._held.driver_connection

    def now(self) -> int | None:
        """The number; None where the database has none to tell (PostgreSQL)."""
        if self._held is None:
            return None
        with self._turn:
            # Read to its end: a statement left open would hold the connection in the past.
            ((stamp,),) = self._driver.execute("PRAGMA data_version").fetchall()
        return int(stamp)

    def close(self) -> None:
        """Give the connection back."""
        if self._held is not None:
            self._held.close()
