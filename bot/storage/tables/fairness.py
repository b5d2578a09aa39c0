"""Which version of its policy each desk has told of, and where accounts stand as to fair use."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from bot.storage.tables.base import Id, Instant, metadata, own_id

announcements = Table(
    "announcements",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True, autoincrement=False),
    Column("policy_version", Text, ForeignKey("policy_versions.sha256"), nullable=False),
    Column("at", Instant, nullable=False),
)

standings = Table(
    "standings",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("standing", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("decided_by", Id, ForeignKey("people.id"), nullable=False),
    Column("reason", Text, nullable=False),
    # What was recorded as training, where that is what ended a limitation.
    Column("training", Text),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_standings_account", standings.c.desk_id, standings.c.account_id, standings.c.id)
