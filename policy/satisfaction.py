"""When a solved ticket closes by silence and how long it reopens free (SU-ticket); what is published."""

from dataclasses import dataclass
from datetime import datetime

from policy import durations
from policy.conditions import holds_for_account
from policy.decisions import Allowed, Denied, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Terms
from policy.incident_rules import ClosingRule, TransparencyRule
from policy.resolving import Calendars


@dataclass(frozen=True, slots=True)
class Silence:
    """When a silence closes a ticket, when that is reminded of, and by which clause."""

    closes_at: datetime
    remind_at: datetime | None
    clause: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """Until when a closed ticket reopens free, and by which clause."""

    until: datetime
    clause: str


def silence(document: PolicyDocument, calendars: Calendars, terms: Terms, since: datetime) -> Silence | None:
    """What a silence since an instant leads to; None where the policy closes nothing by itself."""
    rule = _closing(document, terms)
    if rule is None:
        return None
    calendar = calendars[rule.calendar]
    closes_at = durations.due(rule.silence, since, calendar)
    remind_at = None if rule.remind is None else durations.due(rule.remind, since, calendar)
    if remind_at is not None and remind_at >= closes_at:
        remind_at = None
    return Silence(closes_at, remind_at, rule.clause)


def reopening(
    document: PolicyDocument, calendars: Calendars, terms: Terms, closed_at: datetime
) -> Reopening | None:
    """Until when a ticket that closed at an instant reopens; None where the policy sets no end."""
    rule = _closing(document, terms)
    if rule is None or rule.reopen is None:
        return None
    return Reopening(durations.due(rule.reopen, closed_at, calendars[rule.calendar]), rule.clause)


def may_reopen(
    document: PolicyDocument, calendars: Calendars, terms: Terms, closed_at: datetime, now: datetime
) -> Allowed | Denied | None:
    """May the customer's side reopen a closed ticket now; None where the policy does not say.

    Until its end it costs nothing, afterwards a new ticket is needed.
    """
    found = reopening(document, calendars, terms, closed_at)
    if found is None:
        return None
    facts = {"until": found.until}
    citation = document.cite(found.clause)
    if now > found.until:
        return Denied((Reason(ReasonCode.REOPEN_TOO_LATE, citation, facts),))
    return Allowed((Reason(ReasonCode.REOPEN_FREE, citation, facts),))


def published(document: PolicyDocument) -> TransparencyRule | None:
    """The rule by which response times and ratings are public (SU-transparency), if there is one."""
    return next((rule for rule in document.of(TransparencyRule)), None)


def _closing(document: PolicyDocument, terms: Terms) -> ClosingRule | None:
    return next(
        (rule for rule in document.of(ClosingRule) if holds_for_account(rule.when, terms)),
        None,
    )
