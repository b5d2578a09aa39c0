"""What the use cases about purchases, payments and subscriptions answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.commerce import Kickoff, Party, PurchaseState, Seller, Sum, Tax
from bot.domain.money import Price
from policy.commerce_rules import Activation, Means
from policy.decisions import Decision, Reason
from policy.subscriptions import Cancellation


@dataclass(frozen=True, slots=True)
class OfferView:
    """Something on sale. `sum` is None where the desk has set no price for it."""

    code: str
    title: str
    sum: Sum | None
    currency: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class PurchaseView:
    """A purchase as its account's contacts and the desk's people may see it.

    `invoice` is its invoice's number; `link` where it is fetched, for its buyer only.
    """

    number: int
    reference: str
    code: str
    title: str
    quantity: int
    sum: Sum
    currency: str
    means: Means
    state: PurchaseState
    account: str
    buyer: str
    at: datetime
    active_at: datetime | None = None
    invoice: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class BuyForm:
    """The price list, to choose from, and the means of payment with what makes each active."""

    desk: str
    account: str
    zone: str
    offers: tuple[OfferView, ...]
    means: tuple[tuple[Means, Activation, str], ...]
    """Each with its clause."""
    what: str | None = None
    chosen: Means | None = None
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Bought:
    """It is ordered: how to pay it, and what follows by which clauses."""

    desk: str
    zone: str
    purchase: PurchaseView
    pay_to: str
    """Where the money goes; empty where the seller has not said."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PurchasesTold:
    """Purchases: an account's, or (`waiting`) those of the desk that wait for their money."""

    desk: str
    zone: str
    purchases: tuple[PurchaseView, ...]
    waiting: bool
    clause: str | None = None
    """The one on invoices."""
    expires_at: datetime | None = None
    """Until when the links lead anywhere."""
    on_sale: bool = True
    """Whether the account's policy sells anything: nobody is sent to an empty shop."""


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """Has the money of this purchase come?"""

    zone: str
    purchase: PurchaseView


@dataclass(frozen=True, slots=True)
class PaymentTaken:
    """The money has come: the purchase is active, or says by which reasons it is not yet."""

    zone: str
    purchase: PurchaseView
    reasons: tuple[Reason, ...] = ()
    possible_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CancelPreview:
    """What would follow from cancelling now."""

    desk: str
    account: str
    zone: str
    cancellation: Cancellation
    reasons: tuple[Reason, ...]
    running: int
    """Open tickets, which go on."""


@dataclass(frozen=True, slots=True)
class CancelTold:
    """The subscription is cancelled, since just now or `before`."""

    desk: str
    account: str
    zone: str
    cancellation: Cancellation
    reasons: tuple[Reason, ...]
    before: bool


@dataclass(frozen=True, slots=True)
class KickOffForm:
    """What a first meeting asks of an account; with what is known already."""

    account: str
    clause: str
    known: Kickoff | None


@dataclass(frozen=True, slots=True)
class KickOffKept:
    """What was gathered is kept on the account; `done`: the task of the meeting is done with it."""

    account: str
    clause: str
    done: bool


@dataclass(frozen=True, slots=True)
class PricesTold:
    """The desk's price list and taxes, after `changed` (a code or a tax's name) where one was."""

    desk: str
    prices: tuple[Price, ...]
    taxes: tuple[Tax, ...]
    missing: tuple[str, ...]
    """Codes that the policy offers and nobody has priced."""
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class PartyForm:
    """The seller, or an account as a buyer, to fill in."""

    account: str | None
    party: Party
    seller: Seller | None = None
    wrong: str | None = None
    """The field whose value cannot be."""


@dataclass(frozen=True, slots=True)
class PartyKept:
    """How the invoices now name the seller, or a buyer."""

    account: str | None
    party: Party


CommerceResult = (
    BuyForm
    | Bought
    | PurchasesTold
    | PaymentForm
    | PaymentTaken
    | CancelPreview
    | CancelTold
    | KickOffForm
    | KickOffKept
    | PricesTold
    | PartyForm
    | PartyKept
)
