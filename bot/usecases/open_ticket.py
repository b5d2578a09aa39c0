"""Open a ticket: its form with the live promise, or the ticket itself."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Open
from bot.errors import NoSuchThing
from bot.requests import Changed, Filled, Via
from bot.results import ExceptionAsked, Opened, OpenForm, Refused
from bot.usecases import fee
from bot.usecases.about import About
from bot.usecases.about_product import product_views, version_check, versions_of
from bot.usecases.articles import matching
from bot.usecases.asking import Asking
from bot.usecases.contact_checks import is_served
from bot.usecases.filing import opened
from bot.usecases.intake import is_asked, lacking
from bot.usecases.override import ask_at_once, discretion, kept
from bot.usecases.prospect import (
    Prospect,
    is_about_the_person,
    is_worse,
    next_opening,
    prospect_of,
    refused,
    requesters,
    views,
)
from bot.usecases.quoted import for_its_author, is_elsewhere
from bot.usecases.scope_checks import DISCRETION, concerns_of, plainly, with_usual_concern
from bot.usecases.sending_on import drafted, tell_colleague
from policy import entitlements, intake
from policy.decisions import Allowed, Denied, NeedsConsent, Reason, ReasonCode
from policy.rules import SeverityRule


def open_ticket(command: Open, asking: Asking) -> Opened | OpenForm | Refused | ExceptionAsked:
    """Open it, once the policy allows it and the promise is no worse than the one that was shown."""
    command = drafted(command, asking) if asking.request.via is Via.FORM else command
    # Remote access is for the requester's side to allow: the desk never does so for them.
    command = replace(command, remote=None) if asking.is_staff else command
    if command.subject is None:
        return open_form(command, asking, missing_subject=asking.request.via is Via.FORM)
    prospect = prospect_of(command, asking)
    if isinstance(prospect.decision, Denied):
        return _refused(command, asking, prospect, prospect.decision)
    command = plainly(command)
    if prospect.requester is None and command.requester is not None and asking.request.via is Via.FORM:
        called = asking.named(command.requester).person.name
        raise NoSuchThing("error.not_customer", person=called).at("requester")
    if prospect.requester is None:
        return open_form(command, asking)
    document, plan, filled = prospect.version.document, prospect.case.plan, asking.request.via is Via.FORM
    silent = filled and command.remote is None and is_asked(asking, document, plan)
    if isinstance(prospect.decision, NeedsConsent) or lacking(command, document, plan) or silent:
        return open_form(command, asking, unanswered=filled)
    if is_worse(prospect.promises, command.accepted):
        return open_form(command, asking, worse=True)
    assert isinstance(prospect.decision, Allowed)
    ticket = opened(command, asking, prospect, prospect.requester)
    fee.charge(asking, ticket, prospect.decision.reasons)
    tell_colleague(command, ticket, asking)
    reasons = prospect.decision.reasons
    waits = any(reason.code is ReasonCode.WAITS_FOR_CONSENT for reason in reasons)
    articles = matching(asking, command.subject) if waits else ()
    clause = intake.self_help(document, plan)
    return Opened(asking.view(ticket), views(asking, prospect), reasons, articles, clause)


def _refused(
    command: Open, asking: Asking, prospect: Prospect, decision: Denied
) -> OpenForm | Refused | ExceptionAsked:
    """The form again, or the refusal; where the desk may let it through, it is kept and can be asked to."""
    if asking.request.via is not Via.FORM:
        told = refused(command, asking, prospect, decision)
        return kept(command, asking, prospect, told)
    if DISCRETION in command.agreed and discretion(asking, prospect) is not None:
        return ask_at_once(command, asking, prospect, decision)
    return open_form(command, asking)


def open_form(
    command: Open,
    asking: Asking,
    *,
    missing_subject: bool = False,
    worse: bool = False,
    unanswered: bool = False,
) -> OpenForm | Refused:
    """The form, with what would be promised for what is chosen in it so far. Reads only."""
    command = for_its_author(drafted(command, asking), asking)
    prospect = prospect_of(command, asking)
    usual = with_usual_concern(command, asking, prospect.version.document, prospect.case)
    if usual != command:
        command, prospect = usual, prospect_of(usual, asking)
    decision = prospect.decision
    if isinstance(decision, Denied) and is_about_the_person(asking, prospect):
        return refused(command, asking, prospect, decision)
    version, document = prospect.version, prospect.version.document
    products = product_views(asking)
    versions = versions_of(asking, prospect.case.product)
    return OpenForm(
        desk=asking.desk.name,
        account=prospect.account.name,
        subject=command.subject or "",
        facts=command.facts or "",
        severity=prospect.case.severity,
        severities=tuple(rule.severity for rule in document.of(SeverityRule)),
        channel=prospect.case.channel,
        offers=entitlements.channels(document, version.calendars, prospect.terms, asking.now, prospect.case),
        decision=decision,
        promises=views(asking, prospect),
        zone=document.zone,
        next_opening=next_opening(prospect, asking.now),
        worse=worse,
        missing_subject=missing_subject,
        requester=None if prospect.requester is None else asking.shown(prospect.requester),
        requesters=requesters(asking) if asking.is_staff else (),
        meanings={rule.severity: rule.means for rule in document.of(SeverityRule)},
        draft=command.draft,
        agreed=(*prospect.agreed, *(name for name in command.agreed if name == DISCRETION)),
        unanswered=unanswered,
        intake=intake.fields(document, prospect.case.plan),
        details=command.details,
        consent=intake.consent_clause(document, prospect.case.plan) if not asking.is_staff else None,
        remote=command.remote,
        articles=matching(asking, command.subject),
        self_help=intake.self_help(document, prospect.case.plan),
        # While a form is filled in, its fields say so themselves.
        lacking=None
        if isinstance(asking.request.intent, Changed)
        else lacking(command, document, prospect.case.plan),
        concerns=concerns_of(asking, document, prospect.case),
        concern=command.concerns,
        discretion=discretion(asking, prospect),
        products=products,
        product=prospect.case.product,
        versions=versions,
        product_version=prospect.product_version,
        about_version=_about_version(command, asking, prospect),
        fee=prospect.price,
        unserved=_unserved(command, asking, prospect),
        quoted=command.quoted,
        elsewhere=is_elsewhere(command, asking, prospect),
        place=asking.request.place.name,
    )


def _about_version(command: Open, asking: Asking, prospect: Prospect) -> tuple[Reason, ...]:
    """What is said of the version in the form, whatever else has still to be answered."""
    decision = version_check(_about(command, asking, prospect))
    return decision.reasons if isinstance(decision, Allowed) else ()


def _unserved(command: Open, asking: Asking, prospect: Prospect) -> Denied | None:
    """Why the requester of a form that was sent is not served; said at that very field."""
    if not isinstance(asking.request.intent, Filled):
        return None
    decision = is_served(_about(command, asking, prospect))
    return decision if isinstance(decision, Denied) else None


def _about(command: Open, asking: Asking, prospect: Prospect) -> About:
    account, requester, terms = prospect.account, prospect.requester, prospect.terms
    return About(command, asking, account, requester, terms, prospect.case, prospect.version)
