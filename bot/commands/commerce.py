"""Verbs about purchases, payments and subscriptions, once understood."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.spec import STAFF, CommandSpec, verb
from policy.commerce_rules import Means
from policy.facts import Role

TAKERS = frozenset({Role.LEAD, Role.DIRECTOR, Role.ADMIN})
"""Who says that money has come."""


@dataclass(frozen=True, slots=True)
class Buy:
    """Buy something of the price list. Without what or by which means, the list as a form."""

    what: str | None = None
    means: Means | None = None
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Invoices:
    """The account's purchases, and the invoices of one's own."""


@dataclass(frozen=True, slots=True)
class Payment:
    """The money of a purchase has come. Without a number, what waits; without `sure`, asked again first."""

    number: int | None = None
    reference: str | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """End the account's subscription. Without `sure`, what follows from it first."""

    sure: bool = False


@dataclass(frozen=True, slots=True)
class KickOff:
    """What the first meeting with an account gathered. Without anything, the form. Staff name the account."""

    account: str | None = None
    contact: str | None = None
    environment: str | None = None


SPECS: tuple[CommandSpec, ...] = (
    verb("buy", "acheter", "comprar", frozenset({Role.AUTHORIZED}), writes=True),
    verb(
        "invoices",
        "factures achats",
        "facturas compras",
        frozenset({Role.AUTHORIZED}),
        en="invoices purchases",
    ),
    verb("payment", "paiement encaisser", "pago cobrar", TAKERS, en="payment paid", writes=True),
    verb("cancel", "résilier", "cancelar", frozenset({Role.AUTHORIZED}), writes=True),
    verb(
        "kickoff",
        "lancement",
        "lanzamiento",
        frozenset({Role.AUTHORIZED}) | STAFF,
        writes=True,
        options=("account",),
    ),
)
"""Their rows of the table."""
