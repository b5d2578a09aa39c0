"""Workspaces that installed the app."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from bot.storage.tables.base import Instant, metadata

installations = Table(
    "installations",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("app", Text, nullable=False),
    Column("bot", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    # Null where the token stands in the environment, and once we may not speak there.
    Column("sealed_token", Text),
    Column("installed_by", Text),
    Column("installed_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("ended_at", Instant),
)
