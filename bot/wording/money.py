"""Money in words: "€240.00", "240,00 €", and rates in percent, by the reader's language."""

from __future__ import annotations

from decimal import Decimal

from bot.domain.currencies import major

_PERCENT = 1000
"""Rates are kept in thousandths of a percent."""


def money(language: str, amount: int, currency: str) -> str:
    """An amount of minor units, as the language writes it; its spaces never break."""
    from babel.numbers import format_currency  # noqa: PLC0415  what never speaks of money starts without it

    told = format_currency(major(amount, currency), currency, locale=_LOCALES[language])
    return told.replace(" ", "\u00a0").replace("\u202f", "\u00a0")


def percent(language: str, rate: int) -> str:
    """A rate in thousandths of a percent: "20%", "9.975%", "20 %"."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    number = format_decimal(Decimal(rate) / _PERCENT, locale=_LOCALES[language])
    return f"{number}%" if language == "en" else f"{number}\u00a0%"


_LOCALES = {"en": "en", "fr": "fr", "es": "es"}
