"""Reminders that are said together, the digest, and how much a channel may be told in an hour.

Revision: 0014, after 0013.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make room for them."""
    op.add_column("outbox", sa.Column("gathers_until", AT))
    op.add_column("outbox", sa.Column("led_by", ID))
    op.add_column("outbox", sa.Column("said_at", AT))
    op.add_column("outbox", sa.Column("turn", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.execute("UPDATE outbox SET turn = 0 WHERE urgent")
    pending = sa.text("state IN ('ready', 'sending')")
    op.drop_index("ix_outbox_pending", "outbox")
    op.create_index(
        "ix_outbox_pending", "outbox", ["turn", "id"], sqlite_where=pending, postgresql_where=pending
    )
    led, said = sa.text("led_by IS NOT NULL"), sa.text("said_at IS NOT NULL")
    op.create_index("ix_outbox_led", "outbox", ["led_by"], sqlite_where=led, postgresql_where=led)
    op.create_index("ix_outbox_said", "outbox", ["lane", "said_at"], sqlite_where=said, postgresql_where=said)
    budget = sa.Column("reminders_an_hour", sa.Integer(), server_default=sa.text("20"), nullable=False)
    op.add_column("desks", budget)
    op.create_table(
        "digests",
        sa.Column("desk_id", ID, nullable=False, autoincrement=False),
        sa.Column("next_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_digests_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", name="pk_digests"),
    )
