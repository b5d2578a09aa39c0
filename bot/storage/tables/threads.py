"""Messages that joined tickets, by where they were written; which organisation is which account's."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Table, Text

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

organisations = Table(
    "organisations",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    Column("platform", Text, primary_key=True),
    # The tenant that its people come from.
    Column("tenant", Text, primary_key=True),
    Column("account_id", Id, nullable=False),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
