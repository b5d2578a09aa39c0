"""Billed work: an agent offers it at the desk's price, or takes the offer back; a customer asks for one."""

from __future__ import annotations

from bot.commands import Offer
from bot.domain.events import BilledWorkAsked, Proposed, Withdrawn
from bot.domain.ids import TextId
from bot.domain.money import Price
from bot.domain.people import Face
from bot.domain.proposals import BILLED_WORK, waiting
from bot.domain.ticket import Ticket
from bot.errors import NotNow
from bot.outgoing import OfferAskedNotice, ProposedNotice, ToPerson, WithdrawnNotice
from bot.results import Offered, OfferForm, OfferRequested
from bot.usecases.asking import Asking
from bot.usecases.recording import keep_text, owe, owe_thread, record
from policy import scope
from policy.documents import Citation

HOUR = "hour"
"""The line of the price list by which billed work is paid, and the unit of its offers."""


def offer(command: Offer, asking: Asking) -> OfferForm | Offered | OfferRequested:
    """Offer hours of billed work to the requester's side, or ask the desk for such an offer."""
    ticket = asking.live(asking.ticket(command.ticket, "offer", lock=True))
    citation = billed_by(asking, ticket)
    if not asking.is_staff:
        return _asked(command, asking, ticket, citation)
    if command.withdraw:
        return _withdrawn(asking, ticket)
    price = price_of_hour(asking)
    if command.hours is None:
        return OfferForm(asking.view(ticket), price, citation, command.text or "", for_desk=True)
    text = keep_text(asking, ticket, command.text) if command.text else None
    ticket, proposed = propose(asking, ticket, command.hours, price, citation, text)
    return Offered(asking.view(ticket), proposed)


def billed_by(asking: Asking, ticket: Ticket) -> Citation:
    """The clause of the ticket's policy by which billed work is offered. NotNow where it has none."""
    document, _ = asking.pinned(ticket)
    allowed = scope.may_bill(document, ticket.terms.plan)
    if allowed is None:
        raise NotNow("error.no_billed_work", policy=document.title.get(asking.language))
    return allowed.reasons[0].citation


def price_of_hour(asking: Asking) -> Price:
    """What the desk asks for an hour. NotNow where it has set no price: none is ever invented."""
    price = asking.uow.prices.get(asking.desk.id, HOUR)
    if price is None:
        raise NotNow("error.unpriced", code=HOUR)
    return price


def propose(
    asking: Asking, ticket: Ticket, hours: int, price: Price, citation: Citation, text: TextId | None
) -> tuple[Ticket, Proposed]:
    """The offer, in the ticket's history and before the requester's side; it replaces an earlier one."""
    proposed = Proposed(
        asking.at,
        asking.me,
        BILLED_WORK,
        citation.clause,
        hours,
        HOUR,
        hours * price.amount,
        price.currency,
        text,
    )
    ticket = record(asking, ticket, proposed)
    notice = ProposedNotice(len(ticket.history), proposed)
    for face in Face:
        owe_thread(asking, ticket, face, notice)
    owe(asking, ticket, ToPerson(ticket.requester_id), notice, "proposed:requester")
    return ticket, proposed


def _withdrawn(asking: Asking, ticket: Ticket) -> Offered:
    found = next((each for each in waiting(ticket.history) if each.proposal.what == BILLED_WORK), None)
    if found is None:
        raise NotNow("error.no_offer", ticket=ticket.number)
    ticket = record(asking, ticket, Withdrawn(asking.at, asking.me, BILLED_WORK))
    for face in Face:
        owe_thread(asking, ticket, face, WithdrawnNotice(BILLED_WORK, asking.me))
    return Offered(asking.view(ticket), found.proposal, withdrawn=True)


def _asked(command: Offer, asking: Asking, ticket: Ticket, citation: Citation) -> OfferForm | OfferRequested:
    """The client may ask for billed work at any time (TT-o.discretion); what for, in their words."""
    if command.text is None and command.hours is None:
        price = asking.uow.prices.get(asking.desk.id, HOUR)
        return OfferForm(asking.view(ticket), price, citation, "", for_desk=False)
    text = keep_text(asking, ticket, command.text) if command.text else None
    ticket = record(asking, ticket, BilledWorkAsked(asking.at, asking.me, text))
    for face in Face:
        owe_thread(asking, ticket, face, OfferAskedNotice(asking.me, text, citation.clause))
    return OfferRequested(asking.view(ticket), citation)
