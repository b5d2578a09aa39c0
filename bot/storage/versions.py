"""Concrete versions of policies and calendars: immutable, known by their sha256, pinned by tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, insert, select

from bot.storage.errors import VersionChanged
from bot.storage.handle import Repository
from bot.storage.tables import calendar_versions, policy_versions


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A policy as it was read: `source` is its file's text, `canonical` the form that was hashed."""

    sha256: str
    policy_id: str
    version: str
    source: str
    canonical: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class CalendarVersion:
    """A calendar with its dates resolved (JSON), so that a new holiday list never moves a promise."""

    sha256: str
    body: str
    name: str


_POLICIES = select(
    policy_versions.c.sha256,
    policy_versions.c.policy_id,
    policy_versions.c.version,
    policy_versions.c.source,
    policy_versions.c.canonical,
    policy_versions.c.effective_on,
)
_POLICY = _POLICIES.where(policy_versions.c.sha256 == bindparam("sha256"))
_OF_POLICY = _POLICIES.where(policy_versions.c.policy_id == bindparam("policy_id")).order_by(
    policy_versions.c.effective_on, policy_versions.c.version
)
_SAME_VERSION = select(policy_versions.c.sha256).where(
    policy_versions.c.policy_id == bindparam("policy_id"), policy_versions.c.version == bindparam("version")
)
_ADD_POLICY = insert(policy_versions)
_CALENDAR = select(calendar_versions.c.sha256, calendar_versions.c.body, calendar_versions.c.name).where(
    calendar_versions.c.sha256 == bindparam("sha256")
)
_KEPT = select(calendar_versions.c.sha256).where(calendar_versions.c.sha256 == bindparam("sha256"))
_ADD_CALENDAR = insert(calendar_versions)


class Versions(Repository):
    """Shared by all desks of the database: the text of a policy is no desk's secret."""

    def put_policy(
        self, sha256: str, policy_id: str, version: str, source: str, canonical: str, effective_on: date
    ) -> bool:
        """Keep it; False where it is kept already.

        Raises:
            VersionChanged: another text is kept under the same policy and version.
        """
        key = {"policy_id": policy_id, "version": version}
        known = self._db.run(_SAME_VERSION, key).scalar_one_or_none()
        if known == sha256:
            return False
        if known is not None:
            raise VersionChanged(
                f"policy {policy_id} changed under its version {version}: give the new text a new version"
            )
        facts = {"sha256": sha256, "source": source, "canonical": canonical, "effective_on": effective_on}
        self._db.run(_ADD_POLICY, key | facts)
        return True

    def get_policy(self, sha256: str) -> PolicyVersion | None:
        """The version of that sha256."""
        row = self._db.run(_POLICY, {"sha256": sha256}).one_or_none()
        return None if row is None else PolicyVersion(*row)

    def policies(self, policy_id: str) -> tuple[PolicyVersion, ...]:
        """Every version kept of a policy, by the date each takes effect."""
        return tuple(PolicyVersion(*row) for row in self._db.run(_OF_POLICY, {"policy_id": policy_id}))

    def put_calendar(self, sha256: str, body: str, name: str) -> bool:
        """Keep it (JSON); False where it is kept already."""
        if self._db.run(_KEPT, {"sha256": sha256}).one_or_none() is not None:
            return False
        self._db.run(_ADD_CALENDAR, {"sha256": sha256, "body": body, "name": name})
        return True

    def get_calendar(self, sha256: str) -> CalendarVersion | None:
        """The version of that sha256."""
        row = self._db.run(_CALENDAR, {"sha256": sha256}).one_or_none()
        return None if row is None else CalendarVersion(*row)
