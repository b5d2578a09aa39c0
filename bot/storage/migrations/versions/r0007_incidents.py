"""Tables for tasks, and for the register of defects and wishes.

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
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_tasks_desk_id"),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"], name="fk_tasks_desk_id_account_id"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_tasks_ticket_id"),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name="fk_tasks_done_by"),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint("desk_id", "number", name="uq_tasks_desk_id_number"),
    )
    op.create_index("ix_tasks_open", "tasks", ["desk_id", "id"])
    op.create_index("ix_tasks_ticket", "tasks", ["ticket_id", "kind"])
    _register()
    op.create_table(
        "counters",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_counters_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "name", name="pk_counters"),
    )
    op.create_index("ix_tickets_opened", "tickets", ["desk_id", "opened_at"])


def _register() -> None:
    op.create_table(
        "register",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("product", sa.Text()),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("opened_by", ID, nullable=False),
        sa.Column("done_at", AT),
        sa.Column("version", sa.Text()),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_register_desk_id"),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name="fk_register_opened_by"),
        sa.PrimaryKeyConstraint("id", name="pk_register"),
        sa.UniqueConstraint("desk_id", "kind", "number", name="uq_register_desk_id_kind_number"),
    )
    op.create_table(
        "register_tickets",
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["register.id"], name="fk_register_tickets_entry_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_register_tickets_ticket_id"),
        sa.PrimaryKeyConstraint("entry_id", "ticket_id", name="pk_register_tickets"),
    )
