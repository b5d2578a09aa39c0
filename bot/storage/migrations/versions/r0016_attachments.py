"""Files that came with what was said.

Revision: 0016, after 0015.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make room for them."""
    op.create_table(
        "attachments",
        sa.Column("text_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_attachments_text_id"),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_attachments_desk_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_attachments_ticket_id"),
        sa.PrimaryKeyConstraint("text_id", "position", name="pk_attachments"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attachments_ticket", "attachments", ["ticket_id"])
