"""Verbs about tickets and minutes, once understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.commands.spec import STAFF, CommandSpec, verb
from bot.commands.words import PersonWord
from policy.facts import Role
from policy.ledgers import Unit

CORRECTING = frozenset({Role.LEAD, Role.DIRECTOR, Role.ADMIN})
"""Who corrects a balance: two of them, each time."""


@dataclass(frozen=True, slots=True)
class Log:
    """Minutes worked on a ticket, and what was done. `another`: ask for a second ticket instead.

    `billed`: they are of the billed work that the requester's side said yes to.
    """

    ticket: int | None
    minutes: int | None = None
    text: str | None = None
    another: bool = False
    billed: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """Another subject came up on a ticket: its requester is asked to open a ticket for it."""

    ticket: int | None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What an account holds and what became of it; `full` is the whole statement. Staff name the account."""

    account: str | None = None
    full: bool = False
    page: int = 1


class CreditAct(StrEnum):
    """What to do about corrections of balances."""

    LIST = "list"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Credit:
    """Correct an account's balance by `amount`, for a person or for everybody; somebody else confirms it."""

    act: CreditAct = CreditAct.LIST
    account: str | None = None
    unit: Unit = Unit.TICKET
    amount: int = 0
    reason: str | None = None
    person: PersonWord | None = None
    number: int | None = None


SPECS: tuple[CommandSpec, ...] = (
    verb("log", "temps consigner", "tiempo registrar", STAFF, en="log work", ticket=True, writes=True),
    verb("split", "scinder", "separar", STAFF, ticket=True, writes=True),
    verb(
        "usage",
        "consommation solde",
        "consumo saldo",
        en="usage balance",
        options=("account", "page"),
    ),
    verb("credit", "créditer", "abonar", CORRECTING, writes=True, options=("requester",)),
)
"""Their rows of the table."""
