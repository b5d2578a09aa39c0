"""Tables for packs of tickets and minutes.

Revision: 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    _lots()
    _entries()
    _corrections()


def _account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["desk_id", "account_id"],
        ["accounts.desk_id", "accounts.id"],
        name=f"fk_{table}_desk_id_account_id",
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")


def _lots() -> None:
    op.create_table(
        "lots",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("owner_id", ID),
        sa.Column("granted_at", AT, nullable=False),
        sa.Column("valid_until", AT),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("lapsed", sa.Integer(), nullable=False),
        _account("lots"),
        _to("lots", "owner_id", "people"),
        sa.CheckConstraint('"left" >= 0', name="ck_lots_left"),
        sa.CheckConstraint("lapsed >= 0", name="ck_lots_lapsed"),
        sa.PrimaryKeyConstraint("id", name="pk_lots"),
    )
    some = sa.text('"left" > 0 OR lapsed > 0')
    op.create_index(
        "ix_lots_open",
        "lots",
        ["desk_id", "account_id", "valid_until"],
        sqlite_where=some,
        postgresql_where=some,
    )
    op.create_index("ix_lots_account", "lots", ["desk_id", "account_id", "id"])
    trial = sa.text("code = 'trial'")
    op.create_index(
        "uq_lots_trial", "lots", ["account_id"], unique=True, sqlite_where=trial, postgresql_where=trial
    )


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("lot_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("of_lot_id", ID),
        sa.Column("actor_id", ID),
        sa.Column("text_id", ID),
        sa.Column("at", AT, nullable=False),
        _account("entries"),
        _to("entries", "lot_id", "lots"),
        _to("entries", "of_lot_id", "lots"),
        _to("entries", "ticket_id", "tickets"),
        _to("entries", "actor_id", "people"),
        _to("entries", "text_id", "texts"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
    )
    op.create_index("ix_entries_account", "entries", ["desk_id", "account_id", "id"])
    op.create_index("ix_entries_ticket", "entries", ["ticket_id"])
    op.create_index("ix_entries_lot", "entries", ["lot_id"])


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("owner_id", ID),
        sa.Column("text_id", ID, nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", AT, nullable=False),
        sa.Column("decided_by", ID),
        sa.Column("decided_at", AT),
        sa.Column("is_confirmed", sa.Boolean()),
        _account("corrections"),
        _to("corrections", "owner_id", "people"),
        _to("corrections", "text_id", "texts"),
        _to("corrections", "proposed_by", "people"),
        _to("corrections", "decided_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_desk", "corrections", ["desk_id", "id"])
