"""Products in words: versions and their support, addresses, availability beside the published figure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from bot.commands import ProductAct
from bot.outgoing import OutageNotice
from bot.replies import Audience, Because, Block, Code, Item, Items, Line, Prose, Reply, plain
from bot.results import OutageTold, ProductsTold, ProductTold, ProductView, Published
from bot.wording.durations import plain_span
from bot.wording.lines import joined, sentences
from bot.wording.reader import NoticeContext, Reader
from bot.wording.verbs import example
from bot.wording.voice import Voice, voice
from policy.availability import Availability
from policy.facts import ProductHeld
from policy.releases import Standing, Support

_PLACES = Decimal("0.0001")


def products(result: ProductsTold, reader: Reader) -> Reply:
    """The list, or one product with its versions and months."""
    say = voice(reader, result.zone)
    if not result.products:
        none = say.line("product.none", desk=result.desk)
        how = say.line("product.none.admin", command=example(say.language, "product")) if result.admin else ()
        line = sentences(none, how)
        return Reply(plain(line), (Prose(line),))
    if not result.one:
        title = say.line("product.list", desk=result.desk)
        items = tuple(Item(_listed(say, each)) for each in result.products)
        told = " ".join(plain(item.line) for item in items)
        return Reply(f"{plain(title)} {told}", (Prose(title), Items(items)))
    each = result.products[0]
    lead = _done(say, result, each)
    rows = tuple(_rows(say, result, each))
    blocks: list[Block] = [Prose(lead), *((say.facts(rows),) if rows else ())]
    quiet = [*_sources(say, result)]
    if quiet:
        blocks.append(Because(tuple(quiet)))
    told = " ".join((plain(lead), *(f"{say.text('lists.labelled', label=a, value=b)}." for a, b in rows)))
    return Reply(told, tuple(blocks))


def outage(result: OutageTold, reader: Reader) -> Reply:
    """What is declared, what it was before, and what it makes of the month."""
    say = voice(reader, result.zone)
    if result.outage is None or result.product is None:
        none = say.line("outage.none", number=result.ticket, command=example(say.language, "outage"))
        return Reply(plain(none), (Prose(none),))
    line = say.line(
        "outage.declared", product=result.product, span=_span(say, result.outage), number=result.ticket
    )
    quiet: list[Line] = []
    if result.before is not None:
        quiet.append(say.line("outage.before", span=_span(say, result.before)))
    if result.month is not None:
        label, value = month_row(say, result.month)
        quiet.append((say.text("lists.labelled", label=label, value=value),))
    if result.published is not None:
        quiet.append(reference(say, result.published))
    return Reply(plain(line), (Prose(line), *((Because(tuple(quiet)),) if quiet else ())))


def outage_notice(notice: OutageNotice, context: NoticeContext, reader: Reader) -> Reply:
    """In the desk's thread: who says that the product was down, and when."""
    ticket = context.ticket
    if ticket is None:
        raise ValueError("an outage is of a ticket")
    say = voice(reader, ticket.zone, context.now)
    known = context.people.get(notice.actor)
    line = say.line(
        "notices.outage_corrected" if notice.corrected else "notices.outage",
        author=say.text("notices.somebody") if known is None else known.name,
        product=notice.product,
        span=_span(say, (notice.from_at, notice.until_at)),
    )
    return Reply(plain(line), (Prose(line),), Audience.PLACE)


def address_line(say: Voice, product: ProductView) -> Line:
    """Where support for it is asked for: "by e-mail at x, by chat at y"; nothing where none is known."""
    parts = []
    if product.mail:
        parts.append(say.line("product.mail", address=product.mail))
    if product.chat:
        parts.append(say.line("product.chat", address=product.chat))
    return joined(parts, ", ")


def addresses(say: Voice, found: tuple[ProductView, ...]) -> tuple[Line, ...]:
    """A line a product that has an address: "Sign In App: by e-mail at support@signinapp.com"."""
    told = ((product.name, address_line(say, product)) for product in found)
    return tuple(say.line("product.address", product=name, address=line) for name, line in told if line)


def named(say: Voice, product: ProductView) -> Line:
    """On a ticket: "Stock 4.2, supported until 1 Sep 2026"."""
    name = _name(say, product.name, product.version)
    if product.until is None:
        return name
    ended = product.support is Support.ENDED
    until = say.times.dated(product.until)
    return say.line("product.ended" if ended else "product.until", product=name, until=until)


def _name(say: Voice, product: str, version: str | None) -> Line:
    if version is None:
        return (product,)
    return say.line("product.named", product=product, version=version)


