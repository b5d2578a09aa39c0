"""Amounts of money, as a language writes them."""

from __future__ import annotations

from decimal import Decimal


def money(language: str, amount: int, currency: str) -> str:
    """An amount in minor units of an ISO 4217 currency: 12000 CAD reads "CA$120.00"."""
    # Loaded here, so that what never speaks of money starts without it.
    from babel.numbers import format_currency, get_currency_precision  # noqa: PLC0415

    whole = Decimal(amount).scaleb(-get_currency_precision(currency))
    return format_currency(whole, currency, locale=language)
