"""When each desk's next digest is due."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from bot.storage.tables.base import Id, Instant, metadata

digests = Table(
    "digests",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True, autoincrement=False),
    Column("next_at", Instant, nullable=False),
)
