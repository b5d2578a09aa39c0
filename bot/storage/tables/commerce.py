"""Price lists, what was charged by them, purchases with their invoices, and subscriptions that ended."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
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

purchases = Table(
    "purchases",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit", BigInteger, nullable=False),
    Column("net", BigInteger, nullable=False),
    # Each tax as it was then: name, rate, amount; JSON.
    Column("taxes", Text, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("inclusive", Boolean, nullable=False),
    Column("currency", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("buyer", Id, ForeignKey("people.id"), nullable=False),
    Column("language", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("paid_at", Instant),
    Column("active_at", Instant),
    Column("confirmed_by", Id, ForeignKey("people.id")),
    Column("payment", Text),
    UniqueConstraint("desk_id", "number"),
    UniqueConstraint("desk_id", "id"),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_purchases_account", purchases.c.desk_id, purchases.c.account_id, purchases.c.number)

# Notices of payment that were taken in: each once, by the id that the payment service gives it.
payment_notices = Table(
    "payment_notices",
    metadata,
    Column("service", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("purchase_id", Id, ForeignKey("purchases.id")),
)

invoice_counters = Table(
    "invoice_counters",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last_number", Integer, nullable=False),
)

invoices = Table(
    "invoices",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("purchase_id", Id, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("issued_at", Instant, nullable=False),
    # The parties as they were when it was issued; JSON.
    Column("seller", Text, nullable=False),
    Column("footer", Text, nullable=False),
    Column("buyer", Text, nullable=False),
    UniqueConstraint("desk_id", "year", "number"),
    UniqueConstraint("purchase_id"),
    ForeignKeyConstraint(["desk_id", "purchase_id"], ["purchases.desk_id", "purchases.id"]),
)

sellers = Table(
    "sellers",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("body", Text, nullable=False),
)

buyers = Table(
    "buyers",
    metadata,
    Column("desk_id", Id, primary_key=True),
    Column("account_id", Id, primary_key=True),
    Column("body", Text, nullable=False),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)

taxes = Table(
    "taxes",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    # In thousandths of a percent.
    Column("rate", Integer, nullable=False),
    Column("inclusive", Boolean, nullable=False),
)

cancellations = Table(
    "cancellations",
    metadata,
    own_id(),
    Column("desk_id", Id, nullable=False),
    Column("account_id", Id, nullable=False),
    Column("plan", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("returns_at", Instant, nullable=False),
    Column("by", Id, ForeignKey("people.id"), nullable=False),
    Column("told", Integer, nullable=False),
    Column("over", Boolean, nullable=False),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index("ix_cancellations_account", cancellations.c.desk_id, cancellations.c.account_id, cancellations.c.id)

kickoffs = Table(
    "kickoffs",
    metadata,
    Column("desk_id", Id, primary_key=True),
    Column("account_id", Id, primary_key=True),
    Column("contact", Text, nullable=False),
    Column("environment", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Id, ForeignKey("people.id"), nullable=False),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
