"""What is owed to be said, request keys, concrete versions of policies and calendars, and settings."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.tables.base import Id, Instant, metadata, own_id

pending = text("state IN ('ready', 'sending')")
"""Still to be said. Written out, since a partial index serves only the words it was made with."""

outbox = Table(
    "outbox",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("ticket_id", Id, ForeignKey("tickets.id"), index=True),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # Rows of one lane are said one after the other, in the order of their ids; null means any time.
    Column("lane", Text),
    Column("target", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    Column("created_at", Instant, nullable=False),
    # Wall seconds: not before (ready), or until when it is leased (sending).
    Column("ready_at", Double, nullable=False, server_default=text("0")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("attempted_since", Double),
    Column("conversation", Text),
    Column("ref", Text),
    Column("reason", Text),
    # Desk time until which a channel's reminder waits for others; the row whose post says this one, too;
    # desk time at which it was said.
    Column("gathers_until", Instant),
    Column("led_by", Id),
    Column("said_at", Instant),
    # Critical before the rest, and before what can wait.
    Column("turn", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("desk_id", "key"),
)
_led, _said = outbox.c.led_by.is_not(None), outbox.c.said_at.is_not(None)
Index("ix_outbox_led", outbox.c.led_by, sqlite_where=_led, postgresql_where=_led)
Index("ix_outbox_said", outbox.c.lane, outbox.c.said_at, sqlite_where=_said, postgresql_where=_said)
Index(
    "ix_outbox_pending",
    outbox.c.turn,
    outbox.c.id,
    sqlite_where=pending,
    postgresql_where=pending,
)
Index("ix_outbox_lane", outbox.c.lane, outbox.c.id, sqlite_where=pending, postgresql_where=pending)
Index("ix_outbox_state", outbox.c.desk_id, outbox.c.state, outbox.c.id)

request_keys = Table(
    "request_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("desk_id", Id, ForeignKey("desks.id")),
    Column("body", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

policy_versions = Table(
    "policy_versions",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("policy_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("canonical", Text, nullable=False),
    UniqueConstraint("policy_id", "version"),
)

calendar_versions = Table(
    "calendar_versions",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
