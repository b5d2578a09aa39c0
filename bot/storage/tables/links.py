"""Identities of one person on several platforms: codes, tries, whose addresses are believed, history."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from bot.storage.tables.base import Id, Instant, metadata, own_id

link_codes = Table(
    "link_codes",
    metadata,
    # The part of a code by which it is found; the rest is kept as a digest only.
    Column("selector", Text, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("digest", Text, nullable=False),
    # Who asked for it.
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
    UniqueConstraint("platform", "tenant", "user"),
)

link_tries = Table(
    "link_tries",
    metadata,
    own_id(),
    # Who typed a code that was none.
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_link_tries_platform_tenant_user", link_tries.c.platform, link_tries.c.tenant, link_tries.c.user)

believed = Table(
    "believed",
    metadata,
    Column("desk_id", Id, ForeignKey("desks.id"), primary_key=True),
    # The organisation whose word counts, and for addresses at which domain.
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("domain", Text, primary_key=True),
)

links = Table(
    "links",
    metadata,
    own_id(),
    Column("desk_id", Id, ForeignKey("desks.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("act", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("by_id", Id, ForeignKey("people.id")),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    # Who the identity was before it was linked, or became when it was split off.
    Column("other_id", Id, ForeignKey("people.id")),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("user", Text, nullable=False),
)
Index("ix_links_desk", links.c.desk_id, links.c.id)
