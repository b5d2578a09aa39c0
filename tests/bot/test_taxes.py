"""Sums under taxes: integers only, nothing lost or made up, and the roundings that tax offices expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commerce import Tax
from bot.domain.currencies import NoAmount, minor
from bot.domain.taxes import sum_of

rates = st.lists(st.integers(0, 40_000), max_size=3)


def taxes(rates: list[int], *, inclusive: bool) -> list[Tax]:
    return [Tax(1, f"t{i}", rate, inclusive) for i, rate in enumerate(rates)]


@pytest.mark.parametrize(
    ("amount", "rates", "inclusive", "net", "parts", "total"),
    [
        (24000, [20_000], True, 20000, [4000], 24000),
        (24000, [20_000], False, 24000, [4800], 28800),
        (9999, [5_000, 9_975], False, 9999, [500, 997], 11496),
        (10, [20_000], True, 8, [2], 10),
        (5, [10_000], False, 5, [1], 6),
        (4, [10_000], False, 4, [0], 4),
        (100, [], True, 100, [], 100),
        (11498, [5_000, 9_975], True, 10000, [500, 998], 11498),
    ],
)
def test_what_is_to_pay(amount, rates, inclusive, net, parts, total):
    found = sum_of(amount, taxes(rates, inclusive=inclusive))
    assert (found.net, [line.amount for line in found.taxes], found.total) == (net, parts, total)


@given(amount=st.integers(0, 10**12), rates=rates, inclusive=st.booleans())
def test_net_and_taxes_are_the_total_whatever_is_rounded(amount, rates, inclusive):
    found = sum_of(amount, taxes(rates, inclusive=inclusive))
    assert found.net + sum(line.amount for line in found.taxes) == found.total
    assert all(line.amount >= 0 for line in found.taxes)
    assert (found.total if inclusive or not rates else found.net) == amount


@given(amount=st.integers(0, 10**9), rates=rates)
def test_an_inclusive_price_is_what_is_paid_and_its_taxes_are_near_their_rates(amount, rates):
    found = sum_of(amount, taxes(rates, inclusive=True))
    for line in found.taxes:
        # Each is within one minor unit and the rounding of the net, times its share of the rates.
        assert abs(line.amount * 100_000 - found.net * line.rate) <= 200_000 + line.rate


@pytest.mark.parametrize(
    ("written", "currency", "cents"),
    [
        ("240", "EUR", 24000),
        ("240.00", "EUR", 24000),
        ("240,5", "EUR", 24050),
        ("1 240,50", "EUR", 124050),
        ("1200", "JPY", 1200),
        ("1.250", "TND", 1250),
        ("0", "EUR", 0),
    ],
)
def test_amounts_are_read_as_they_are_written(written, currency, cents):
    assert minor(written, currency) == cents


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("", "EUR"),
        ("-1", "EUR"),
        ("1.005", "EUR"),
        ("1.5", "JPY"),
        ("1e3", "EUR"),
        ("240", "XYZ"),
        ("٣", "EUR"),
    ],
)
def test_what_is_no_amount_is_refused(written, currency):
    with pytest.raises(NoAmount):
        minor(written, currency)
