"""E-mails that were dealt with: each once, and what it became."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from bot.storage.tables.base import Id, Instant, metadata

mails = Table(
    "mails",
    metadata,
    Column("message_id", Text, primary_key=True),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("mailbox", Text, nullable=False),
    Column("sender", Text, nullable=False),
    # The ticket that it opened or joined; none where it was only shown to the desk.
    Column("ticket_id", Id, ForeignKey("tickets.id")),
    Column("text_id", Id, ForeignKey("texts.id")),
    Column("automatic", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_mails_ticket", mails.c.ticket_id)
