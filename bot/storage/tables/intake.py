"""Articles of self-help."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from bot.storage.tables.base import Id, metadata, own_id

articles = Table(
    "articles",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("keywords", Text, nullable=False),
    # Title and keywords as they are searched, a space between words. On SQLite also the rows of the
    # full-text table article_words, which only the migration and the repository know.
    Column("words", Text, nullable=False),
    UniqueConstraint("desk_id", "url"),
)
Index("ix_articles_desk", articles.c.desk_id, articles.c.id)
