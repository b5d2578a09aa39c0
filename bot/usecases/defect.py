"""The register (`defect`): defects and wishes; of one that is done its reporters are told."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Defects
from bot.domain.events import Event, Fixed, Solved
from bot.domain.ids import TicketId
from bot.domain.people import Face
from bot.domain.register import Entry, EntryKind, entry_named
from bot.domain.scope import override_of
from bot.domain.ticket import Status, Ticket
from bot.errors import NoSuchThing, NotNow
from bot.outgoing import FixedNotice
from bot.results import EntryForm, EntryTold, EntryView, Refused, RegisterTold
from bot.storage import Conflict
from bot.usecases.about_product import local_day
from bot.usecases.asking import Asking
from bot.usecases.recording import owe_thread, record
from bot.usecases.refusing import refused_on
from policy.decisions import Denied
from policy.releases import may_fix_in


def defect(command: Defects, asking: Asking) -> RegisterTold | EntryTold | EntryForm | Refused:
    """List it, show an entry, or say in which version that is done."""
    zone = asking.version().document.zone
    if command.entry is None:
        register = asking.uow.register
        found = register.newest_of(asking.desk.id) if command.every else register.open_of(asking.desk.id)
        views = tuple(_view(asking, entry) for entry in found)
        return RegisterTold(views, zone, asking.now, every=command.every)
    entry = _named(asking, command.entry)
    if not command.fixed:
        return EntryTold(_view(asking, entry), zone, asking.now)
    if entry.done_at is not None:
        raise NotNow("error.entry_done", entry=entry.name, version=entry.version or "")
    if command.version is None:
        return EntryForm(_view(asking, entry), zone)
    refused = _may_fix(asking, entry, command.version)
    if refused is not None:
        return refused
    if not asking.uow.register.done(entry, command.version, asking.at):
        raise Conflict("somebody said so meanwhile")
    for ticket_id, _ in asking.uow.register.tickets_of(entry):
        _done_for(asking, ticket_id, entry, command.version)
    return EntryTold(_view(asking, _named(asking, entry.name)), zone, asking.now, just_done=True)


def _may_fix(asking: Asking, entry: Entry, version: str) -> Refused | None:
    """A version that is supported no more has corrections only at the desk's discretion (TT-7.versions).

    Discretion is used on a ticket that reports the defect, with a reason (TT-o.discretion).
    """
    if entry.kind is not EntryKind.DEFECT:
        return None
    loaded = (
        asking.uow.tickets.load(asking.desk.id, each) for each, _ in asking.uow.register.tickets_of(entry)
    )
    tickets = [ticket for ticket in loaded if ticket.product is not None]
    for ticket in tickets:
        product = asking.uow.products.get(asking.desk.id, ticket.product or "")
        if product is None:
            continue
        document, _ = asking.pinned(ticket)
        released = asking.uow.products.releases(asking.desk.id, product.id)
        day = local_day(asking, asking.at)
        denied = may_fix_in(document, ticket.terms, product.name, released, version, day)
        if denied is not None and not any(_let_through(each, denied) for each in tickets):
            return replace(refused_on(asking, ticket, "fix", denied), subject=entry.name)
    return None


def _let_through(ticket: Ticket, denied: Denied) -> bool:
    given = override_of(ticket.history)
    return given is not None and {each.citation.clause for each in denied.reasons} <= set(given.over)


def _named(asking: Asking, word: str) -> Entry:
    named = entry_named(word)
    found = None if named is None else asking.uow.register.get(asking.desk.id, *named)
    if found is None:
        raise NoSuchThing("error.no_such_entry", entry=word)
    return found


def _done_for(asking: Asking, ticket_id: TicketId, entry: Entry, version: str) -> None:
    """A ticket that reports it hears of it; one that waited for it is now held for solved."""
    ticket = asking.uow.tickets.load(asking.desk.id, ticket_id, lock=True)
    happened: list[Event] = [Fixed(asking.at, asking.me, entry.name, version)]
    status = ticket.status
    if status.is_live:
        happened.append(Solved(asking.at, asking.me))
        status = Status.SOLVED
    ticket = record(asking, ticket, *happened, status=status)
    for face in Face:
        owe_thread(asking, ticket, face, FixedNotice(entry.name, version))


def _view(asking: Asking, entry: Entry) -> EntryView:
    return EntryView(
        name=entry.name,
        kind=entry.kind,
        title=entry.title,
        opened_at=entry.opened_at,
        product=entry.product,
        done_at=entry.done_at,
        version=entry.version,
        tickets=tuple(number for _, number in asking.uow.register.tickets_of(entry)),
    )
