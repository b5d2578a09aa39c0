"""What accounts hold in tickets and minutes, every change of it, and corrections that await a second yes."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
)

from bot.storage.tables.base import Id, Instant, metadata, own_id

lots = Table(
    "lots",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("code", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("clause", Text, nullable=False),
    Column("owner_id", Id, ForeignKey("people.id")),
    Column("granted_at", Instant, nullable=False),
    Column("valid_until", Instant),
    Column("whole", Integer, nullable=False),
    # Sums over the entries: the index by which a ticket is opened. The database itself refuses to overdraw.
    Column("left", Integer, nullable=False),
    Column("lapsed", Integer, nullable=False),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
    CheckConstraint('"left" >= 0', name="ck_lots_left"),
    CheckConstraint("lapsed >= 0", name="ck_lots_lapsed"),
)
Index(
    "ix_lots_open",
    lots.c.desk_id,
    lots.c.account_id,
    lots.c.valid_until,
    sqlite_where=(lots.c.left > 0) | (lots.c.lapsed > 0),
    postgresql_where=(lots.c.left > 0) | (lots.c.lapsed > 0),
)
Index("ix_lots_account", lots.c.desk_id, lots.c.account_id, lots.c.id)
# An account tries once, however many open its first ticket together.
Index(
    "uq_lots_trial",
    lots.c.account_id,
    unique=True,
    sqlite_where=lots.c.code == "trial",
    postgresql_where=lots.c.code == "trial",
)

entries = Table(
    "entries",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("lot_id", Id, ForeignKey("lots.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("change", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("ticket_id", Id, ForeignKey("tickets.id")),
    Column("of_lot_id", Id, ForeignKey("lots.id")),
    Column("actor_id", Id, ForeignKey("people.id")),
    Column("text_id", Id, ForeignKey("texts.id")),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_entries_account", entries.c.desk_id, entries.c.account_id, entries.c.id)
Index("ix_entries_ticket", entries.c.ticket_id)
Index("ix_entries_lot", entries.c.lot_id)

corrections = Table(
    "corrections",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("unit", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("owner_id", Id, ForeignKey("people.id")),
    Column("text_id", Id, ForeignKey("texts.id"), nullable=False),
    Column("proposed_by", Id, ForeignKey("people.id"), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("decided_by", Id, ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("is_confirmed", Boolean),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_corrections_desk", corrections.c.desk_id, corrections.c.id)
