"""A notice of payment in a rehearsal: as a payment service would tell it, already verified."""

from __future__ import annotations

from adapters.console.script import Arrive
from bot.compose import House
from bot.ports import PaymentNotice


def arrive(house: House, what: Arrive) -> None:
    """Let it come: `Reference: G1-1`, `Amount: 240.00 EUR`, and an `Event` where the same comes twice."""
    amount, _, currency = what.field("amount").partition(" ")
    event = what.field("event", f"line-{what.line}")
    notice = PaymentNotice("paypal", event, what.field("reference"), amount, currency.strip(), f"P-{event}")
    house.payments.take(notice)
