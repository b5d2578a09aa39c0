"""Tables for tasks, defects and ratings.

Revision: 0007, after 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "tasks",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID),
        sa.Column("ticket_id", ID),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("due_at", AT),
        sa.Column("done_at", AT),
        sa.Column("done_by", ID),
        sa.Column("result", sa.Text()),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_tasks_desk_id"),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"], name="fk_tasks_desk_id_account_id"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_tasks_ticket_id"),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name="fk_tasks_done_by"),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
    )
    op.create_index("ix_tasks_open", "tasks", ["desk_id", "id"])
