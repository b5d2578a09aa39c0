"""Tasks: what somebody of the desk has to do besides answering."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from bot.storage.tables.base import Id, Instant, metadata, own_id

tasks = Table(
    "tasks",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("account_id", Id),
    Column("ticket_id", Id, ForeignKey("tickets.id")),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("done_at", Instant),
    Column("done_by", Id, ForeignKey("people.id")),
    Column("result", Text),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_tasks_open", tasks.c.desk_id, tasks.c.id)
