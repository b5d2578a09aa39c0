"""How one pays: the next step for each means, and the lines that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.replies import Line, Link
from bot.wording.voice import Voice
from policy.commerce_rules import Means


@dataclass(frozen=True, slots=True)
class Due:
    """What is to pay, how, and where to: empty where the seller has not said."""

    means: Means
    total: str
    reference: str
    desk: str
    pay_to: str


def how_to_pay(say: Voice, due: Due) -> tuple[Line, str]:
    """The sentence, and the seller's lines under it; none where the sentence says it all."""
    total, reference = due.total, due.reference
    if not due.pay_to:
        return say.line("commerce.pay.unknown", desk=due.desk, reference=reference), ""
    match due.means:
        case Means.PAYPAL:
            link = Link(say.text("commerce.pay.link", total=total), due.pay_to)
            return say.line("commerce.pay.paypal", link=link), ""
        case Means.TRANSFER:
            return say.line("commerce.pay.transfer", total=total, reference=reference), due.pay_to
        case Means.CHEQUE:
            return say.line("commerce.pay.cheque", total=total, reference=reference), due.pay_to
    assert_never(due.means)
