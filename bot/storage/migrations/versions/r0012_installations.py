"""Slack workspaces that installed the app.

Revision: 0012, after 0011.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make room for them."""
    op.create_table(
        "installations",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("app", sa.Text(), nullable=False),
        sa.Column("bot", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("sealed_token", sa.Text()),
        sa.Column("installed_by", sa.Text()),
        sa.Column("installed_at", AT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", AT),
        sa.PrimaryKeyConstraint("platform", "tenant", name="pk_installations"),
    )
