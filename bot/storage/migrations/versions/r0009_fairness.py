"""Tables for fair use and announcements of revisions.

Revision: 0009, after 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.add_column(
        "people", sa.Column("chose_language", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "announcements",
        sa.Column("desk_id", ID, nullable=False, autoincrement=False),
        sa.Column("policy_version", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_announcements_desk_id"),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_versions.sha256"], name="fk_announcements_policy_version"
        ),
        sa.PrimaryKeyConstraint("desk_id", name="pk_announcements"),
    )
    op.create_table(
        "standings",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("decided_by", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("training", sa.Text()),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_standings_desk_id_account_id",
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_standings_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_standings"),
    )
    op.create_index("ix_standings_account", "standings", ["desk_id", "account_id", "id"])
