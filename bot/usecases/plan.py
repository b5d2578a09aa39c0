"""An account's plan as the policy has it: channels, targets, contacts, hours."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands import Plan
from bot.results import AgreementView, PlanTold
from bot.usecases.about_product import product_views
from bot.usecases.asking import Asking
from bot.usecases.cancelling import ending, live_end
from bot.usecases.first_line import delegates
from policy import entitlements, scope
from policy.conditions import holds_for_account
from policy.decisions import Denied
from policy.documents import Clause, PolicyDocument
from policy.facts import Case, Severity, Standing, Terms
from policy.fair_use import rule_of
from policy.resolving import Calendars
from policy.rules import PlanRule, RosterRule, SeverityRule
from policy.targets import Promise, owed
from policy.windows import days_alike


def plan(command: Plan, asking: Asking) -> PlanTold:
    """What the account holds, and what it would be promised now for each severity."""
    account = asking.account(command.account, "plan")
    terms, version = asking.terms(account), asking.version(account)
    document, calendars = version.document, version.calendars
    named = [rule.severity for rule in document.of(SeverityRule)] or [Severity.MEDIUM]
    targets = [
        (each, owed(document, calendars, Case(terms.plan, each, standing=terms.standing), asking.at))
        for each in named
    ]
    usual = owed(document, calendars, Case(terms.plan, standing=terms.standing), asking.at)
    holds = entitlements.may_hold_plan(document, terms)
    fair = rule_of(document)
    clause = None if fair is None else fair.clause
    ended = live_end(asking, account)
    return PlanTold(
        ended=() if ended is None else ending(document, ended.cancellation, asking.now),
        products=product_views(asking),
        limited_by=clause if terms.standing is Standing.LIMITED else None,
        warned_by=clause if terms.standing is Standing.WATCHED else None,
        flagged=holds.reasons if isinstance(holds, Denied) else (),
        clause=_named_by(document, terms.plan),
        desk=asking.desk.name,
        account=account.name,
        plan=account.plan,
        active=account.active,
        offers=entitlements.channels(document, calendars, terms, asking.now),
        targets=tuple((each, asking.promised(owing, document, calendars)) for each, owing in targets),
        contacts=tuple(asking.shown(m) for m in asking.uow.people.roster(asking.desk.id, account.id)),
        roster_limit=roster_limit(document, terms),
        employees=account.employees,
        licences=account.licences,
        policy=document.id,
        policy_version=document.version,
        zone=document.zone,
        agreement=agreement_of(asking, document),
        delegates=delegates(asking, terms),
        hours=_hours(calendars, usual + tuple(promise for _, owing in targets for promise in owing)),
    )


def _named_by(document: PolicyDocument, plan: str) -> Clause | None:
    """The clause that names the plan."""
    named = {rule.clause for rule in document.of(PlanRule) if rule.plan == plan}
    return next((clause for clause in document.clauses if clause.id in named), None)


def roster_limit(document: PolicyDocument, terms: Terms) -> int | None:
    """How many authorized contacts the account may name; None is without bound."""
    for rule in document.of(RosterRule):
        if holds_for_account(rule.when, terms):
            return rule.limit if rule.limit is None or terms.roster_limit is None else terms.roster_limit
    return None


def agreement_of(asking: Asking, document: PolicyDocument) -> AgreementView | None:
    """The document that holds the full conditions, and where the desk says it stands (DV-agreement)."""
    rule = scope.agreement(document)
    if rule is None:
        return None
    return AgreementView(rule.title, rule.clause, asking.uow.agreements.link(asking.desk.id))


def _hours(calendars: Calendars, targets: Iterable[Promise]) -> tuple[tuple[str, str], ...]:
    """The opening hours of each calendar by which something is promised, the usual one first."""
    used = dict.fromkeys(promise.calendar for promise in targets)
    return tuple(dict.fromkeys(row for name in used for row in days_alike(calendars[name].spec.week)))
