"""From one table of a policy to one rule on what is sold, paid and held."""

from collections.abc import Callable, Mapping

from policy.commerce_rules import (
    Activation,
    CancelRule,
    InvoiceRule,
    KickoffRule,
    Means,
    OfferRule,
    PaymentRule,
    ReturnRule,
)
from policy.facts import Role
from policy.tables import Table
from policy.units import EndOfMonth, Months, Years, parse
from policy.when_reading import when

CommerceRule = OfferRule | PaymentRule | InvoiceRule | KickoffRule | CancelRule | ReturnRule


def _offer(table: Table) -> OfferRule:
    return OfferRule(
        clause=table.text("clause"),
        code=table.slug("code"),
        plan=table.slug("plan"),
        lasts=table.flag("lasts", default=False),
        assumed=table.optional_text("assumed"),
    )


def _payment(table: Table) -> PaymentRule:
    return PaymentRule(
        clause=table.text("clause"),
        means=table.choices("means", Means),
        activation=table.choice("activation", Activation),
        assumed=table.optional_text("assumed"),
    )


def _invoice(table: Table) -> InvoiceRule:
    return InvoiceRule(clause=table.text("clause"), assumed=table.optional_text("assumed"))


def _kickoff(table: Table) -> KickoffRule:
    return KickoffRule(
        clause=table.text("clause"),
        role=table.choice("role", Role),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _cancel(table: Table) -> CancelRule:
    return CancelRule(
        clause=table.text("clause"),
        accessible=_span(table, "accessible"),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _return(table: Table) -> ReturnRule:
    return ReturnRule(
        clause=table.text("clause"),
        after=_span(table, "after"),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _span(table: Table, key: str) -> Months | Years | EndOfMonth:
    text = table.text(key)
    try:
        found = parse(text) if text else EndOfMonth()
    except ValueError as error:
        table.fault(key, str(error))
        return EndOfMonth()
    if isinstance(found, Months | Years | EndOfMonth):
        return found
    table.fault(key, "must be counted in months or years, or be 'end of month'")
    return EndOfMonth()


COMMERCE_READERS: Mapping[str, Callable[[Table], CommerceRule]] = {
    "offer": _offer,
    "payment": _payment,
    "invoice": _invoice,
    "kickoff": _kickoff,
    "cancel": _cancel,
    "return": _return,
}
