"""Messages that joined tickets, by where they were written; places that take nothing just now.

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
