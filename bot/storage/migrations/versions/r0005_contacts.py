"""Tables for delegations and what waits with a contact; until when somebody is away.

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
UNIQUE = "uq_internal_requests_desk_id_account_id_number"


def upgrade() -> None:
    """Make them."""
    op.add_column("memberships", sa.Column("away_until", AT))
    op.create_table(
        "internal_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("text_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("asked_id", ID),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_by", ID),
        sa.Column("settled_at", AT),
        sa.Column("answer_id", ID),
        sa.Column("ticket_id", ID),
        sa.PrimaryKeyConstraint("id", name="pk_internal_requests"),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_internal_requests_desk_id_account_id",
        ),
        _refers("internal_requests", "author_id", "people"),
        _refers("internal_requests", "text_id", "texts"),
        _refers("internal_requests", "asked_id", "people"),
        _refers("internal_requests", "settled_by", "people"),
        _refers("internal_requests", "answer_id", "texts"),
        _refers("internal_requests", "ticket_id", "tickets"),
        sa.UniqueConstraint("desk_id", "account_id", "number", name=UNIQUE),
    )
    op.create_table(
        "delegations",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("since", AT, nullable=False),
        sa.Column("until", AT, nullable=False),
        sa.Column("ended_at", AT),
        sa.Column("ended_by", ID),
        sa.PrimaryKeyConstraint("id", name="pk_delegations"),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_delegations_desk_id_account_id",
        ),
        _refers("delegations", "person_id", "people"),
        _refers("delegations", "by_id", "people"),
        _refers("delegations", "ended_by", "people"),
    )
    op.create_index("ix_delegations_account", "delegations", ["desk_id", "account_id", "until"])


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")
