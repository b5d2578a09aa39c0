"""The price list, the taxes, and how invoices name the parties: as an admin sets them."""

from __future__ import annotations

from bot.domain.commerce import Tax
from bot.replies import Because, Block, Code, Column, Line, Prose, Reply, plain
from bot.results import PartyKept, PricesTold
from bot.wording.lines import joined, sentences
from bot.wording.money import money, percent
from bot.wording.reader import Reader
from bot.wording.sold import sold
from bot.wording.voice import Voice, voice


def prices(result: PricesTold, reader: Reader) -> Reply:
    """The list, what was just changed in it, and what it lacks."""
    say = voice(reader, reader.zone or "UTC")
    done = _changed(say, result)
    title = say.line("commerce.prices", desk=result.desk)
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (sold(say, price.code, price.title),),
            (Code(price.code),),
            (money(say.language, price.amount, price.currency),),
        )
        for price in result.prices
    )
    columns = (
        Column(say.text("commerce.what")),
        Column(say.text("commerce.code")),
        Column(say.text("commerce.price"), figures=True),
    )
    blocks: list[Block] = [Prose(done)] if done else []
    table = say.table(columns, rows, plain(title))
    blocks += [table] if rows else [Prose(say.line("commerce.no_prices"))]
    quiet = [_taxes(say, result.taxes)]
    if result.missing:
        named = [say.line("lists.paired", what=sold(say, code), detail=Code(code)) for code in result.missing]
        missing = joined(named, ", ")
        quiet.append(say.line("commerce.missing", what=missing))
    quiet.append((Code(say.text("setup.command.price")), ", ", Code(say.text("setup.command.tax"))))
    blocks.append(Because(tuple(quiet)))
    each = (say.text("commerce.price_row", what=row[0], code=row[1], total=row[2]) for row in rows)
    listed = f"{say.text('lists.labelled', label=plain(title), value='. '.join(each))}." if rows else ""
    listed = listed or say.text("commerce.no_prices")
    return Reply(" ".join(part for part in (plain(done), listed) if part), tuple(blocks))


def party_kept(result: PartyKept, reader: Reader) -> Reply:
    """How invoices name the seller or a buyer from now on."""
    say = voice(reader, reader.zone or "UTC")
    if result.account is None:
        line = say.line("commerce.seller_kept", name=result.party.name)
    else:
        line = say.line("commerce.buyer_kept", account=result.account, name=result.party.name)
    return Reply(plain(line), (Prose(line),))


def _changed(say: Voice, result: PricesTold) -> Line:
    if result.changed is None:
        return ()
    for price in result.prices:
        if price.code == result.changed:
            total = money(say.language, price.amount, price.currency)
            return say.line("commerce.price_set", what=sold(say, price.code, price.title), total=total)
    for tax in result.taxes:
        if tax.name == result.changed:
            return say.line("commerce.tax_set", name=tax.name, rate=percent(say.language, tax.rate))
    return say.line("commerce.tax_gone", name=result.changed)


def _taxes(say: Voice, taxes: tuple[Tax, ...]) -> Line:
    if not taxes:
        return say.line("commerce.no_taxes")
    named = joined(
        [say.line("commerce.tax", name=tax.name, rate=percent(say.language, tax.rate)) for tax in taxes], ", "
    )
    held = "commerce.taxes_inclusive" if taxes[0].inclusive else "commerce.taxes_exclusive"
    return sentences(say.line(held, taxes=named))
