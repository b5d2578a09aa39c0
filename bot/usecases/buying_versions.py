"""A yes to the price of a new version (TT-7.maintenance): it is charged, and the account's from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.events import Event, Opened
from bot.domain.money import Charge
from bot.domain.ticket import Ticket
from bot.usecases.asking import Asking
from policy.facts import ProductHeld
from policy.releases import AT_PRICE
from policy.rules import MaintenanceRule


def buy_version(asking: Asking, ticket: Ticket, events: Sequence[Event]) -> None:
    """After an opening that said yes. Without a price on the desk's list nothing is charged."""
    agreed = any(isinstance(event, Opened) and AT_PRICE in event.agreed for event in events)
    if not agreed or ticket.product is None or ticket.product_version is None:
        return
    document, _ = asking.pinned(ticket)
    rule = next((rule for rule in document.of(MaintenanceRule)), None)
    if rule is None:
        return
    uow = asking.uow
    held = next((h for h in ticket.terms.products if h.id == ticket.product), ProductHeld(ticket.product))
    uow.products.hold(ticket.desk_id, ticket.account_id, replace(held, version=ticket.product_version))
    price = uow.prices.get(ticket.desk_id, rule.price)
    if price is not None:
        uow.charges.add(
            Charge(
                ticket.desk_id,
                ticket.account_id,
                ticket.id,
                rule.price,
                1,
                price.amount,
                price.currency,
                rule.clause,
                ticket.requester_id if asking.is_staff else asking.me,
                asking.at,
            )
        )
