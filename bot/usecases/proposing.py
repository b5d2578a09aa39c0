"""Say yes or no to what the desk proposes on a ticket: billed work, another ticket of a pack."""

from __future__ import annotations

from bot.commands import Accept, Decline
from bot.domain.events import Agreed, Declined, Event
from bot.domain.people import Face
from bot.domain.proposals import Waiting, waiting
from bot.domain.ticket import Ticket
from bot.domain.working import SECOND_TICKET
from bot.errors import NotNow
from bot.outgoing import ProposalAnsweredNotice
from bot.results import ProposalAnswered, Refused
from bot.usecases.another import may_use_another
from bot.usecases.asking import Asking
from bot.usecases.excluding import after_answer
from bot.usecases.holding import locked
from bot.usecases.recording import owe_thread, record
from bot.usecases.refusing import refused_on
from bot.usecases.standing import present_terms
from policy.decisions import Denied
from policy.people import may_act
from policy.rules import Action


def accept(command: Accept, asking: Asking) -> ProposalAnswered | Refused:
    """Yes, once: what was replaced, withdrawn or answered is no longer there to accept."""
    return _answer(asking, command.ticket, command.proposal, yes=True)


def decline(command: Decline, asking: Asking) -> ProposalAnswered | Refused:
    """No; the ticket stays as it is."""
    return _answer(asking, command.ticket, command.proposal, yes=False)


def _answer(
    asking: Asking, number: int | None, proposal: int | None, *, yes: bool
) -> ProposalAnswered | Refused:
    verb = "accept" if yes else "decline"
    ticket = asking.live(locked(asking, number, verb))
    found = _meant(ticket, proposal)
    document, _ = asking.pinned(ticket)
    # Whoever may not ask for support in the account's name binds it to nothing either.
    may = may_act(document, Action.OPEN, asking.asker(), present_terms(asking, ticket))
    if isinstance(may, Denied):
        return refused_on(asking, ticket, verb, may)
    what = found.proposal.what
    if yes and what == SECOND_TICKET and (denied := may_use_another(asking, ticket)) is not None:
        return refused_on(asking, ticket, "another", denied)
    event: Event = Agreed(asking.at, asking.me, what) if yes else Declined(asking.at, asking.me, what)
    events, status = after_answer(asking, ticket, event, yes=yes)
    ticket = record(asking, ticket, *events, status=status)
    for face in Face:
        owe_thread(asking, ticket, face, ProposalAnsweredNotice(found.proposal, asking.me, yes))
    return ProposalAnswered(asking.view(ticket), found.proposal, yes)


def _meant(ticket: Ticket, number: int | None) -> Waiting:
    """The proposal whose button was pressed, or the latest that waits. NotNow where it is gone."""
    there = waiting(ticket.history)
    if number is not None:
        for each in there:
            if each.number == number:
                return each
        raise NotNow("error.offer_gone", ticket=ticket.number)
    if not there:
        raise NotNow("error.no_offer", ticket=ticket.number)
    return there[-1]
