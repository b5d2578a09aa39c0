"""A desk's own exclusions, where its customers' full conditions stand, and requests that were refused."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from bot.storage.tables.base import Id, Instant, metadata, own_id

exclusions = Table(
    "exclusions",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
)

agreements = Table(
    "agreements",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("link", Text, nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("account_id", Id, nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    # The command as it was given, and the clauses that refused it, parted by commas.
    Column("command", Text, nullable=False),
    Column("clauses", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("asked_at", Instant),
    Column("ticket_id", Id, ForeignKey("tickets.id")),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_refusals_desk", refusals.c.desk_id, refusals.c.at)
