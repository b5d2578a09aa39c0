"""Tables for articles of self-help.

Revision: 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them; on SQLite also the full-text table, which it has no column type for."""
    op.create_table(
        "articles",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_articles_desk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("desk_id", "url", name="uq_articles_desk_id_url"),
    )
    op.create_index("ix_articles_desk", "articles", ["desk_id", "id"])
    if op.get_bind().dialect.name == "sqlite":
        # The words come folded and parted by spaces: nothing is left for a tokenizer to decide.
        op.execute("CREATE VIRTUAL TABLE IF NOT EXISTS article_words USING fts5(words, tokenize='ascii')")
