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
