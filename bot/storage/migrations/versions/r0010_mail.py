"""Tables for mailboxes and messages.

Revision: 0010, after 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "mails",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("text_id", ID),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_mails_desk_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_mails_ticket_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_mails_text_id"),
        sa.PrimaryKeyConstraint("message_id", name="pk_mails"),
    )
    op.create_index("ix_mails_ticket", "mails", ["ticket_id"])
