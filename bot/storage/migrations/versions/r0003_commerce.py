"""Tables for prices, charges, purchases and subscriptions.

Revision: 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "prices",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_prices_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "code", name="pk_prices"),
    )
    op.create_table(
        "charges",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("accepted_by", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_charges_desk_id_account_id",
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_charges_ticket_id"),
        sa.ForeignKeyConstraint(["accepted_by"], ["people.id"], name="fk_charges_accepted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_charges"),
    )
    op.create_index("ix_charges_account", "charges", ["desk_id", "account_id", "id"])
    op.add_column("accounts", sa.Column("wake_at", AT))
    op.create_index(
        "ix_accounts_wake",
        "accounts",
        ["wake_at"],
        sqlite_where=sa.text("wake_at IS NOT NULL"),
        postgresql_where=sa.text("wake_at IS NOT NULL"),
    )
    _purchases()
    _invoices()
    _parties()
    _subscriptions()


def _purchases() -> None:
    op.create_table(
        "purchases",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("taxes", sa.Text(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("inclusive", sa.Boolean(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("buyer", ID, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("paid_at", AT),
        sa.Column("active_at", AT),
        sa.Column("confirmed_by", ID),
        sa.Column("payment", sa.Text()),
        _of_account("purchases"),
        sa.ForeignKeyConstraint(["buyer"], ["people.id"], name="fk_purchases_buyer"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["people.id"], name="fk_purchases_confirmed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_purchases"),
        sa.UniqueConstraint("desk_id", "number", name="uq_purchases_desk_id_number"),
        sa.UniqueConstraint("desk_id", "id", name="uq_purchases_desk_id_id"),
    )
    op.create_index("ix_purchases_account", "purchases", ["desk_id", "account_id", "number"])
    op.create_table(
        "payment_notices",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("purchase_id", ID),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name="fk_payment_notices_purchase_id"),
        sa.PrimaryKeyConstraint("service", "event", name="pk_payment_notices"),
    )


def _invoices() -> None:
    op.create_table(
        "invoice_counters",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_invoice_counters_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "year", name="pk_invoice_counters"),
    )
    op.create_table(
        "invoices",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("purchase_id", ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", AT, nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("footer", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk_id", "purchase_id"],
            ["purchases.desk_id", "purchases.id"],
            name="fk_invoices_desk_id_purchase_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invoices"),
        sa.UniqueConstraint("desk_id", "year", "number", name="uq_invoices_desk_id_year_number"),
        sa.UniqueConstraint("purchase_id", name="uq_invoices_purchase_id"),
    )


def _parties() -> None:
    op.create_table(
        "sellers",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_sellers_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", name="pk_sellers"),
    )
    op.create_table(
        "buyers",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        _of_account("buyers"),
        sa.PrimaryKeyConstraint("desk_id", "account_id", name="pk_buyers"),
    )
    op.create_table(
        "taxes",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("inclusive", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_taxes_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "name", name="pk_taxes"),
    )


def _subscriptions() -> None:
    op.create_table(
        "cancellations",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("closes_at", AT, nullable=False),
        sa.Column("returns_at", AT, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        _of_account("cancellations"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_cancellations_by"),
        sa.PrimaryKeyConstraint("id", name="pk_cancellations"),
    )
    op.create_index("ix_cancellations_account", "cancellations", ["desk_id", "account_id", "id"])
    op.create_table(
        "kickoffs",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("environment", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("by", ID, nullable=False),
        _of_account("kickoffs"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_kickoffs_by"),
        sa.PrimaryKeyConstraint("desk_id", "account_id", name="pk_kickoffs"),
    )


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["desk_id", "account_id"],
        ["accounts.desk_id", "accounts.id"],
        name=f"fk_{table}_desk_id_account_id",
    )
