"""What a ticket is owed: one promise a milestone and kind, with its due time and thresholds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

from policy.calendars import BusinessCalendar
from policy.conditions import holds_for_case, within
from policy.documents import PolicyDocument
from policy.durations import Duration, at_shares, due, is_business, starts
from policy.extending import own, rule_on
from policy.facts import Case
from policy.fair_use import softened
from policy.keeping import kept
from policy.rules import Kind, Milestone, Step, TargetRule, Tell
from policy.segments import as_utc
from policy.steps import default_steps

__all__ = ["Kind", "Milestone", "Promise", "Tell", "Threshold", "clauses_of", "last_open_hour", "owed"]

_HOUR = timedelta(hours=1)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of the promised time, the instant at which it is used up, and who hears of it."""

    share: Decimal
    at: datetime
    tell: tuple[Tell, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing owed on a ticket, and the clauses that say so, the target's own clause first.

    `received_at` is when it was asked, `starts_at` when its time begins to count; `calendar` is the
    id of the calendar that it counts on; `pauses` whether waiting for the requester stops it.
    """

    milestone: Milestone
    kind: Kind
    target: Duration
    calendar: str
    received_at: datetime
    starts_at: datetime
    due_at: datetime
    clauses: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    pauses: bool


def owed(
    document: PolicyDocument,
    calendars: Mapping[str, BusinessCalendar],
    case: Case,
    received_at: datetime,
) -> tuple[Promise, ...]:
    """Everything promised for a case received at an instant; empty where nothing is.

    Where one rule's case lies within another's, the narrower one decides. A goal never lies after
    its guarantee: it is moved to it, and then cites it too. Where an account has hours of its own beside
    a calendar, whichever of the two gives the earlier deadline counts (TT-1.extended).
    """
    return _owed(_Version(document, calendars), case, received_at, received_at.tzinfo, received_at.fold)


class _Version:
    """A document and calendars that are the very same objects: neither is ever changed."""

    __slots__ = ("calendars", "document")

    def __init__(self, document: PolicyDocument, calendars: Mapping[str, BusinessCalendar]) -> None:
        self.document = document
        self.calendars = calendars

    def __hash__(self) -> int:
        return hash((id(self.document), id(self.calendars)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Version)
            and self.document is other.document
            and self.calendars is other.calendars
        )


@lru_cache(maxsize=1024)
def _owed(
    version: _Version, case: Case, received_at: datetime, _zone: tzinfo | None, _fold: int
) -> tuple[Promise, ...]:
    """The same question is asked several times of one ticket: for its row, its card and its clocks.

    Instants that are equal in two zones are two questions, since a promise keeps what it was received at.
    """
    document, calendars = version.document, version.calendars
    promises = [
        _earliest(document, calendars, rule, received_at)
        for rule in softened(
            document, _deciding(document, calendars, case, received_at), case.standing, case.severity
        )
    ]
    guaranteed = {p.milestone: p for p in promises if p.kind is Kind.GUARANTEE}
    return tuple(_clamped(p, guaranteed.get(p.milestone), calendars) for p in promises)


def last_open_hour(promise: Promise, calendar: BusinessCalendar) -> datetime | None:
    """When to remind for the last time of a promise that falls while closed (SI-9.minor).

    One open hour before the closing that comes before due; None where due falls while open or at
    a closing, since then the ordinary thresholds do, and where the promise had not begun by then.
    """
    before = as_utc(promise.due_at) - _MICROSECOND
    if calendar.is_open(promise.due_at) or calendar.is_open(before):
        return None
    at = calendar.subtract(promise.due_at, _HOUR)
    return at if as_utc(at) > as_utc(promise.starts_at) else None


def _deciding(
    document: PolicyDocument,
    calendars: Mapping[str, BusinessCalendar],
    case: Case,
    received_at: datetime,
) -> tuple[TargetRule, ...]:
    counting = dict.fromkeys(rule.calendar for rule in document.of(TargetRule))
    are_open = tuple(each for each in counting if _is_open(calendars, each, received_at))
    return _matching(document, case, are_open)


@kept
def _matching(document: PolicyDocument, case: Case, are_open: tuple[str, ...]) -> tuple[TargetRule, ...]:
    """The rules for a case that is received while these calendars, and no other, are open."""
    matching = [
        rule
        for rule in document.of(TargetRule)
        if holds_for_case(rule.when, case, open_at_receipt=rule.calendar in are_open)
    ]
    return tuple(narrowest(matching))


def narrowest(matching: Sequence[TargetRule]) -> Iterator[TargetRule]:
    """Of rules that all hold for a case, the one a milestone and kind whose own case is the narrowest."""
    for rule in matching:
        rivals = [r for r in matching if (r.milestone, r.kind) == (rule.milestone, rule.kind)]
        if all(within(rule.when, rival.when) for rival in rivals):
            yield rule


def _is_open(calendars: Mapping[str, BusinessCalendar], calendar: str, at: datetime) -> bool:
    extended = calendars.get(own(calendar))
    return calendars[calendar].is_open(at) or (extended is not None and extended.is_open(at))


def _earliest(
    document: PolicyDocument,
    calendars: Mapping[str, BusinessCalendar],
    rule: TargetRule,
    received_at: datetime,
) -> Promise:
    usual = _promise(document, calendars[rule.calendar], rule, received_at)
    calendar, allowed = calendars.get(own(rule.calendar)), rule_on(document, rule.calendar)
    if calendar is None or allowed is None:
        return usual
    extended = _promise(document, calendar, rule, received_at)
    if as_utc(extended.due_at) >= as_utc(usual.due_at):
        return usual
    first, *rest = extended.clauses
    return replace(
        extended,
        calendar=own(rule.calendar),
        clauses=tuple(dict.fromkeys((first, allowed.clause, *rest))),
    )


def _promise(
    document: PolicyDocument, calendar: BusinessCalendar, rule: TargetRule, received_at: datetime
) -> Promise:
    starts_at = starts(rule.target, received_at, calendar)
    due_at = due(rule.target, received_at, calendar)
    steps = rule.steps or default_steps(rule.kind)
    return Promise(
        milestone=rule.milestone,
        kind=rule.kind,
        target=rule.target,
        calendar=rule.calendar,
        received_at=received_at,
        starts_at=starts_at,
        due_at=due_at,
        clauses=clauses_of(document, rule),
        thresholds=_thresholds(rule.target, steps, starts_at, due_at, calendar),
        pauses=rule.pauses,
    )


def _thresholds(
    target: Duration,
    steps: Iterable[Step],
    starts_at: datetime,
    due_at: datetime,
    calendar: BusinessCalendar,
) -> tuple[Threshold, ...]:
    held = tuple(steps)
    reached = at_shares(target, [step.share for step in held], starts_at, due_at, calendar)
    return tuple(Threshold(step.share, at, step.tell) for step, at in zip(held, reached, strict=True))


def clauses_of(document: PolicyDocument, rule: TargetRule) -> tuple[str, ...]:
    """The target's clause, then those of the hours and holidays that it counts by, then others."""
    clauses = [rule.clause]
    if is_business(rule.target) or rule.when.open_at_receipt is not None:
        calendar = document.calendars[rule.calendar]
        clauses.append(calendar.clause)
        if calendar.holidays is not None:
            clauses.append(calendar.holidays.clause)
    return tuple(dict.fromkeys((*clauses, *rule.also)))


def _clamped(
    promise: Promise, guarantee: Promise | None, calendars: Mapping[str, BusinessCalendar]
) -> Promise:
    if promise.kind is not Kind.GOAL or guarantee is None:
        return promise
    if as_utc(promise.due_at) <= as_utc(guarantee.due_at):
        return promise
    steps = [Step(threshold.share, threshold.tell) for threshold in promise.thresholds]
    return replace(
        promise,
        due_at=guarantee.due_at,
        clauses=tuple(dict.fromkeys((*promise.clauses, *guarantee.clauses))),
        thresholds=_thresholds(
            promise.target,
            steps,
            promise.starts_at,
            guarantee.due_at,
            calendars[promise.calendar],
        ),
    )
