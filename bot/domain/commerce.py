"""Purchases, their payment and invoices, and subscriptions that end. Money is in integer minor units."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.ids import AccountId, DeskId, PersonId
from policy.commerce_rules import Means
from policy.subscriptions import Cancellation

PurchaseId = NewType("PurchaseId", int)
InvoiceId = NewType("InvoiceId", int)
CancellationId = NewType("CancellationId", int)

WHOLE = 100_000
"""Thousandths of a percent of a whole: rates are integers, and Québec's 9.975 percent is 9975."""


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax on what the desk sells. `inclusive`: the prices of the list hold it already."""

    desk_id: DeskId
    name: str
    rate: int
    """In thousandths of a percent: 20000 is 20 percent."""
    inclusive: bool


@dataclass(frozen=True, slots=True)
class TaxLine:
    """What a tax comes to."""

    name: str
    rate: int
    amount: int


@dataclass(frozen=True, slots=True)
class Sum:
    """What is to pay: without taxes, each tax, and all together; always net plus taxes is total."""

    net: int
    taxes: tuple[TaxLine, ...]
    total: int


class PurchaseState(StrEnum):
    """The life of a purchase."""

    PENDING = "pending"
    """Ordered, not paid."""
    PAID = "paid"
    """The money has come; something still keeps it from being active."""
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something that a person of an account bought, at the price and taxes of that moment.

    `number` counts per desk. `payment` is what the payer's bank or PayPal calls the payment.
    """

    id: PurchaseId
    desk_id: DeskId
    account_id: AccountId
    number: int
    code: str
    title: str
    plan: str
    quantity: int
    unit: int
    """The price of one, as in the list."""
    sum: Sum
    inclusive: bool
    currency: str
    means: Means
    state: PurchaseState
    buyer: PersonId
    language: str
    """Of the buyer: the invoice speaks it."""
    at: datetime
    paid_at: datetime | None = None
    active_at: datetime | None = None
    confirmed_by: PersonId | None = None
    payment: str | None = None

    @property
    def reference(self) -> str:
        """What the payer writes with the money."""
        return reference(self.desk_id, self.number)


def reference(desk_id: int, number: int) -> str:
    """The reference of a desk's purchase: "G1-7"."""
    return f"G{desk_id}-{number}"


@dataclass(frozen=True, slots=True)
class Party:
    """A seller or a buyer as an invoice names them; what is not known is empty."""

    name: str = ""
    address: str = ""
    """Lines, parted by line breaks."""
    tax_id: str = ""
    registration: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Seller:
    """The desk as a seller: who it is, and how it is paid by each means."""

    party: Party = Party()
    bank: str = ""
    """Where transfers go: IBAN, BIC, bank; lines."""
    cheque: str = ""
    """To whose order and where cheques go; lines."""
    paypal: str = ""
    """An https address where one pays by PayPal."""
    footer: str = ""
    """What the law wants at the foot of an invoice."""


PARTY_FIELDS = (
    *(each.name for each in fields(Party)),
    *(each.name for each in fields(Seller) if each.name != "party"),
)
"""What can be told of a buyer, and then of a seller besides, by name."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """The invoice of a purchase, as it was issued: later changes of the parties do not change it."""

    id: InvoiceId
    desk_id: DeskId
    purchase_id: PurchaseId
    year: int
    number: int
    issued_at: datetime
    seller: Party
    footer: str
    buyer: Party

    @property
    def called(self) -> str:
        """Its number as printed: "2026-0007"; without gaps per desk and year."""
        return f"{self.year}-{self.number:04}"


@dataclass(frozen=True, slots=True)
class Ended:
    """A subscription that an account cancelled. `told`: how far its people were told of what follows."""

    id: CancellationId
    desk_id: DeskId
    account_id: AccountId
    cancellation: Cancellation
    by: PersonId
    told: int = 0
    """0: of nothing yet; 1: that the tickets are closed to them; 2: that they may come back."""
    over: bool = False
    """A later purchase of the account became active: its tickets are open to it again."""


@dataclass(frozen=True, slots=True)
class Kickoff:
    """What a first meeting gathered of an account: how to reach it, and what it works with."""

    desk_id: DeskId
    account_id: AccountId
    contact: str
    environment: str
    at: datetime
    by: PersonId
