"""Not taken on (`exclude`), or asked already (`duplicate`): what was promised lapses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands import Exclude, MarkDuplicate
from bot.domain import events
from bot.domain.events import Closed, Event, Pended, Resumed
from bot.domain.ids import TicketNumber
from bot.domain.people import Face
from bot.domain.ticket import Status, Ticket
from bot.errors import NoSuchThing, NotNow
from bot.outgoing import DuplicateNotice, ExcludedNotice, ToPerson
from bot.results import DuplicateForm, Excluded, ExcludeForm, MarkedDuplicate
from bot.usecases.asking import Asking
from bot.usecases.offer import billed_by, price_of_hour, propose
from bot.usecases.recording import keep_text, owe, owe_thread, record
from policy import scope
from policy.texts import Translated

OFFER = "offer"
"""The reason of a wait for the answer to an offer."""


def exclude(command: Exclude, asking: Asking) -> ExcludeForm | Excluded:
    """Say by which exclusion it is not taken on, stop what was promised, and offer billed work where asked.

    Raises:
        NoSuchThing: no exclusion of that id; the valid ones are named.
        NotNow: the policy excludes nothing, or the ticket is over or excluded already.
    """
    ticket = asking.live(asking.ticket(command.ticket, "exclude", lock=True))
    document, _ = asking.pinned(ticket)
    if is_excluded(ticket) or not asking.answers(ticket):
        raise NotNow("error.excluded_already", ticket=ticket.number)
    known = scope.exclusions(document, listed(asking))
    if not known:
        clause = scope.own_list(document)
        if clause is None:
            raise NotNow("error.no_exclusions", policy=document.title.get(asking.language))
        raise NotNow("error.empty_exclusions", clause=clause)
    found = next((each for each in known if each.id == command.exclusion), None)
    if command.exclusion is not None and found is None:
        valid = ", ".join(each.id for each in known)
        raise NoSuchThing("error.no_such_exclusion", exclusion=command.exclusion, valid=valid)
    allowed = scope.may_bill(document, ticket.terms.plan)
    if found is None:
        price = asking.uow.prices.get(asking.desk.id, "hour") if allowed is not None else None
        return ExcludeForm(asking.view(ticket), known, price, command.reason or "")
    price = None
    if command.hours is not None:
        billed_by(asking, ticket)
        price = price_of_hour(asking)
    decision = scope.exclude(document, found)
    text = keep_text(asking, ticket, command.reason) if command.reason else None
    happened: list[Event] = [events.Excluded(asking.at, asking.me, found.id, found.clause, text)]
    status = Status.OPEN
    if ticket.status is Status.PENDING:
        happened.append(Resumed(asking.at, asking.me, OFFER))
    ticket = record(asking, ticket, *happened, status=status, assignee_id=ticket.assignee_id or asking.me)
    clauses = tuple(reason.citation.clause for reason in decision.reasons)
    notice = ExcludedNotice(found.title, clauses, asking.me, text)
    for face in Face:
        owe_thread(asking, ticket, face, notice)
    owe(asking, ticket, ToPerson(ticket.requester_id), notice, "excluded:requester")
    proposed = None
    if command.hours is not None and price is not None:
        citation = billed_by(asking, ticket)
        ticket, proposed = propose(asking, ticket, command.hours, price, citation, None)
        ticket = record(asking, ticket, Pended(asking.at, asking.me, OFFER), status=Status.PENDING)
    return Excluded(
        asking.view(ticket), found.title, decision.reasons, proposed, may_bill=allowed is not None
    )


def listed(asking: Asking) -> tuple[scope.Excluded, ...]:
    """The desk's own exclusions, as the policy in force sees them; none where it lets a desk keep no list."""
    clause = scope.own_list(asking.version().document)
    if clause is None:
        return ()
    return tuple(
        scope.Excluded(each.id, Translated(each.title, each.title, each.title), clause, of_desk=True)
        for each in asking.uow.exclusions.of_desk(asking.desk.id)
    )


def is_excluded(ticket: Ticket) -> bool:
    """Whether it is not taken on; for good, since what was promised lapsed."""
    return any(isinstance(event, events.Excluded) for event in ticket.history)


def after_answer(
    asking: Asking, ticket: Ticket, event: Event, *, yes: bool
) -> tuple[Sequence[Event], Status]:
    """What a yes or no brings with it on an excluded ticket, which waits for nothing else."""
    if ticket.status is not Status.PENDING or not is_excluded(ticket):
        return (event,), ticket.status
    if yes:
        return (event, Resumed(asking.at, asking.me, OFFER)), Status.OPEN
    return (event, Closed(asking.at, asking.me)), Status.CLOSED


def duplicate(command: MarkDuplicate, asking: Asking) -> MarkedDuplicate | DuplicateForm:
    """Over, since another ticket of the same account asks the same; what it had reserved comes back.

    Raises:
        NoSuchThing: no such other ticket.
        NotNow: the ticket is over, it is the same one, or the other is of another account.
    """
    ticket = asking.live(asking.ticket(command.ticket, "duplicate", lock=True))
    if command.of is None:
        return DuplicateForm(asking.view(ticket))
    other = asking.uow.tickets.visible_to(asking.member).get(TicketNumber(command.of))
    if other is None:
        raise NoSuchThing("error.no_such_ticket", ticket=command.of)
    if other.account_id != ticket.account_id:
        raise NotNow("error.other_account", other=other.number, ticket=ticket.number)
    if other.id == ticket.id:
        raise NotNow("error.same_ticket", ticket=ticket.number)
    happened = (
        events.Duplicate(asking.at, asking.me, other.number),
        Closed(asking.at, asking.me),
    )
    ticket = record(asking, ticket, *happened, status=Status.CLOSED)
    notice = DuplicateNotice(other.number, asking.me)
    for face in Face:
        owe_thread(asking, ticket, face, notice)
    owe(asking, ticket, ToPerson(ticket.requester_id), notice, "duplicate:requester")
    return MarkedDuplicate(asking.view(ticket), other.number)
