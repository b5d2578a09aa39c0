"""Rules on what is sold, how it is paid, and how a subscription begins and ends."""

from dataclasses import dataclass
from enum import StrEnum

from policy.facts import Role
from policy.rule_parts import ALWAYS, Condition
from policy.units import EndOfMonth, Months, Years


class Means(StrEnum):
    """How a purchase is paid."""

    PAYPAL = "paypal"
    TRANSFER = "transfer"
    CHEQUE = "cheque"


class Activation(StrEnum):
    """What makes a paid purchase active."""

    AT_ONCE = "at_once"
    """The notice of the payment itself."""
    BY_A_PERSON = "by_a_person"
    """Somebody of the desk who sees that the money has come, some days later."""


@dataclass(frozen=True, slots=True)
class OfferRule:
    """Something that is sold, by the code of the price list, and the plan that it puts the account on.

    `lasts`: it is a subscription, held until it is cancelled, rather than units that are used up.
    """

    clause: str
    code: str
    plan: str
    lasts: bool = False
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentRule:
    """Means of payment that are taken, and what makes what they paid active."""

    clause: str
    means: tuple[Means, ...]
    activation: Activation
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceRule:
    """Each purchase has an invoice, which only its buyer can reach."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class KickoffRule:
    """A subscription to these plans begins with a first meeting, which somebody of the desk holds."""

    clause: str
    role: Role
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class CancelRule:
    """These plans are cancelled at any time, free; how long its tickets stay accessible then."""

    clause: str
    accessible: Months | Years | EndOfMonth
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnRule:
    """After a cancellation these plans are held again only once so much time has passed."""

    clause: str
    after: Months | Years | EndOfMonth
    when: Condition = ALWAYS
    assumed: str | None = None
