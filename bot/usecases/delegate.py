"""An authorized contact lets a colleague open tickets for a time; it ends by itself, or when they say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands import Delegate, PersonWord
from bot.domain.first_line import DelegationId
from bot.domain.people import Account, Member
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.outgoing import DelegatedNotice, Draft, ToPerson
from bot.requests import Via
from bot.results import Delegated, DelegateForm, Refused
from bot.usecases.asking import Asking
from bot.usecases.ends import end_of
from policy import first_line
from policy.decisions import Allowed, Denied
from policy.facts import Role


def delegate(command: Delegate, asking: Asking) -> Delegated | DelegateForm | Refused:
    """Lend it, take it back, or show the form; within what the policy lets a contact lend."""
    account = asking.account(None)
    if asking.writes:
        asking.uow.accounts.lock(account)
    colleague = None if command.person is None else _colleague(command.person, account, asking)
    if command.stop:
        if colleague is None:
            raise NotUnderstood("error.missing", verb="delegate", what="person")
        return _stopped(colleague, account, asking)
    zone = asking.version().document.zone
    until = end_of(command.until, asking)
    decision = _decided(colleague, until or asking.now, account, asking)
    if isinstance(decision, Denied):
        return _refused(decision, colleague, account, asking)
    if colleague is None or until is None:
        return _form(colleague, account, asking)
    made = asking.uow.delegations.add(
        asking.desk.id, account.id, colleague.person.id, asking.me, asking.now, until
    )
    _tell(asking, account, colleague, until, zone, made.id)
    shown = asking.shown(colleague)
    clause = decision.reasons[-1].citation.clause
    if asking.request.via is Via.FORM:
        receipt = DelegatedNotice(asking.me, account.name, zone, until, colleague.person.id, clause)
        draft = Draft(asking.desk.id, None, ToPerson(asking.me), receipt, f"delegated:{made.id}:receipt")
        asking.uow.outbox.add(draft, asking.now)
    return Delegated(shown, account.name, asking.desk.name, zone, asking.now, until, clause)


def _decided(colleague: Member | None, until: datetime, account: Account, asking: Asking) -> Allowed | Denied:
    document, terms = asking.version().document, asking.terms(account)
    to = 0 if colleague is None else colleague.person.id
    zone = ZoneInfo(document.zone)
    if colleague is None:
        # Whom it will be for is not known yet: only whether it could be for anybody.
        terms = replace(terms, delegates=())
    return first_line.may_delegate(document, zone, terms, by=asking.me, to=to, until=until, now=asking.now)


def _colleague(word: PersonWord, account: Account, asking: Asking) -> Member:
    """Somebody of the account who is no contact. Raises NoSuchThing, NotNow."""
    named = asking.named(word)
    members = asking.uow.people.members(asking.desk.id, account.id)
    found = next((each for each in members if each.person.id == named.person.id), None)
    if found is None:
        raise NoSuchThing("error.no_such_person", person=word.text)
    if found.membership.role is not Role.COLLEAGUE:
        raise NotNow("error.is_contact", who=found.person.name)
    return found


def _stopped(colleague: Member, account: Account, asking: Asking) -> Delegated:
    """Taken back by any contact of the account: who lent it may be away."""
    lent = asking.uow.delegations.at(asking.desk.id, account.id, asking.now)
    held = next((each for each, _ in lent if each.person_id == colleague.person.id), None)
    if held is None:
        raise NotNow("error.no_delegate", who=colleague.person.name)
    asking.uow.delegations.end(asking.desk.id, account.id, colleague.person.id, asking.now, asking.me)
    zone = asking.version().document.zone
    _tell(asking, account, colleague, None, zone, held.id)
    return Delegated(asking.shown(colleague), account.name, asking.desk.name, zone, asking.now, None)


def _tell(
    asking: Asking,
    account: Account,
    colleague: Member,
    until: datetime | None,
    zone: str,
    which: DelegationId,
) -> None:
    notice = DelegatedNotice(asking.me, account.name, zone, until)
    key = f"delegated:{which}:{'over' if until is None else 'lent'}"
    target = ToPerson(colleague.person.id)
    asking.uow.outbox.add(Draft(asking.desk.id, None, target, notice, key), asking.now)


def _form(colleague: Member | None, account: Account, asking: Asking) -> DelegateForm:
    rule = first_line.delegation(asking.version().document, asking.terms(account))
    assert rule is not None  # else it was refused
    members = asking.uow.people.members(asking.desk.id, account.id, Role.COLLEAGUE)
    if not members:
        raise NotNow("error.no_colleague", account=account.name)
    return DelegateForm(
        account=account.name,
        colleagues=tuple(asking.shown(member) for member in members),
        person=None if colleague is None else asking.shown(colleague),
        longest=rule.longest.n,
        each=rule.each,
        clause=rule.clause,
    )


def _refused(decision: Denied, colleague: Member | None, account: Account, asking: Asking) -> Refused:
    return Refused(
        action="delegate",
        decision=decision,
        desk=asking.desk.name,
        account=account.name,
        zone=asking.version().document.zone,
        subject=None if colleague is None else colleague.person.name,
    )
