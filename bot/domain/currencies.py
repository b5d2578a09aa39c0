"""Amounts as people write them, and integer minor units of an ISO 4217 currency."""

from __future__ import annotations

import re
from decimal import Decimal

_AMOUNT = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,4})?")


class NoAmount(ValueError):
    """It is no amount of that currency, or the currency is none."""


def is_currency(code: str) -> bool:
    """Whether that is the code of a currency: three capital letters, and one that there is."""
    from babel.numbers import is_currency as known  # noqa: PLC0415  what sells nothing starts without it

    return bool(re.fullmatch(r"[A-Z]{3}", code)) and known(code)


def minor(written: str, currency: str) -> int:
    """An amount in minor units: "240", "240.00" or "240,00" euros are 24000 cents.

    Raises:
        NoAmount: not an amount, no such currency, or more decimals than the currency has.
    """
    text = written.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if not is_currency(currency) or not _AMOUNT.fullmatch(text):
        raise NoAmount(written)
    scaled = Decimal(text.replace(",", ".")).scaleb(decimals(currency))
    if scaled != scaled.to_integral_value():
        raise NoAmount(written)
    return int(scaled)


def decimals(currency: str) -> int:
    """How many decimals amounts of the currency have: two for the euro, none for the yen."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415

    return get_currency_precision(currency)


def major(amount: int, currency: str) -> Decimal:
    """The amount in whole units: 24000 cents are 240.00 euros."""
    return Decimal(amount).scaleb(-decimals(currency))
