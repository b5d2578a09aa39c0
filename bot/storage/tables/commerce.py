"""Price lists and what was charged by them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text

from bot.storage.tables.base import Id, Instant, metadata, own_id

prices = Table(
    "prices",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("title", Text, nullable=False),
    # In minor units of the currency: cents.
    Column("amount", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
)

charges = Table(
    "charges",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("ticket_id", Id, ForeignKey("tickets.id")),
    Column("code", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("accepted_by", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_charges_account", charges.c.desk_id, charges.c.account_id, charges.c.id)
