"""Figures (`stats`): response times and ratings, for the desk's people and where they are public."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.commands import Stats
from bot.errors import NotNow
from bot.reports.service import by_month, overall
from bot.results import StatsTold
from bot.usecases.asking import Asking
from bot.usecases.measures import MONTHS, months_back, seen_since
from policy.satisfaction import published


def stats(command: Stats, asking: Asking) -> StatsTold:  # noqa: ARG001  it says nothing
    """Of the past months. The customers' side sees them where the policy publishes them."""
    document = asking.version().document
    rule = published(document)
    if rule is None and not asking.is_staff:
        raise NotNow("error.not_published", desk=asking.desk.name)
    since = months_back(asking.now, document.zone, rule.months if rule else MONTHS)
    seen = tuple(seen_since(asking.uow, asking.policies, asking.desk.id, since, asking.now))
    return StatsTold(
        desk=asking.desk.name,
        zone=document.zone,
        since=since,
        now=asking.now,
        total=overall(seen),
        months=by_month(seen, ZoneInfo(document.zone)),
        clause=rule.clause if rule else None,
    )
