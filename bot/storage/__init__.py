"""Where the desk keeps what it knows: one unit of work over SQLite or PostgreSQL."""

from bot.storage.database import Database
from bot.storage.errors import CannotOpen, Conflict, StorageError, VersionChanged
from bot.storage.work import UnitOfWork

__all__ = ["CannotOpen", "Conflict", "Database", "StorageError", "UnitOfWork", "VersionChanged"]
