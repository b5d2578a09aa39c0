"""A new version of a desk's policy is told in its channels when it begins, once."""

from __future__ import annotations

from datetime import datetime

from bot.domain.people import Desk, Face
from bot.outgoing import Draft, RevisedNotice, ToPlace
from bot.policies import Policies
from bot.storage import UnitOfWork
from policy.documents import PolicyDocument
from policy.publishing_rules import RevisionRule


def announce(uow: UnitOfWork, policies: Policies, now: datetime) -> int:
    """Tell of every version that has begun since its desk's channels were told. Returns how many.

    Raises:
        Conflict: another process looks at the same desks for the first time.
    """
    known = uow.announcements.all()
    told = 0
    for desk in uow.desks.all():
        version = policies.at(desk.policy_id, now)
        before = known.get(desk.id)
        if before is None:
            uow.announcements.begin(desk.id, version.policy_sha, now)
        if before is None or before == version.policy_sha:
            continue
        old = policies.document(before)
        # A version that was only read anew is no new version, and another policy is no revision of it.
        same_policy = old is not None and old.id == desk.policy_id and old.version != version.document.version
        if same_policy and policies.announced_at(version.document) > now:
            continue
        if uow.announcements.move(desk.id, before, version.policy_sha, now) and same_policy:
            _tell(uow, desk, version.document, RevisedNotice(before, version.policy_sha), now)
            told += 1
    return told


def next_announcement(policies: Policies, policy_ids: frozenset[str], now: datetime) -> datetime | None:
    """When the next version is to be told of, of those that some desk serves."""
    moments = (policies.announced_at(d) for each in policy_ids for d in policies.revisions(each))
    return min((at for at in moments if at > now), default=None)


def _tell(
    uow: UnitOfWork, desk: Desk, document: PolicyDocument, notice: RevisedNotice, now: datetime
) -> None:
    customers = any(isinstance(rule, RevisionRule) and rule.customers for rule in document.rules)
    for place in uow.places.of_desk(desk.id):
        if place.face is Face.DESK or customers:
            key = f"revised:{notice.after[:12]}:{place.id}"
            uow.outbox.add(Draft(desk.id, None, ToPlace(place.id), notice, key), now)
