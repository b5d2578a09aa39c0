"""Which version of its policy each desk has told its channels of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.storage.tables.base import Id, Instant, metadata

announcements = Table(
    "announcements",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True, autoincrement=False),
    Column("policy_version", Text, ForeignKey("policy_versions.sha256"), nullable=False),
    Column("at", Instant, nullable=False),
)
