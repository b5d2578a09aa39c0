"""The queue narrowed by severity, by account and to what nobody has, each from an index of its own.

Revision: 0017, after 0016.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

LIVE = "status NOT IN ('solved', 'closed')"
INDEXES = (
    ("unassigned_queue", "desk_id rank due_at number", f"{LIVE} AND assignee_id IS NULL"),
    ("severity_queue", "desk_id severity rank due_at number", LIVE),
    ("account_queue", "desk_id account_id rank due_at number", LIVE),
    ("load", "desk_id assignee_id due_at status", LIVE),
)


def upgrade() -> None:
    """Make room for them."""
    for name, columns, rows in INDEXES:
        only = sa.text(rows)
        op.create_index(
            f"ix_tickets_{name}", "tickets", columns.split(), sqlite_where=only, postgresql_where=only
        )
