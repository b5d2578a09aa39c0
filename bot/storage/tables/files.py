"""Files that came with texts: their names and where they are, never what they hold."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from bot.storage.tables.base import Id, metadata

attachments = Table(
    "attachments",
    metadata,
    Column("text_id", Id, ForeignKey("texts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("ticket_id", Id, ForeignKey("tickets.id")),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # In bytes, 0 where it was not told.
    Column("size", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_attachments_ticket", attachments.c.ticket_id)
