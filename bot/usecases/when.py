"""What would be promised now (`when`), by severity or channel: the same function that enforces it."""

from __future__ import annotations

from bot.commands import When
from bot.results import PromiseView, WhenTold
from bot.usecases.asking import Asking
from policy import entitlements
from policy.decisions import Allowed, Decision
from policy.facts import Case, Channel, Severity
from policy.rules import SeverityRule
from policy.targets import owed

Row = tuple[Severity, Channel, Decision, tuple[PromiseView, ...]]


def when(command: When, asking: Asking) -> WhenTold:
    """A row a severity of the policy (one, where it makes no difference or one is named)."""
    account = asking.account(command.account, "when")
    terms, version = asking.terms(account), asking.version(account)
    document, calendars = version.document, version.calendars
    named = [rule.severity for rule in document.of(SeverityRule)]
    severities = [command.severity] if command.severity else named or [Severity.MEDIUM]
    rows: list[Row] = []
    opening = None
    for severity in severities:
        case = Case(terms.plan, severity, command.channel or Channel.CHAT, standing=terms.standing)
        decision: Decision = entitlements.may_use_channel(document, calendars, terms, case, asking.now)
        if not terms.active:  # nothing would be promised to an account whose subscription is over (PB-0)
            decision = entitlements.may_open(document, calendars, asking.asker(), terms, case, asking.now)
        promises = owed(document, calendars, case, asking.at) if isinstance(decision, Allowed) else ()
        rows.append((severity, case.channel, decision, asking.promised(promises, document, calendars)))
        for promise in promises:
            calendar = calendars[promise.calendar]
            if opening is None and not calendar.is_open(asking.now):
                opening = calendar.next_opening(asking.now)
    return WhenTold(asking.desk.name, terms.plan, document.zone, asking.at, tuple(rows), opening)
