"""Messages that joined tickets, by where they were written; whose workspaces are whose; shut places."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.storage.tables.base import Id, metadata

said = Table(
    "said",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("conversation", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("ticket_id", Id, ForeignKey("tickets.id"), nullable=False),
    # The text that joined the ticket; none where an edit or a deletion came before the message itself.
    Column("text_id", Id, ForeignKey("texts.id")),
    # What it says now; none once it was deleted.
    Column("now_id", Id, ForeignKey("texts.id")),
    # Which edit that was, as the platform orders them; empty for the message as it was written.
    Column("turn", Text, nullable=False),
)
