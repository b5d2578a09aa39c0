"""What is sold by its name, and the last day of a span that ends with a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.wording.voice import Voice

_INSTANT = timedelta(microseconds=1)


def sold(say: Voice, code: str, title: str = "", quantity: int = 1) -> str:
    """As the price list calls it, else as we do, else by its code; with how many of it."""
    what = title or say.known("sold", code)
    return what if quantity == 1 else say.text("commerce.times", quantity, what=what)


def last_day(say: Voice, end: datetime) -> str:
    """The day whose end `end` is: midnight after 31 May is still 31 May."""
    return say.times.dated(say.times.day(end - _INSTANT))


def first_day(say: Voice, begin: datetime) -> str:
    """The day that begins with `begin`, or holds it."""
    return say.times.dated(say.times.day(begin))
