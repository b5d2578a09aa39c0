"""What a ticket received at an instant would be owed, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.policy_tools.answers import Alert, BadInput, Deadline, Promised, Refused
from bot.policy_tools.files import assumptions_of, document_of
from bot.policy_tools.instants import read_instant
from policy.decisions import Allowed, Denied, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.entitlements import may_use_channel
from policy.facts import Case, Channel, Severity, Terms
from policy.holidays import HORIZON_YEARS
from policy.resolving import Calendars, build, calendar_specs
from policy.segments import elapsed
from policy.targets import Promise, owed

E = TypeVar("E", bound=StrEnum)


def deadline(
    file_or_id: str,
    at: str,
    *,
    plan: str | None = None,
    severity: str = Severity.MEDIUM,
    channel: str = Channel.CHAT,
    now: datetime,
) -> Deadline:
    """Promises for a case received `at` (ISO 8601; without an offset, in the policy's zone).

    Nobody in particular asks, so who may open a ticket is not looked at. `now` only tells which
    years' holidays are far enough off to be said with a reserve.

    Raises:
        BadInput: a policy, plan, severity, channel or instant that is none.
    """
    document = document_of(file_or_id)
    zone = ZoneInfo(document.zone)
    case = Case(
        _plan(document, plan), _word("severity", severity, Severity), _word("channel", channel, Channel)
    )
    received_at = read_instant(at, zone)
    try:
        decision, promises, calendars = _answered(document, case, received_at)
    except ValueError as cause:
        raise BadInput(f"nothing can be promised at {received_at.isoformat()}: {cause}") from cause
    cited = {reason.citation.clause for reason in decision.reasons}
    cited |= {clause for promise in promises for clause in promise.clauses}
    assumptions = assumptions_of(document)
    bearing = [each for each in assumptions if each.clause in cited]
    return Deadline(
        policy=document.id,
        version=document.version,
        at=received_at,
        plan=case.plan,
        severity=case.severity.value,
        channel=case.channel.value,
        promises=tuple(_promised(promise, calendars, zone) for promise in promises),
        denied=_refused(decision, zone) if isinstance(decision, Denied) else None,
        assumptions=(*bearing, *(each for each in assumptions if each not in bearing)),
        bearing=len(bearing),
        notes=_notes(promises, calendars, now),
    )


def _plan(document: PolicyDocument, plan: str | None) -> str:
    known = ", ".join(document.plans)
    if plan is None:
        if len(document.plans) > 1:
            raise BadInput(f"{document.id} has several plans, name one with --plan: {known}")
        return document.plans[0]
    if plan not in document.plans:
        raise BadInput(f"no plan {plan!r} in {document.id}, must be one of {known}")
    return plan


def _word(what: str, value: str, choices: type[E]) -> E:
    for choice in choices:
        if choice == value:
            return choice
    raise BadInput(f"no {what} {value!r}, must be one of {', '.join(choices)}")


def _answered(
    document: PolicyDocument, case: Case, received_at: datetime
) -> tuple[Allowed | Denied, tuple[Promise, ...], Calendars]:
    """The decision on the channel and what is owed, with holidays resolved as far as these reach.

    Raises:
        ValueError: they reach into years whose holidays are not known.
    """
    year = received_at.year
    last = year
    while True:
        calendars = build(calendar_specs(document, first_year=year - 1, last_year=last))
        decision = may_use_channel(document, calendars, Terms(case.plan), case, received_at)
        promises = () if isinstance(decision, Denied) else owed(document, calendars, case, received_at)
        reach = max(_years(decision, promises, calendars), default=last)
        if reach <= last:
            return decision, promises, calendars
        last = reach


def _years(decision: Allowed | Denied, promises: Iterable[Promise], calendars: Calendars) -> Iterator[int]:
    """The years of all instants in an answer that count holidays."""
    if isinstance(decision, Denied) and decision.possible_at is not None:
        yield decision.possible_at.year
    for promise in promises:
        if calendars[promise.calendar].known_until() is not None:
            yield promise.due_at.year
            yield from (threshold.at.year for threshold in promise.thresholds)


def _promised(promise: Promise, calendars: Calendars, zone: ZoneInfo) -> Promised:
    return Promised(
        milestone=promise.milestone.value,
        kind=promise.kind.value,
        target=str(promise.target),
        starts_at=promise.starts_at.astimezone(zone),
        due_at=promise.due_at.astimezone(zone),
        business=calendars[promise.calendar].between(promise.received_at, promise.due_at),
        elapsed=elapsed(promise.received_at, promise.due_at),
        clauses=promise.clauses,
        thresholds=tuple(Alert(float(each.share), each.at.astimezone(zone)) for each in promise.thresholds),
    )


def _refused(decision: Denied, zone: ZoneInfo) -> Refused:
    clauses = dict.fromkeys(reason.citation.clause for reason in decision.reasons)
    at = None if decision.possible_at is None else decision.possible_at.astimezone(zone)
    return Refused(_says(decision.reasons[0], at), tuple(clauses), at)


def _says(reason: Reason, possible_at: datetime | None) -> str:
    channel = reason.facts["channel"]
    if reason.code is ReasonCode.CHANNEL_CLOSED and possible_at is not None:
        return f"{channel} is closed, and opens next at {possible_at.isoformat()}"
    return f"{channel} is not a channel of plan {reason.facts['plan']}, which has {_listed(reason)}"


def _listed(reason: Reason) -> str:
    offered = reason.facts["offered"]
    assert isinstance(offered, tuple)
    return ", ".join(offered)


def _notes(promises: Iterable[Promise], calendars: Calendars, now: datetime) -> tuple[str, ...]:
    sure = now.year + HORIZON_YEARS
    for promise in promises:
        unsure = calendars[promise.calendar].known_until() is not None and promise.due_at.year > sure
        if unsure:
            return (f"Public holidays after {sure} are those known today, and may still change.",)
    return ()
