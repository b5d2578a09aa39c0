"""Tickets, their append-only events, the texts beside them, and where their threads are."""

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
    text,
)

from bot.storage.tables.base import Id, Instant, metadata, own_id

live = text("status NOT IN ('solved', 'closed')")
"""Something may still be owed. Written out, since a partial index serves only the words it was made with."""

live_and_assigned = text("status NOT IN ('solved', 'closed') AND assignee_id IS NOT NULL")

unassigned = text("assignee_id IS NULL")

live_and_unassigned = text("status NOT IN ('solved', 'closed') AND assignee_id IS NULL")

tickets = Table(
    "tickets",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("requester_id", Id, ForeignKey("people.id"), nullable=False),
    Column("submitter_id", Id, ForeignKey("people.id"), nullable=False),
    Column("assignee_id", Id, ForeignKey("people.id")),
    Column("subject", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("policy_version", Text, ForeignKey("policy_versions.sha256"), nullable=False),
    Column("calendar_version", Text, ForeignKey("calendar_versions.sha256"), nullable=False),
    Column("terms", Text, nullable=False),
    Column("level", Text),
    Column("rank", Integer, nullable=False, server_default=text("0")),
    Column("opened_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("wake_at", Instant),
    Column("product", Text),
    Column("product_version", Text),
    UniqueConstraint("desk_id", "number"),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index(
    "ix_tickets_wake",
    tickets.c.wake_at,
    sqlite_where=tickets.c.wake_at.is_not(None),
    postgresql_where=tickets.c.wake_at.is_not(None),
)
# Live tickets are few among all, and in no order of number: each list of them has its own index.
for _name, _columns, _which in (
    ("queue", "desk_id rank due_at number status", live),
    ("live", "desk_id number", live),
    ("account_live", "desk_id account_id number", live),
    ("assignee_queue", "desk_id assignee_id rank due_at number", live_and_assigned),
    ("assignee", "desk_id assignee_id number", live_and_assigned),
    ("unassigned_queue", "desk_id rank due_at number", live_and_unassigned),
    ("severity_queue", "desk_id severity rank due_at number", live),
    ("account_queue", "desk_id account_id rank due_at number", live),
    ("load", "desk_id assignee_id due_at status", live),
    ("account", "desk_id account_id number", None),
    ("requester", "desk_id requester_id number", None),
    ("submitter", "desk_id submitter_id number", None),
):
    Index(
        f"ix_tickets_{_name}",
        *(tickets.c[column] for column in _columns.split()),
        sqlite_where=_which,
        postgresql_where=_which,
    )

events = Table(
    "events",
    metadata,
    Column("ticket_id", Id, ForeignKey("tickets.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("v", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("actor_id", Id, ForeignKey("people.id")),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

texts = Table(
    "texts",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("ticket_id", Id, ForeignKey("tickets.id"), index=True),
    Column("author_id", Id, ForeignKey("people.id")),
    Column("body", Text, nullable=False),
)

threads = Table(
    "threads",
    metadata,
    Column("ticket_id", Id, ForeignKey("tickets.id"), primary_key=True),
    Column("face", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("ref", Text),
)
Index(
    "ix_threads_ref",
    threads.c.platform,
    threads.c.tenant,
    threads.c.conversation,
    threads.c.ref,
    unique=True,
    sqlite_where=threads.c.ref.is_not(None),
    postgresql_where=threads.c.ref.is_not(None),
)
