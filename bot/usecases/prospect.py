"""What is asked for before a ticket is opened, decided: by whom, for whom, and what it would be owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.commands import Open
from bot.crowding import ask_of_opening
from bot.domain.ids import PersonId
from bot.domain.people import Account, Member
from bot.errors import NotUnderstood
from bot.policies import Version
from bot.results import PersonView, PromiseView, Refused
from bot.usecases.about import About
from bot.usecases.about_product import chosen, product_views
from bot.usecases.articles import matching
from bot.usecases.asking import Asking
from bot.usecases.checks import checked
from bot.usecases.enough import EXHAUSTED
from policy import entitlements, intake
from policy.decisions import Allowed, Decision, Denied
from policy.facts import Case, Channel, Severity, Terms
from policy.targets import Promise, owed

MOST = 100
"""Requesters offered in the form; others are named in words."""

SLIP = timedelta(minutes=5)
"""How much later a promise may be than the form showed, and still be the one that was accepted."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is asked for, decided: by whom, for whom, and what it would be owed."""

    account: Account
    requester: Member | None
    terms: Terms
    case: Case
    version: Version
    decision: Decision
    promises: tuple[Promise, ...]
    product_version: str | None = None
    agreed: tuple[str, ...] = ()
    """The yeses that count: each is asked for, at the price that was shown."""
    price: int | None = None
    """What all that is asked costs, in minor units."""


def prospect_of(command: Open, asking: Asking) -> Prospect:
    """What opening it would mean, decided by the policy in force. Reads only."""
    requester = _requester(command, asking)
    account = _account(asking, requester)
    asking.uow.ahead(
        lambda: ask_of_opening(
            asking.uow, asking.desk.id, account.id, asking.member, asking.request, asking.now
        )
    )
    terms = asking.terms(account)
    version = asking.version(account)
    severity, channel = command.severity or Severity.MEDIUM, command.channel or Channel.CHAT
    product, about = chosen(command, asking, terms)
    name = None if product is None else product.id
    case = Case(account.plan, severity, channel, name, standing=terms.standing)
    first = entitlements.may_open(
        version.document, version.calendars, asking.asker(), terms, case, asking.now
    )
    found = checked(first, About(command, asking, account, requester, terms, case, version))
    decision = found.decision
    promises: tuple[Promise, ...] = ()
    if not isinstance(decision, Denied):
        promises = owed(version.document, version.calendars, case, asking.at)
    return Prospect(
        account, requester, terms, case, version, decision, promises, about, found.agreed, found.price
    )


def _requester(command: Open, asking: Asking) -> Member | None:
    """For whom: oneself, or whom the desk's own people name."""
    if command.requester is not None:
        named = asking.named(command.requester)
        return named if named.membership.account_id is not None else None
    return None if asking.is_staff else asking.member


def _account(asking: Asking, requester: Member | None) -> Account:
    """The requester's account; while the desk's own people have named nobody, this place's or the first."""
    if requester is not None and requester.account is not None:
        return requester.account
    try:
        return asking.account(None)
    except NotUnderstood:
        accounts = asking.uow.accounts.of_desk(asking.desk.id)
        if not accounts:
            raise
        return accounts[0]


def requesters(asking: Asking) -> tuple[PersonView, ...]:
    """On whose behalf the desk's own people may open: everybody of an account."""
    here = asking.place.account_id if asking.place is not None else None
    if here is None:
        members = asking.uow.people.members(asking.desk.id)
    else:
        members = asking.uow.people.members(asking.desk.id, here)
    return tuple(asking.shown(m) for m in members if m.account is not None)[:MOST]


def is_about_the_person(asking: Asking, prospect: Prospect) -> bool:
    """Whether no choice in the form could help: nothing is left, or every channel would be refused alike."""
    exhausted = any(reason.code in EXHAUSTED for reason in prospect.decision.reasons)
    if exhausted and not asking.is_staff:
        return True
    version = prospect.version
    offers = entitlements.channels(
        version.document, version.calendars, prospect.terms, asking.now, prospect.case
    )
    cases = (replace(prospect.case, channel=o.channel) for o in offers if isinstance(o.decision, Allowed))
    return all(
        isinstance(
            entitlements.may_open(
                version.document, version.calendars, asking.asker(), prospect.terms, case, asking.now
            ),
            Denied,
        )
        for case in cases
    )


def refused(command: Open, asking: Asking, prospect: Prospect, decision: Denied) -> Refused:
    """The refusal, with the people who may ask instead and what was asked kept for them."""
    return Refused(
        action="open",
        decision=decision,
        desk=asking.desk.name,
        account=prospect.account.name,
        zone=prospect.version.document.zone,
        subject=_words(command),
        products=product_views(asking),
        instead=tuple(asking.person(PersonId(contact.id)) for contact in decision.instead),
        articles=matching(asking, command.subject),
        self_help=intake.self_help(prospect.version.document, prospect.case.plan),
    )


def _words(command: Open) -> str | None:
    return "\n".join(part for part in (command.subject, command.facts) if part) or None


def views(asking: Asking, prospect: Prospect) -> tuple[PromiseView, ...]:
    """What would be promised, as the asker reads it."""
    return asking.promised(prospect.promises, prospect.version.document, prospect.version.calendars)


def next_opening(prospect: Prospect, now: datetime) -> datetime | None:
    """When the desk opens next, where it is closed for this case now."""
    for promise in prospect.promises:
        calendar = prospect.version.calendars[promise.calendar]
        return None if calendar.is_open(now) else calendar.next_opening(now)
    return None


def first_due(promises: tuple[Promise, ...]) -> datetime | None:
    """The first instant by which something would be owed: what a form shows and later accepts."""
    return min((promise.due_at for promise in promises), default=None)


def is_worse(promises: tuple[Promise, ...], accepted: str | None) -> bool:
    """Whether the first thing owed would now come noticeably later than the form last showed.

    While the desk is open a promise moves on with each second that somebody types: that alone is no reason to
    show the form again, for it would be shown for ever.
    """
    due = first_due(promises)
    if not accepted or due is None:
        return False
    try:
        return due - datetime.fromisoformat(accepted) > SLIP
    except (ValueError, TypeError):
        return True
