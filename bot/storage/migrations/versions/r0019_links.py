"""Linked identities: what a platform vouches for, codes, tries, whose addresses are believed, history.

Revision: 0019, after 0018.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
IDENTITY = ("platform", "tenant", "user")


def _identity() -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in IDENTITY]


def upgrade() -> None:
    """Make room for them."""
    op.add_column("people", sa.Column("merged_into", ID))
    shells = sa.text("merged_into IS NOT NULL")
    op.create_index(
        "ix_people_merged", "people", ["merged_into"], sqlite_where=shells, postgresql_where=shells
    )
    op.add_column("identities", sa.Column("address", sa.Text()))
    op.add_column("identities", sa.Column("address_at", AT))
    known = sa.text("address IS NOT NULL")
    op.create_index(
        "ix_identities_address", "identities", ["address"], sqlite_where=known, postgresql_where=known
    )
    op.create_table(
        "link_codes",
        sa.Column("selector", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        *_identity(),
        sa.Column("expires_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("selector", name="pk_link_codes"),
        sa.UniqueConstraint(*IDENTITY, name="uq_link_codes_platform_tenant_user"),
    )
    op.create_table(
        "link_tries",
        sa.Column("id", ID, primary_key=True, autoincrement=True),
        *_identity(),
        sa.Column("at", AT, nullable=False),
    )
    op.create_index("ix_link_tries_platform_tenant_user", "link_tries", [*IDENTITY])
    op.create_table(
        "believed",
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_believed_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "platform", "tenant", "domain", name="pk_believed"),
    )
    op.create_table(
        "links",
        sa.Column("id", ID, primary_key=True, autoincrement=True),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("by_id", ID),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("other_id", ID),
        *_identity(),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_links_desk_id"),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name="fk_links_by_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_links_person_id"),
        sa.ForeignKeyConstraint(["other_id"], ["people.id"], name="fk_links_other_id"),
    )
    op.create_index("ix_links_desk", "links", ["desk_id", "id"])
