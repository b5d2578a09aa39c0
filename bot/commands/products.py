"""Verbs about products, accounts' terms and outages, once understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.commands.spec import STAFF, CommandSpec, verb
from policy.facts import Role


class ProductAct(StrEnum):
    """What to do with the desk's products."""

    SHOW = "show"
    ADD = "add"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Products:
    """The desk's products, one of them, or a change: a product with its addresses, a version with its date.

    `on` is the date as written; None is today.
    """

    act: ProductAct = ProductAct.SHOW
    name: str | None = None
    version: str | None = None
    on: str | None = None
    mail: str | None = None
    chat: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts, one of them, or a change of its terms: the options as written, by their names."""

    name: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DeclareOutage:
    """A product was down (`outage`), by the ticket that told of it; times as written.

    `over`: it ends, now where no time is given. Without times: what is declared so far.
    """

    ticket: int | None
    start: str | None = None
    end: str | None = None
    over: bool = False
    product: str | None = None


SPECS: tuple[CommandSpec, ...] = (
    verb("product", "produit", "producto", en="product products", writes=True, options=("mail", "chat")),
    verb(
        "account",
        "compte",
        "cuenta",
        frozenset({Role.ADMIN}),
        en="account accounts",
        writes=True,
        options=(
            *("plan", "employees", "licences", "hours", "maintenance", "contacts", "active", "channels"),
            *("product", "version", "bought", "managed"),
        ),
    ),
    verb("outage", "panne", "caída caida", STAFF, ticket=True, writes=True, options=("product",)),
)
"""Their rows of the table."""
