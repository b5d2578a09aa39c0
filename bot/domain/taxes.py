"""What is to pay, in integer minor units: every rounding is to the nearest, a half away from zero."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.commerce import WHOLE, Sum, Tax, TaxLine


def sum_of(amount: int, taxes: Sequence[Tax]) -> Sum:
    """The sum of an amount of the price list under some taxes.

    Exclusive: each tax is its share of the amount, rounded once, and added. Inclusive: the amount is what
    is paid; the net is worked out of it and the taxes share the rest, so that nothing is lost or made up.
    All taxes of a desk are of one kind.
    """
    if not taxes:
        return Sum(amount, (), amount)
    if not taxes[0].inclusive:
        lines = tuple(TaxLine(tax.name, tax.rate, _rounded(amount * tax.rate, WHOLE)) for tax in taxes)
        return Sum(amount, lines, amount + sum(line.amount for line in lines))
    whole = sum(tax.rate for tax in taxes)
    net = _rounded(amount * WHOLE, WHOLE + whole)
    return Sum(net, _shared(amount - net, taxes), amount)


def _shared(amount: int, taxes: Sequence[Tax]) -> tuple[TaxLine, ...]:
    """An amount over taxes by their rates; what rounding leaves goes to the largest remainders."""
    whole = sum(tax.rate for tax in taxes)
    if not whole:
        return tuple(TaxLine(tax.name, tax.rate, 0) for tax in taxes)
    floors = [amount * tax.rate // whole for tax in taxes]
    left = amount - sum(floors)
    by_remainder = sorted(range(len(taxes)), key=lambda i: (-(amount * taxes[i].rate % whole), i))
    for i in by_remainder[:left]:
        floors[i] += 1
    return tuple(TaxLine(tax.name, tax.rate, part) for tax, part in zip(taxes, floors, strict=True))


def _rounded(numerator: int, denominator: int) -> int:
    """A quotient of numbers that are not negative, to the nearest, a half up."""
    return (2 * numerator + denominator) // (2 * denominator)
