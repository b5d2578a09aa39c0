"""The first tables.

Revision: 0001, after nothing.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
LIVE = "status NOT IN ('solved', 'closed')"
PENDING = "state IN ('ready', 'sending')"


def upgrade() -> None:
    """Make every table and index."""
    _people()
    _tickets()
    _ledger()


def _only(rows: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(rows), "postgresql_where": sa.text(rows)}


def _people() -> None:
    op.create_table(
        "desks",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("last_number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desks"),
        sa.UniqueConstraint("name", name="uq_desks_name"),
    )
    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("employees", sa.Integer()),
        sa.Column("licences", sa.Integer()),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("roster_limit", sa.Integer()),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_accounts_desk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("desk_id", "id", name="uq_accounts_desk_id_id"),
        sa.UniqueConstraint("desk_id", "name", name="uq_accounts_desk_id_name"),
    )
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("zone", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "identities",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_identities_person_id"),
        sa.PrimaryKeyConstraint("platform", "tenant", "user", name="pk_identities"),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"])
    op.create_table(
        "memberships",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("account_id", ID),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("available", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_memberships_desk_id_account_id",
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_memberships_desk_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_memberships_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_desk", "memberships", ["desk_id", "account_id", "role"])
    op.create_index(
        "uq_memberships_of_account",
        "memberships",
        ["person_id", "desk_id", "account_id"],
        unique=True,
        **_only("account_id IS NOT NULL"),
    )
    op.create_index(
        "uq_memberships_of_desk",
        "memberships",
        ["person_id", "desk_id"],
        unique=True,
        **_only("account_id IS NULL"),
    )
    op.create_table(
        "places",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("face", sa.Text(), nullable=False),
        sa.Column("account_id", ID),
        sa.Column("name", sa.Text()),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_places_desk_id_account_id",
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_places_desk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_places"),
        sa.UniqueConstraint(
            "platform", "tenant", "conversation", name="uq_places_platform_tenant_conversation"
        ),
    )
    op.create_index("ix_places_desk_id", "places", ["desk_id"])


def _tickets() -> None:
    op.create_table(
        "policy_versions",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_policy_versions"),
        sa.UniqueConstraint("policy_id", "version", name="uq_policy_versions_policy_id_version"),
    )
    op.create_table(
        "calendar_versions",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_calendar_versions"),
    )
    op.create_table(
        "tickets",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("requester_id", ID, nullable=False),
        sa.Column("submitter_id", ID, nullable=False),
        sa.Column("assignee_id", ID),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("policy_version", sa.Text(), nullable=False),
        sa.Column("calendar_version", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("level", sa.Text()),
        sa.Column("rank", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("due_at", AT),
        sa.Column("wake_at", AT),
        sa.ForeignKeyConstraint(["assignee_id"], ["people.id"], name="fk_tickets_assignee_id"),
        sa.ForeignKeyConstraint(
            ["calendar_version"], ["calendar_versions.sha256"], name="fk_tickets_calendar_version"
        ),
        sa.ForeignKeyConstraint(
            ["desk_id", "account_id"],
            ["accounts.desk_id", "accounts.id"],
            name="fk_tickets_desk_id_account_id",
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_tickets_desk_id"),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_versions.sha256"], name="fk_tickets_policy_version"
        ),
        sa.ForeignKeyConstraint(["requester_id"], ["people.id"], name="fk_tickets_requester_id"),
        sa.ForeignKeyConstraint(["submitter_id"], ["people.id"], name="fk_tickets_submitter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint("desk_id", "number", name="uq_tickets_desk_id_number"),
    )
    for name, columns, rows in (
        ("account", "desk_id account_id number", None),
        ("requester", "desk_id requester_id number", None),
        ("submitter", "desk_id submitter_id number", None),
        ("queue", "desk_id rank due_at number status", LIVE),
        ("live", "desk_id number", LIVE),
        ("account_live", "desk_id account_id number", LIVE),
        ("assignee_queue", "desk_id assignee_id rank due_at number", f"{LIVE} AND assignee_id IS NOT NULL"),
        ("assignee", "desk_id assignee_id number", f"{LIVE} AND assignee_id IS NOT NULL"),
        ("wake", "wake_at", "wake_at IS NOT NULL"),
    ):
        only = {} if rows is None else _only(rows)
        op.create_index(f"ix_tickets_{name}", "tickets", columns.split(), **only)
    op.create_table(
        "events",
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("received_at", AT, nullable=False),
        sa.Column("actor_id", ID),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name="fk_events_actor_id"),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_events_desk_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_events_ticket_id"),
        sa.PrimaryKeyConstraint("ticket_id", "seq", name="pk_events"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "texts",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("author_id", ID),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_texts_author_id"),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_texts_desk_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_texts_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
    )
    op.create_index("ix_texts_ticket_id", "texts", ["ticket_id"])
    op.create_table(
        "threads",
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("face", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text()),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_threads_ticket_id"),
        sa.PrimaryKeyConstraint("ticket_id", "face", name="pk_threads"),
    )
    op.create_index(
        "ix_threads_ref",
        "threads",
        ["platform", "tenant", "conversation", "ref"],
        unique=True,
        **_only("ref IS NOT NULL"),
    )


def _ledger() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text()),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("ready_at", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("attempted_since", sa.Double()),
        sa.Column("conversation", sa.Text()),
        sa.Column("ref", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_outbox_desk_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_outbox_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("desk_id", "key", name="uq_outbox_desk_id_key"),
    )
    op.create_index("ix_outbox_lane", "outbox", ["lane", "id"], **_only(PENDING))
    op.create_index("ix_outbox_pending", "outbox", [sa.text("urgent DESC"), "id"], **_only(PENDING))
    op.create_index("ix_outbox_state", "outbox", ["desk_id", "state", "id"])
    op.create_index("ix_outbox_ticket_id", "outbox", ["ticket_id"])
    op.create_table(
        "request_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("desk_id", ID),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_request_keys_desk_id"),
        sa.PrimaryKeyConstraint("key", name="pk_request_keys"),
    )
    op.create_index("ix_request_keys_at", "request_keys", ["at"])
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
    )
