"""The fee of whoever asks while nobody who may is available (PB-b.iii.fee): accepted first, then charged."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.money import Charge
from bot.domain.ticket import Ticket
from bot.outgoing import Draft, FeeNotice, ToPerson
from bot.usecases.asking import Asking
from policy.decisions import Decision, Reason, ReasonCode
from policy.releases import AT_PRICE
from policy.scope import BILLED

FEE = "fee"
"""What the desk's price list calls it, and the name under which it is agreed to."""


PRICED = {
    ReasonCode.FEE_APPLIES: FEE,
    ReasonCode.BILLED_CONCERN: BILLED,
    ReasonCode.VERSION_AT_PRICE: AT_PRICE,
}
"""By the reason that names an amount, the yes that accepts it."""


def shown_amount(*decisions: Decision) -> int | None:
    """What a form names beside its boxes, together, in minor units; None where nothing is to be paid."""
    reasons = (reason for decision in decisions for reason in decision.reasons if reason.code in PRICED)
    amounts = [_amount(reason) for reason in reasons if "amount" in reason.facts]
    return sum(amounts) if amounts else None


def agreed(said: tuple[str, ...], shown: int | None, *decisions: Decision) -> tuple[str, ...]:
    """What was agreed to, without a yes to another amount than the form had shown."""
    asked = shown_amount(*decisions)
    if asked is None or asked == shown:
        return said
    return tuple(name for name in said if name not in PRICED.values())


def is_charged(asking: Asking, ticket: Ticket) -> bool:
    """Whether the ticket's fee was accepted already: it is asked once a ticket."""
    charges = asking.uow.charges.of_ticket(ticket.desk_id, ticket.account_id, ticket.id)
    return any(charge.code == FEE for charge in charges)


def charge(asking: Asking, ticket: Ticket, reasons: Sequence[Reason]) -> None:
    """Charge what the asker has just agreed to, where the yes rested on it; the contacts hear of it."""
    for reason in reasons:
        if reason.code is ReasonCode.FEE_APPLIES:
            currency, clause = str(reason.facts["currency"]), reason.citation.clause
            notice = FeeNotice(asking.me, _amount(reason), currency, clause)
            for contact in asking.uow.people.roster(ticket.desk_id, ticket.account_id):
                person = contact.person.id
                key = f"fee:{ticket.id}:{person}"
                told = Draft(ticket.desk_id, ticket.id, ToPerson(person), notice, key)
                asking.uow.outbox.add(told, asking.now)
            asking.uow.charges.add(
                Charge(
                    desk_id=ticket.desk_id,
                    account_id=ticket.account_id,
                    ticket_id=ticket.id,
                    code=FEE,
                    quantity=1,
                    amount=_amount(reason),
                    currency=currency,
                    clause=clause,
                    accepted_by=asking.me,
                    at=asking.at,
                )
            )


def _amount(reason: Reason) -> int:
    amount = reason.facts["amount"]
    assert isinstance(amount, int)
    return amount
