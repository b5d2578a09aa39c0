"""Desks, accounts, people, their platform identities, memberships and places."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.storage.tables.base import Id, Instant, metadata, own_id

desks = Table(
    "desks",
    metadata,
    own_id(),
    Column("name", Text, nullable=False, unique=True),
    Column("policy_id", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("last_number", Integer, nullable=False, server_default=text("0")),
    # Posts of reminders that its channel takes in an hour; the rest waits for the digest.
    Column("reminders_an_hour", Integer, nullable=False, server_default=text("20")),
)

accounts = Table(
    "accounts",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("employees", Integer),
    Column("licences", Integer),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("roster_limit", Integer),
    # Opening hours of its own, as typed: "mon-fri 07:00-21:00".
    Column("hours", Text),
    Column("maintenance_until", Date),
    # The next instant at which something falls due on the account, whatever its tickets do.
    Column("wake_at", Instant),
    Column("channels", Text),
    UniqueConstraint("desk_id", "name"),
    # The other side of (desk, account) foreign keys: an account of another desk cannot be named.
    UniqueConstraint("desk_id", "id"),
)

Index(
    "ix_accounts_wake",
    accounts.c.wake_at,
    sqlite_where=accounts.c.wake_at.is_not(None),
    postgresql_where=accounts.c.wake_at.is_not(None),
)

people = Table(
    "people",
    metadata,
    own_id(),
    Column("name", Text, nullable=False),
    # The name in small letters without accents: the databases fold letters differently, or not at all.
    Column("folded", Text, nullable=False),
    Column("language", Text),
    Column("zone", Text),
    Column("email", Text),
    Column("chose_language", Boolean, nullable=False, server_default=false()),
    # Whom they turned out to be: the row stays for what the past says of it.
    Column("merged_into", Id),
)
_shells = people.c.merged_into.is_not(None)
Index("ix_people_merged", people.c.merged_into, sqlite_where=_shells, postgresql_where=_shells)

identities = Table(
    "identities",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False, index=True),
    # An e-mail address that the platform itself vouches for, folded, and when it last did.
    Column("address", Text),
    Column("address_at", Instant),
)
_vouched = identities.c.address.is_not(None)
Index("ix_identities_address", identities.c.address, sqlite_where=_vouched, postgresql_where=_vouched)

memberships = Table(
    "memberships",
    metadata,
    own_id(),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("account_id", Id),
    Column("role", Text, nullable=False),
    Column("available", Boolean, nullable=False, server_default=true()),
    # Of somebody who is away: when that ends by itself.
    Column("away_until", Instant),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
Index(
    "uq_memberships_of_desk",
    memberships.c.person_id,
    memberships.c.desk_id,
    unique=True,
    sqlite_where=memberships.c.account_id.is_(None),
    postgresql_where=memberships.c.account_id.is_(None),
)
Index(
    "uq_memberships_of_account",
    memberships.c.person_id,
    memberships.c.desk_id,
    memberships.c.account_id,
    unique=True,
    sqlite_where=memberships.c.account_id.is_not(None),
    postgresql_where=memberships.c.account_id.is_not(None),
)
Index("ix_memberships_desk", memberships.c.desk_id, memberships.c.account_id, memberships.c.role)

places = Table(
    "places",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False, index=True),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("face", Text, nullable=False),
    Column("account_id", Id),
    Column("name", Text),
    # Why the desk cannot post there just now; none where it can, as far as it knows.
    Column("shut", Text),
    UniqueConstraint("platform", "tenant", "conversation"),
    ForeignKeyConstraint(["desk_id", "account_id"], ["accounts.desk_id", "accounts.id"]),
)
