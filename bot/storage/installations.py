"""Where the app is installed, one row a workspace, and what could not be said where it is not."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, union, update

from bot.domain.ids import DeskId
from bot.domain.installations import Installation, InstallationState, Missed, not_installed
from bot.outgoing import DeliveryState, Outgoing
from bot.storage.handle import AnyRow, Repository
from bot.storage.outgoing_rows import ROWS, outgoing
from bot.storage.tables import identities, installations, memberships, outbox, places

_FACTS = (
    "platform",
    "tenant",
    "name",
    "app",
    "bot",
    "scopes",
    "installed_by",
    "installed_at",
    "state",
    "ended_at",
)
_ALL = select(*(installations.c[name] for name in _FACTS)).order_by(
    installations.c.platform, installations.c.tenant
)
_ONE = (
    installations.c.platform == bindparam("of_platform"),
    installations.c.tenant == bindparam("of_tenant"),
)
_GET = _ALL.where(*_ONE)
_UPDATE = update(installations).where(*_ONE)
_STATE = select(installations.c.state).where(*_ONE)
_SEALED = select(installations.c.tenant, installations.c.sealed_token).where(
    installations.c.platform == bindparam("of_platform"), installations.c.sealed_token.is_not(None)
)
_GONE = select(installations.c.tenant).where(
    installations.c.platform == bindparam("of_platform"),
    installations.c.state != InstallationState.ACTIVE.value,
)
_RESEAL = _UPDATE.where(installations.c.sealed_token == bindparam("before"))
_DESKS = union(
    select(places.c.desk_id).where(
        places.c.platform == bindparam("of_platform"), places.c.tenant == bindparam("of_tenant")
    ),
    select(memberships.c.desk_id)
    .join(identities, identities.c.person_id == memberships.c.person_id)
    .where(
        memberships.c.account_id.is_(None),
        identities.c.platform == bindparam("of_platform"),
        identities.c.tenant == bindparam("of_tenant"),
    ),
)
_MISSED = (
    ROWS.where(
        outbox.c.desk_id == bindparam("of_desk"),
        outbox.c.state == DeliveryState.UNDELIVERABLE.value,
        outbox.c.reason == bindparam("of_reason"),
        outbox.c.created_at >= bindparam("since"),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_COUNTED = (
    select(outbox.c.desk_id, outbox.c.reason, func.count())
    .where(outbox.c.state.in_([DeliveryState.UNDELIVERABLE.value, DeliveryState.UNKNOWN.value]))
    .group_by(outbox.c.desk_id, outbox.c.reason)
    .order_by(outbox.c.desk_id, outbox.c.reason)
)
MOST_MISSED = 5000
"""Rows of one workspace and desk that are looked at when it is back."""


class Installations(Repository):
    """Workspaces. A token is here as it was sealed."""

    def get(self, platform: str, tenant: str) -> Installation | None:
        """The workspace, whatever its state."""
        row = self._db.run(_GET, _keys(platform, tenant)).one_or_none()
        return None if row is None else _installation(row)

    def all(self) -> tuple[Installation, ...]:
        """Every workspace that was ever installed."""
        return tuple(_installation(row) for row in self._db.run(_ALL))

    def put(self, installation: Installation, sealed_token: str | None) -> None:
        """Keep it, in place of what was known of the workspace."""
        facts = asdict(installation)
        facts |= {"scopes": " ".join(installation.scopes), "sealed_token": sealed_token}
        keys = _keys(facts.pop("platform"), facts.pop("tenant"))
        if not self._db.run(_UPDATE, keys | facts).rowcount:
            where = {"platform": installation.platform, "tenant": installation.tenant}
            self._db.run(insert(installations), where | facts)

    def end(self, platform: str, tenant: str, state: InstallationState, at: datetime) -> None:
        """We may not speak there any more: the token is erased, all else stays."""
        ended = {"state": state.value, "ended_at": at, "sealed_token": None}
        self._db.run(_UPDATE, _keys(platform, tenant) | ended)

    def is_gone(self, platform: str, tenant: str) -> bool:
        """Whether the app was there and is not now. False for what was never installed."""
        state = self._db.run(_STATE, _keys(platform, tenant)).scalar_one_or_none()
        return state is not None and state != InstallationState.ACTIVE.value

    def gone(self, platform: str) -> frozenset[str]:
        """The platform's workspaces in which we may not speak any more."""
        return frozenset(str(row.tenant) for row in self._db.run(_GONE, {"of_platform": platform}))

    def sealed(self, platform: str) -> dict[str, str]:
        """The sealed tokens of a platform, by workspace."""
        rows = self._db.run(_SEALED, {"of_platform": platform})
        return {str(row.tenant): str(row.sealed_token) for row in rows}

    def reseal(self, platform: str, tenant: str, before: str, after: str) -> bool:
        """Replace a sealed token. False where somebody replaced it meanwhile."""
        values = _keys(platform, tenant) | {"before": before, "sealed_token": after}
        return self._db.run(_RESEAL, values).rowcount > 0

    def desks(self, platform: str, tenant: str) -> tuple[DeskId, ...]:
        """The desks that have places or people of their own there."""
        rows = self._db.run(_DESKS, _keys(platform, tenant))
        return tuple(sorted(DeskId(row.desk_id) for row in rows))

    def missed(self, desk_id: DeskId, tenant: str, since: datetime) -> tuple[Outgoing, ...]:
        """What the desk could not say there since then, oldest first."""
        values = {"of_desk": desk_id, "of_reason": not_installed(tenant), "since": since, "most": MOST_MISSED}
        return tuple(outgoing(row) for row in self._db.run(_MISSED, values))

    def undeliverable(self) -> dict[DeskId, dict[str, int]]:
        """How much each desk could not say, by reason."""
        found: dict[DeskId, dict[str, int]] = {}
        for desk_id, reason, count in self._db.run(_COUNTED):
            found.setdefault(DeskId(desk_id), {})[reason or ""] = int(count)
        return found


def missed_of(rows: tuple[Outgoing, ...]) -> Missed:
    """How much that is, and on which tickets, in the order in which they came up."""
    tickets = dict.fromkeys(row.ticket_id for row in rows if row.ticket_id is not None)
    return Missed(len(rows), tuple(tickets))


def _keys(platform: str, tenant: str) -> dict[str, object]:
    return {"of_platform": platform, "of_tenant": tenant}


def _installation(row: AnyRow) -> Installation:
    facts = dict(zip(_FACTS, row, strict=True))
    facts["scopes"] = tuple(facts["scopes"].split())
    return Installation(**facts | {"state": InstallationState(facts["state"])})
