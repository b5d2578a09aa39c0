"""Tables for exclusions, agreements and refused requests.

Revision: 0006, after 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "exclusions",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_exclusions_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "id", name="pk_exclusions"),
    )
    op.create_table(
        "agreements",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_agreements_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", name="pk_agreements"),
    )
    op.create_table(
        "refusals",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("clauses", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("asked_at", AT),
        sa.Column("ticket_id", ID),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_refusals_desk_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_refusals_person_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_refusals_ticket_id"),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_refusals_desk_id_account_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_refusals"),
    )
    op.create_index("ix_refusals_desk", "refusals", ["desk_id", "at"])
