"""What would be promised, and why a due time is what it is, as they read at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.history import read_clock
from bot.domain.ticket import Ticket
from bot.policies import Policies
from bot.results import ClockView, PromiseView
from bot.views import clock_view
from policy import clocks
from policy.calendars import BusinessCalendar
from policy.clocks import Explanation, Started
from policy.documents import PolicyDocument
from policy.resolving import Calendars
from policy.rules import TargetRule
from policy.targets import Promise


def promise_views(
    promises: Iterable[Promise],
    document: PolicyDocument,
    calendars: Calendars,
    policies: Policies,
    language: str,
) -> tuple[PromiseView, ...]:
    """What would be promised to somebody who reads a language: business and calendar time side by side."""
    return tuple(
        _promise_view(promise, document, calendars[promise.calendar], policies, language)
        for promise in promises
    )


def explanation_of(
    ticket: Ticket, promise: Promise, calendars: Calendars, now: datetime
) -> tuple[ClockView, Explanation]:
    """A clock of a ticket and why its due time is what it is."""
    calendar = calendars[promise.calendar]
    clock = read_clock(ticket, promise, calendar, now)
    return clock_view(clock, calendar, now), clocks.explain(promise, clock.ticks, calendar, now)


def closures_in(
    explanation: Explanation, promise: Promise, document: PolicyDocument, policies: Policies, language: str
) -> Explanation:
    """The explanation with its holidays named in a language."""
    if not explanation.closures:
        return explanation
    return replace(
        explanation,
        closures=tuple(
            (day, policies.closure_name(document, promise.calendar, day, name, language))
            for day, name in explanation.closures
        ),
    )


def _promise_view(
    promise: Promise,
    document: PolicyDocument,
    calendar: BusinessCalendar,
    policies: Policies,
    language: str,
) -> PromiseView:
    told = clocks.explain(promise, (Started(promise.received_at),), calendar, promise.received_at)
    told = closures_in(told, promise, document, policies, language)
    return PromiseView(
        milestone=promise.milestone,
        kind=promise.kind,
        target=str(promise.target),
        due_at=promise.due_at,
        business=told.business,
        elapsed=told.elapsed,
        clauses=promise.clauses,
        closures=told.closures,
        assumed=_is_assumed(promise, document),
        horizon_exceeded=told.horizon_exceeded,
    )


def _is_assumed(promise: Promise, document: PolicyDocument) -> bool:
    return any(
        rule.assumed is not None
        for rule in document.of(TargetRule)
        if (rule.milestone, rule.kind, rule.clause) == (promise.milestone, promise.kind, promise.clauses[0])
    )
