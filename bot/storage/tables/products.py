"""Products of the desks, their versions, which of them accounts have, and their outages."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from bot.storage.tables.base import Id, Instant, metadata, own_id

products = Table(
    "products",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("mail", Text),
    Column("chat", Text),
)

releases = Table(
    "releases",
    metadata,
    Column("desk_id", Id, primary_key=True),
    Column("product", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("released_on", Date, nullable=False),
    ForeignKeyConstraint(["desk_id", "product"], ["products.desk_id", "products.id"]),
)

account_products = Table(
    "account_products",
    metadata,
    Column("desk_id", Id, primary_key=True),
    Column("account_id", Id, primary_key=True),
    Column("product", Text, primary_key=True),
    Column("bought", Boolean, nullable=False),
    Column("managed", Boolean, nullable=False),
    Column("version", Text),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
    ForeignKeyConstraint(["desk_id", "product"], ["products.desk_id", "products.id"]),
)

outages = Table(
    "outages",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("ticket_id", Id, ForeignKey("tickets.id"), nullable=False, unique=True),
    Column("product", Text, nullable=False),
    Column("from_at", Instant, nullable=False),
    Column("until_at", Instant),
    ForeignKeyConstraint(["desk_id", "product"], ["products.desk_id", "products.id"]),
)
Index("ix_outages_product", outages.c.desk_id, outages.c.product, outages.c.from_at)
