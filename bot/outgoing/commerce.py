"""What is said of purchases, first meetings and subscriptions that end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.ids import PersonId
from policy.commerce_rules import Means


class PurchaseStage(StrEnum):
    """What has become of a purchase."""

    ORDERED = "ordered"
    """It waits for the money; the desk is to look out for it."""
    ACTIVE = "active"
    PAID = "paid"
    """The money has come, and something keeps the purchase from being active."""
    DIFFERS = "differs"
    """A notice of payment is not of its amount or currency: nothing was done."""


@dataclass(frozen=True, slots=True)
class PurchaseNotice:
    """To its buyer, or to the desk. `paid` and `paid_currency` are what a notice that differs speaks of."""

    stage: PurchaseStage
    number: int
    reference: str
    code: str
    title: str
    quantity: int
    total: int
    currency: str
    means: Means
    account: str
    buyer: PersonId
    clause: str
    invoice: str | None = None
    paid: int | None = None
    paid_currency: str | None = None
    possible_at: datetime | None = None
    pay_to: str = ""
    """Where the money goes, in the seller's words: lines, or an address of ours or the seller's."""
    zone: str = "UTC"
    tag: Literal["purchase"] = "purchase"


@dataclass(frozen=True, slots=True)
class KickOffNotice:
    """To the desk: the customer has written what a first meeting asks, for the desk to look over."""

    account: str
    author: PersonId
    clause: str
    tag: Literal["kickoff"] = "kickoff"


class Kept(StrEnum):
    """What a form stored."""

    SELLER = "seller"
    BUYER = "buyer"
    KICKOFF = "kickoff"


@dataclass(frozen=True, slots=True)
class KeptNotice:
    """To whoever sent a form, which closes without a word: what it asked for is stored."""

    what: Kept
    name: str
    account: str
    clause: str
    done: bool = False
    tag: Literal["kept"] = "kept"


class EndStage(StrEnum):
    """What has become of a subscription."""

    CANCELLED = "cancelled"
    CLOSED = "closed"
    """Its tickets are closed to the customer from now on."""
    POSSIBLE = "possible"
    """One may subscribe again from now on."""


@dataclass(frozen=True, slots=True)
class EndNotice:
    """To the desk, or to the account's authorized contacts."""

    stage: EndStage
    account: str
    plan: str
    closes_at: datetime
    returns_at: datetime
    clause: str
    running: int = 0
    """Tickets that are still open."""
    then: str = ""
    """The clause on coming back."""
    zone: str = "UTC"
    tag: Literal["subscription_end"] = "subscription_end"
