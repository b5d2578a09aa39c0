"""Where a platform can be written to: what it told of each conversation, as the adapter's own JSON."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from bot.storage.tables.base import Instant, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("conversation", Text, primary_key=True),
    # Whose private chat it is; null for one of several people.
    Column("user", Text),
    Column("details", Text, nullable=False),
    # Why nothing can be said there any more; null while it can.
    Column("dead", Text),
    Column("at", Instant, nullable=False),
)
Index("ix_conversations_user", conversations.c.platform, conversations.c.tenant, conversations.c.user)
