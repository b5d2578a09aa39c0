"""Internal requests of accounts, and who stands in for whom."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text, UniqueConstraint

from bot.storage.tables.base import Id, Instant, metadata, own_id

internal_requests = Table(
    "internal_requests",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("author_id", Id, ForeignKey("people.id"), nullable=False),
    Column("text_id", Id, ForeignKey("texts.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("asked_id", Id, ForeignKey("people.id")),
    Column("state", Text, nullable=False),
    Column("settled_by", Id, ForeignKey("people.id")),
    Column("settled_at", Instant),
    Column("answer_id", Id, ForeignKey("texts.id")),
    Column("ticket_id", Id, ForeignKey("tickets.id")),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
    UniqueConstraint("desk_id", "account_id", "number"),
)

delegations = Table(
    "delegations",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("by_id", Id, ForeignKey("people.id"), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Id, ForeignKey("people.id")),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_delegations_account", delegations.c.desk_id, delegations.c.account_id, delegations.c.until)
