"""What an account holds in tickets and minutes, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from bot.commands import Usage
from bot.domain.ids import PersonId
from bot.domain.people import Account
from bot.domain.units import StatementLine
from bot.results import ChargedView, LineView, LotView, UsageTold, WorkView
from bot.usecases.asking import Asking
from bot.usecases.holding import holdings
from policy.counting import Counting, counting, may_take
from policy.covering import covered_minutes
from policy.decisions import Reason
from policy.documents import PolicyDocument
from policy.facts import Role, Terms
from policy.ledgers import Entry, EntryKind, Lot, expired, held

LAST = 10
"""Entries shown at first."""
PAGE = 20
"""Entries of a page of the full statement."""


def usage(command: Usage, asking: Asking) -> UsageTold:
    """The account's own; a colleague sees what everybody may use and what is theirs."""
    account = asking.account(command.account, "usage")
    version, terms = asking.version(), asking.terms(account)
    what = counting(version.document, terms)
    person = asking.me if asking.member.membership.role is Role.COLLEAGUE else None
    size = PAGE if command.full else LAST
    lines = asking.uow.units.statement(
        account, person=person, limit=size + 1, offset=size * (command.page - 1)
    )
    return UsageTold(
        account=account.name,
        plan=account.plan,
        zone=version.document.zone,
        counting=what,
        lots=_lots(asking, account, person),
        works=_works(asking, account, version.document, terms, person),
        entries=_entries(asking, lines[:size]),
        reasons=_reasons(asking, account, version.document, terms),
        full=command.full,
        page=command.page,
        more=len(lines) > size,
        charges=_charges(asking, account, person),
    )


def balance_of(asking: Asking, account: Account) -> tuple[tuple[LotView, ...], tuple[WorkView, ...]]:
    """What is left of what is counted, and what is being worked; empty where nothing is counted."""
    terms, document = asking.terms(account), asking.version().document
    if counting(document, terms) is Counting.NOTHING:
        return (), ()
    person = asking.me if asking.member.membership.role is Role.COLLEAGUE else None
    return _lots(asking, account, person), _works(asking, account, document, terms, person)


def _charges(asking: Asking, account: Account, person: PersonId | None) -> tuple[ChargedView, ...]:
    """The latest ones; a colleague sees their own."""
    uow, desk_id = asking.uow, asking.desk.id
    every = uow.charges.of_account(desk_id, account.id)
    found = [each for each in every if person is None or each.accepted_by == person][: -LAST - 1 : -1]
    people = uow.people.many(charge.accepted_by for charge in found)
    return tuple(
        ChargedView(
            at=charge.at,
            code=charge.code,
            amount=charge.amount,
            currency=charge.currency,
            clause=charge.clause,
            by=people[charge.accepted_by].name,
            ticket=None if charge.ticket_id is None else uow.tickets.load(desk_id, charge.ticket_id).number,
        )
        for charge in found
    )


def _lots(asking: Asking, account: Account, person: PersonId | None) -> tuple[LotView, ...]:
    """What still counts: something is left, reserved or lapsed, or it is still valid."""
    every = asking.uow.units.all_of(account)
    lots = [lot for lot in every if person is None or lot.owner in (None, person)]
    entries = asking.uow.units.of_lots(lot.id for lot in lots)
    owners = asking.uow.people.many(PersonId(lot.owner) for lot in lots if lot.owner is not None)
    views = []
    for lot in _settled(lots, asking):
        own = [entry for entry in entries if entry.lot == lot.id]
        reserved, used = _taken(own)
        if lot.left or lot.lapsed or reserved or not lot.is_over(asking.now):
            name = None if lot.owner is None else owners[PersonId(lot.owner)].name
            views.append(
                LotView(
                    lot.code,
                    lot.unit,
                    lot.size,
                    used,
                    reserved,
                    lot.left,
                    lot.lapsed,
                    lot.valid_until,
                    name,
                )
            )
    return tuple(views)


def _settled(lots: Sequence[Lot], asking: Asking) -> list[Lot]:
    """The lots as they stand now, also where nobody has written down yet what expired."""
    gone = {entry.lot for entry in expired(lots, asking.now)}
    return [replace(lot, left=0, lapsed=lot.lapsed + lot.left) if lot.id in gone else lot for lot in lots]


def _taken(entries: Sequence[Entry]) -> tuple[int, int]:
    """Reserved and used units of one lot: tickets, or the minutes that were charged."""
    charged = -sum(entry.change for entry in entries if entry.kind is EntryKind.WORKED)
    reserved = used = 0
    by_ticket = sorted((e for e in entries if e.ticket is not None), key=lambda e: e.ticket or 0)
    for _, own in groupby(by_ticket, key=lambda entry: entry.ticket):
        for waiting, done in held(own).values():
            reserved, used = reserved + waiting, used + done
    return reserved, used + charged


def _works(
    asking: Asking, account: Account, document: PolicyDocument, terms: Terms, person: PersonId | None
) -> tuple[WorkView, ...]:
    """Worked minutes of the tickets that still run."""
    tickets = counting(document, terms) is Counting.TICKETS
    return tuple(
        WorkView(number, worked, covered_minutes(document, terms, units) if tickets else None)
        for number, worked, units in asking.uow.units.works(account, person=person)
    )


def _entries(asking: Asking, lines: Iterable[StatementLine]) -> tuple[LineView, ...]:
    found = tuple(lines)
    people = asking.uow.people.many(line.actor for line in found if line.actor is not None)
    said = [line.text for line in found if line.text is not None]
    texts = asking.uow.texts.many(asking.desk.id, said)
    return tuple(
        LineView(
            at=line.entry.at,
            kind=line.entry.kind,
            unit=line.lot.unit,
            change=line.entry.change,
            minutes=line.entry.minutes,
            ticket=line.number,
            actor=people[line.actor].name if line.actor in people else None,
            reason=texts.get(line.text) if line.text is not None and _is_told(asking, line) else None,
        )
        for line in found
    )


def _is_told(asking: Asking, line: StatementLine) -> bool:
    """What an agent did is told to whom the ledger belongs; a note on one's own work stays with the desk."""
    return asking.is_staff or line.entry.kind is EntryKind.CORRECTED


def _reasons(asking: Asking, account: Account, document: PolicyDocument, terms: Terms) -> tuple[Reason, ...]:
    found = holdings(asking.uow, account, document, terms)
    person = 0 if asking.is_staff else asking.me
    decision = may_take(document, terms, found, person, asking.now)
    return () if decision is None else decision.reasons
