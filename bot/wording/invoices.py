"""The words and figures of an invoice, in its buyer's language, before they are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.commerce import Invoice, Party, Purchase
from bot.wording.lines import text
from bot.wording.money import money, percent
from bot.wording.names import name
from bot.wording.reader import Reader
from bot.wording.sold import sold
from bot.wording.voice import voice

_DATES = {"en": "en_GB"}
"""The day before the month, as everywhere else."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Everything that is printed. Pairs are a label and what stands beside it."""

    language: str
    title: str
    number: str
    head: tuple[tuple[str, str], ...]
    seller: tuple[str, ...]
    """A heading, then lines; the first of them is the name."""
    buyer: tuple[str, ...]
    columns: tuple[str, str, str, str]
    row: tuple[str, str, str, str]
    sums: tuple[tuple[str, str], ...]
    """The last is the total."""
    notes: tuple[str, ...]


def worded(invoice: Invoice, purchase: Purchase, zone: str) -> Worded:
    """The invoice as it is read; dates are those of the contract's zone, and long."""
    language = purchase.language if purchase.language in {"en", "fr", "es"} else "en"
    say = voice(Reader(language), zone)

    def amount(minor: int) -> str:
        return money(language, minor, purchase.currency)

    paid_on = _day(language, purchase.paid_at or invoice.issued_at, zone)
    taxes = [
        (say.text("invoice.tax", name=tax.name, rate=percent(language, tax.rate)), amount(tax.amount))
        for tax in purchase.sum.taxes
    ]
    held = "invoice.held" if purchase.inclusive else "invoice.added"
    held = held if purchase.sum.taxes else "invoice.untaxed"
    by = name(language, "means_by", purchase.means)
    return Worded(
        language=language,
        title=say.text("invoice.title"),
        number=invoice.called,
        head=(
            (say.text("invoice.number"), invoice.called),
            (say.text("invoice.date"), _day(language, invoice.issued_at, zone)),
            (say.text("invoice.reference"), purchase.reference),
        ),
        seller=(say.text("invoice.seller"), *_party(language, invoice.seller)),
        buyer=(say.text("invoice.buyer"), *_party(language, invoice.buyer)),
        columns=(
            say.text("invoice.what"),
            say.text("invoice.quantity"),
            say.text("invoice.unit"),
            say.text("invoice.amount"),
        ),
        row=(
            sold(say, purchase.code, purchase.title),
            str(purchase.quantity),
            amount(purchase.unit),
            amount(purchase.unit * purchase.quantity),
        ),
        sums=(
            (say.text("invoice.net"), amount(purchase.sum.net)),
            *taxes,
            (say.text("invoice.total"), amount(purchase.sum.total)),
        ),
        notes=(
            say.text("invoice.paid_by", by=by, date=paid_on),
            say.text(held),
            *(line for line in invoice.footer.splitlines() if line.strip()),
        ),
    )


def page_line(language: str, number: str, page: int, pages: str) -> str:
    """What stands at the foot of each page."""
    return text(language, "invoice.page", number=number, page=str(page), pages=pages)


def _party(language: str, party: Party) -> tuple[str, ...]:
    lines = [party.name, *party.address.splitlines()]
    if party.registration:
        lines.append(text(language, "invoice.registration", value=party.registration))
    if party.tax_id:
        lines.append(text(language, "invoice.tax_id", value=party.tax_id))
    if party.email:
        lines.append(party.email)
    return tuple(line.strip() for line in lines if line.strip())


def _day(language: str, at: datetime, zone: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  what issues nothing starts without it

    day: date = at.astimezone(ZoneInfo(zone)).date()
    told: str = format_date(day, format="long", locale=_DATES.get(language, language))
    return told.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 and told[:2] == "1 " else told
