"""Messages that joined tickets, by where they were written; what is known of places and organisations.

Revision: 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make room for them."""
    op.create_table(
        "said",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("text_id", ID),
        sa.Column("now_id", ID),
        sa.Column("turn", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_said_ticket_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_said_text_id"),
        sa.ForeignKeyConstraint(["now_id"], ["texts.id"], name="fk_said_now_id"),
        sa.PrimaryKeyConstraint("platform", "tenant", "conversation", "ref", name="pk_said"),
    )
    op.add_column("places", sa.Column("shut", sa.Text()))
    op.create_table(
        "organisations",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_organisations_desk_id"),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_organisations_desk_id_account_id",
        ),
        sa.PrimaryKeyConstraint("desk_id", "platform", "tenant", name="pk_organisations"),
    )
