"""What can go wrong in keeping things; none of it is a person's mistake."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError


class StorageError(Exception):
    """The database was misused, or cannot do what was asked."""


class CannotOpen(StorageError):
    """The address is wrong, its driver is missing, or the database is not for this version."""


class Conflict(StorageError):
    """Somebody else was first: the same key, the same place, or a history that has grown meanwhile.

    Nothing of the unit of work may be committed; start again from what is stored now.
    """


class VersionChanged(StorageError):
    """A policy's text differs from what is stored under the same version: versions are immutable."""


_UNIQUE = {
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
}
_UNIQUE_SQLSTATE = "23505"
_CROSSED = {"40P01", "40001", "55P03"}
"""Deadlock, serialization failure, a lock that was waited for too long."""


def is_duplicate(error: IntegrityError) -> bool:
    """Whether a unique rule was broken, rather than a foreign key or a missing value."""
    cause = error.orig
    if isinstance(cause, sqlite3.IntegrityError):
        return cause.sqlite_errorcode in _UNIQUE
    return getattr(cause, "sqlstate", None) == _UNIQUE_SQLSTATE


def is_crossed(error: DBAPIError) -> bool:
    """Whether two units of work waited for each other, and the database gave this one up."""
    return getattr(error.orig, "sqlstate", None) in _CROSSED
