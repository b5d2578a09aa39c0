"""Correct a balance, by two people with a reason: one proposes, another confirms."""

from __future__ import annotations

from typing import assert_never

from bot.commands import Credit, CreditAct
from bot.commands.ledger import CORRECTING
from bot.domain.people import Account, Member
from bot.domain.units import CREDIT, CreditId
from bot.domain.units import Credit as Correction
from bot.errors import NoSuchThing, NotNow, NotUnderstood, NotYours
from bot.outgoing import CreditNotice, Draft, ToPerson
from bot.results import CreditTold, CreditView
from bot.usecases.asking import Asking
from policy import ledgers
from policy.ledgers import Entry, EntryKind
from policy.packages import corrected_until
from policy.rules import PlanRule


def credit(command: Credit, asking: Asking) -> CreditTold:
    """Show what waits, propose a correction, or decide one that somebody else proposed."""
    match command.act:
        case CreditAct.LIST:
            waiting = asking.uow.credits.waiting(asking.desk.id)
            return CreditTold(CreditAct.LIST, tuple(_view(asking, each) for each in waiting), me=asking.me)
        case CreditAct.PROPOSE:
            return _propose(command, asking)
        case CreditAct.CONFIRM:
            return _confirm(command, asking)
        case CreditAct.DECLINE:
            found = _waiting(command, asking)
            _decide(asking, found, is_confirmed=False)
            return CreditTold(CreditAct.DECLINE, (_view(asking, found),))
    assert_never(command.act)


def _propose(command: Credit, asking: Asking) -> CreditTold:
    """Kept until another of those who may has decided; they are told in private."""
    account = asking.account(command.account, "credit")
    if not command.reason:
        raise NotUnderstood("error.missing", verb="credit", what="reason")
    owner = None if command.person is None else asking.named(command.person)
    if owner is not None and owner.membership.account_id != account.id:
        raise NoSuchThing("error.no_such_person", person=owner.person.name)
    others = tuple(each for each in _correcting(asking) if each.person.id != asking.me)
    if not others:
        raise NotNow("error.nobody_else")
    kept = asking.uow.texts.add(asking.desk.id, None, command.reason, asking.me)
    found = asking.uow.credits.add(
        Correction(
            CreditId(0),
            asking.desk.id,
            account.id,
            command.unit,
            command.amount,
            kept,
            asking.me,
            asking.at,
            None if owner is None else owner.person.id,
        )
    )
    notice = CreditNotice(found.id, account.name, found.unit, found.amount, kept, asking.me, found.owner_id)
    for each in others:
        key = f"credit:{found.id}:{each.person.id}"
        draft = Draft(asking.desk.id, None, ToPerson(each.person.id), notice, key)
        asking.uow.outbox.add(draft, asking.now)
    by = tuple(asking.shown(each) for each in others)
    return CreditTold(CreditAct.PROPOSE, (_view(asking, found),), by)


def _confirm(command: Credit, asking: Asking) -> CreditTold:
    """Write it into the ledger, once."""
    found = _waiting(command, asking)
    if found.proposed_by == asking.me:
        names = [each.person.name for each in _correcting(asking) if each.person.id != asking.me]
        raise NotYours("error.two_people", who=", ".join(names))
    account = asking.uow.accounts.get(asking.desk.id, found.account_id)
    assert account is not None
    asking.uow.accounts.lock(account)
    gone = ledgers.expired(asking.uow.units.open_of(account), asking.now)
    asking.uow.units.append(account.desk_id, account.id, gone)
    _decide(asking, found, is_confirmed=True)
    if found.amount > 0:
        _add(asking, account, found)
    else:
        _take_off(asking, account, found)
    return CreditTold(CreditAct.CONFIRM, (_view(asking, found),))


def _add(asking: Asking, account: Account, found: Correction) -> None:
    """A lot of its own: for the person named, else for everybody of the account."""
    document = asking.version().document
    terms = asking.terms(account)
    plans = list(document.of(PlanRule))
    lot = asking.uow.units.add(
        account,
        CREDIT,
        found.unit,
        found.amount,
        next(rule.clause for rule in plans if rule.plan == account.plan),
        asking.at,
        owner=found.owner_id,
        valid_until=corrected_until(document, terms, asking.at),
    )
    entry = Entry(lot.id, EntryKind.CORRECTED, found.amount, asking.at)
    asking.uow.units.append(account.desk_id, account.id, (entry,), actor=asking.me, text=found.text)


def _take_off(asking: Asking, account: Account, found: Correction) -> None:
    lots = [lot for lot in asking.uow.units.open_of(account) if found.owner_id in (None, lot.owner)]
    entries = ledgers.taken_off(lots, found.unit, -found.amount, asking.at)
    if entries is None:
        left = sum(lot.left for lot in lots if lot.unit is found.unit)
        raise NotNow("error.too_few_left", left=left, amount=-found.amount)
    asking.uow.units.append(account.desk_id, account.id, entries, actor=asking.me, text=found.text)


def _waiting(command: Credit, asking: Asking) -> Correction:
    """The correction that is meant. NoSuchThing where there is none, NotNow where it is decided."""
    found = asking.uow.credits.get(asking.desk.id, CreditId(command.number or 0))
    if found is None:
        raise NoSuchThing("error.no_such_credit", number=command.number or 0)
    if found.decided_by is not None:
        raise NotNow("error.credit_decided", number=found.id)
    return found


def _decide(asking: Asking, found: Correction, *, is_confirmed: bool) -> None:
    if not asking.uow.credits.decide(found, asking.me, asking.at, is_confirmed=is_confirmed):
        raise NotNow("error.credit_decided", number=found.id)


def _correcting(asking: Asking) -> tuple[Member, ...]:
    return asking.uow.people.staff(asking.desk.id, tuple(CORRECTING))


def _view(asking: Asking, found: Correction) -> CreditView:
    account = asking.uow.accounts.get(asking.desk.id, found.account_id)
    assert account is not None
    return CreditView(
        number=found.id,
        account=account.name,
        unit=found.unit,
        amount=found.amount,
        reason=asking.uow.texts.get(asking.desk.id, found.text) or "",
        proposed_by=asking.person(found.proposed_by),
        owner=None if found.owner_id is None else asking.person(found.owner_id).name,
    )
