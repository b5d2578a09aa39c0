"""What is charged once somebody said yes to billed work."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.events import Agreed, Event
from bot.domain.money import Charge
from bot.domain.proposals import BILLED_WORK, agreed_to
from bot.domain.ticket import Ticket
from bot.usecases.asking import Asking


def charge_billed_work(asking: Asking, ticket: Ticket, events: Sequence[Event]) -> None:
    """Each yes to billed work is a charge of the account, by the clause of the offer."""
    for event in events:
        match event:
            case Agreed(what=what, actor=actor, at=at) if what == BILLED_WORK:
                proposal = agreed_to(ticket.history)[-1]
                assert proposal.amount is not None
                assert proposal.currency is not None
                charge = Charge(
                    ticket.desk_id,
                    ticket.account_id,
                    ticket.id,
                    proposal.unit,
                    proposal.quantity,
                    proposal.amount,
                    proposal.currency,
                    proposal.clause,
                    actor,
                    at,
                )
                asking.uow.charges.add(charge)
            case _:
                pass
