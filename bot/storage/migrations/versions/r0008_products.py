"""Tables for products, releases and outages.

Revision: 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.add_column("tickets", sa.Column("product", sa.Text()))
    op.add_column("tickets", sa.Column("product_version", sa.Text()))
    op.add_column("accounts", sa.Column("hours", sa.Text()))
    op.add_column("accounts", sa.Column("maintenance_until", sa.Date()))
    op.create_table(
        "products",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("mail", sa.Text()),
        sa.Column("chat", sa.Text()),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_products_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "id", name="pk_products"),
    )
    of_product = sa.ForeignKeyConstraint(
        ["desk_id", "product"], ["products.desk_id", "products.id"], name="fk_releases_desk_id_product"
    )
    op.create_table(
        "releases",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        of_product,
        sa.PrimaryKeyConstraint("desk_id", "product", "version", name="pk_releases"),
    )
    op.create_table(
        "account_products",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("bought", sa.Boolean(), nullable=False),
        sa.Column("managed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Text()),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_account_products_desk_id_account_id",
        ),
        sa.ForeignKeyConstraint(
            ["desk_id", "product"],
            ["products.desk_id", "products.id"],
            name="fk_account_products_desk_id_product",
        ),
        sa.PrimaryKeyConstraint("desk_id", "account_id", "product", name="pk_account_products"),
    )
    op.create_table(
        "outages",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("from_at", AT, nullable=False),
        sa.Column("until_at", AT),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_outages_ticket_id"),
        sa.ForeignKeyConstraint(
            ["desk_id", "product"], ["products.desk_id", "products.id"], name="fk_outages_desk_id_product"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outages"),
        sa.UniqueConstraint("ticket_id", name="uq_outages_ticket_id"),
    )
    op.create_index("ix_outages_product", "outages", ["desk_id", "product", "from_at"])