def month_row(say: Voice, month: Availability) -> tuple[str, Line]:
    """A month by name, with the share of it that was up and how long it was down."""
    key = "product.month_so_far" if month.so_far else "product.month"
    label = say.text(key, month=_month(say.language, month.month))
    figure = _percent(say, month.share * 100)
    if not month.down:
        return label, say.line("product.up", figure=figure)
    return label, say.line("product.down", figure=figure, down=plain_span(say.language, month.down))


def reference(say: Voice, published: Published) -> Line:
    """What the policy says was had: a reference, not a promise."""
    figure = _percent(say, Fraction(published.percent))
    return say.line("product.published", figure=figure, year=str(published.year), clause=published.clause)


def _span(say: Voice, outage: tuple[datetime, datetime | None]) -> Line:
    started, ended = outage
    if ended is None:
        return say.line("outage.since", since=say.times.bare(started, short=False))
    since, until = say.times.span(started, ended)
    length = plain_span(say.language, ended - started)
    return say.line("outage.span", since=since, until=until, length=length)


def _listed(say: Voice, each: ProductTold) -> Line:
    newest = next((v for v in each.versions if v.support is not Support.COMING), None)
    parts: list[Line] = [_name(say, each.product.name, None if newest is None else newest.release.version)]
    if each.held is not None:
        parts.append(held_line(say, each.held))
    address = address_line(say, each.product)
    if address:
        parts.append(address)
    return (*joined(parts, ", "), ".")


def _done(say: Voice, result: ProductsTold, each: ProductTold) -> Line:
    match result.act:
        case ProductAct.ADD:
            how = Code(say.text("product.release_command", product=_quoted(each.product.name)))
            return sentences(
                say.line("product.added", product=each.product.name),
                () if each.versions else say.line("product.then", command=how),
            )
        case ProductAct.RELEASE:
            return say.line("product.released", product=each.product.name, version=result.version or "")
        case ProductAct.SHOW:
            return say.line("product.title", product=each.product.name, desk=result.desk)


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _rows(say: Voice, result: ProductsTold, each: ProductTold) -> list[tuple[str, Line]]:
    rows: list[tuple[str, Line]] = []
    if each.held is not None:
        rows.append((say.text("product.yours"), held_line(say, each.held)))
    for version in each.versions:
        label = say.text("product.version", version=version.release.version)
        rows.append((label, _standing(say, version, result.today)))
    address = address_line(say, each.product)
    if address:
        rows.append((say.text("product.ask"), address))
    if each.down_since is not None:
        rows.append(
            (say.text("product.now"), say.line("product.down_since", at=say.times.since(each.down_since)))
        )
    rows += [month_row(say, month) for month in each.months]
    return rows


def held_line(say: Voice, held: ProductHeld) -> Line:
    """How an account has a product: its version, whether through the provider, whether managed by it."""
    version = say.line("product.held", version=held.version) if held.version else ()
    bought = say.line("product.bought" if held.bought else "product.not_bought")
    managed = say.line("product.managed" if held.managed else "product.not_managed")
    return joined([part for part in (version, bought, managed) if part], ", ")


def _standing(say: Voice, found: Standing, today: date) -> Line:
    dated = say.times.dated
    if found.support is Support.COMING:
        return say.line("product.coming", on=dated(found.release.on))
    parts = [say.line("product.since", on=dated(found.release.on))]
    if found.support is Support.CURRENT:
        parts.append(say.line("product.current"))
    if found.successor is not None and found.available_until is not None:
        parts.append(say.line("product.withdrawn", on=dated(found.successor.on)))
    if found.supported_until is not None:
        ended = found.support is Support.ENDED
        key = "product.support_ended" if ended else "product.supported_until"
        parts.append(say.line(key, until=dated(found.supported_until)))
    if not found.is_available(today):
        parts.append(say.line("product.unavailable"))
    return joined(parts, ", ")


def _sources(say: Voice, result: ProductsTold) -> list[Line]:
    quiet: list[Line] = []
    if result.clauses and any(each.versions for each in result.products):
        quiet.append(say.line("product.clauses", clauses=", ".join(result.clauses)))
    if result.published is not None:
        quiet.append(reference(say, result.published))
    return quiet


def _percent(say: Voice, percent: Fraction) -> str:
    """To four places, never rounded up: 99.99999 % is not yet 100."""
    # Loaded here, so that what never counts in percent starts without it.
    from babel.numbers import format_decimal  # noqa: PLC0415

    exact = Decimal(percent.numerator) / Decimal(percent.denominator)
    cut = exact.quantize(_PLACES, rounding=ROUND_DOWN)
    figure = str(format_decimal(cut, format="0.####", locale=say.language))
    return say.text("product.percent", figure=figure)


def _month(language: str, first: date) -> str:
    # Loaded here, so that what never names a month starts without it.
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(first, "LLLL yyyy", locale=language))
