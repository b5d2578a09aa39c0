"""Tasks of the desks, and their registers of defects and wishes."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.tables.base import Id, Instant, metadata, own_id
from bot.storage.tables.tickets import tickets

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
    Column("number", Integer, nullable=False),
    UniqueConstraint("desk_id", "number"),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_tasks_open", tasks.c.desk_id, tasks.c.id)
Index("ix_tasks_ticket", tasks.c.ticket_id, tasks.c.kind)

register = Table(
    "register",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("product", Text),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", Id, ForeignKey("people.id"), nullable=False),
    Column("done_at", Instant),
    Column("version", Text),
    UniqueConstraint("desk_id", "kind", "number"),
)

register_tickets = Table(
    "register_tickets",
    metadata,
    Column("entry_id", Id, ForeignKey("register.id"), primary_key=True),
    Column("ticket_id", Id, ForeignKey("tickets.id"), primary_key=True),
    Column("at", Instant, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)
"""Numbers given per desk: of tasks, defects, wishes."""

Index("ix_tickets_opened", tickets.c.desk_id, tickets.c.opened_at)
"""For figures of a month."""
