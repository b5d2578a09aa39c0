"""Purchases, payments and subscriptions: what was ordered, what it costs, and what to do next."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commerce import PurchaseState
from bot.replies import (
    Actions,
    Because,
    Block,
    Item,
    Items,
    Line,
    Link,
    Prose,
    Reply,
    Strong,
    Style,
    plain,
)
from bot.results import (
    Bought,
    BuyForm,
    CancelPreview,
    CancelTold,
    CommerceResult,
    KickOffForm,
    KickOffKept,
    PartyForm,
    PartyKept,
    PaymentForm,
    PaymentTaken,
    PricesTold,
    PurchasesTold,
    PurchaseView,
)
from bot.wording import commerce_forms as forms
from bot.wording import selling
from bot.wording.lines import sentences
from bot.wording.money import money, percent
from bot.wording.paying import Due, how_to_pay
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.sold import sold
from bot.wording.voice import Voice, voice


def word_commerce(result: CommerceResult, reader: Reader) -> Reply:  # noqa: C901  one flat case a result
    """What a use case about purchases answered, in the reader's language."""
    match result:
        case BuyForm():
            return forms.buy(result, reader)
        case Bought():
            return _bought(result, reader)
        case PurchasesTold():
            return _purchases(result, reader)
        case PaymentForm():
            return forms.payment(result, reader)
        case PaymentTaken():
            return _taken(result, reader)
        case CancelPreview():
            return forms.cancel(result, reader)
        case CancelTold():
            return _cancelled(result, reader)
        case KickOffForm():
            return forms.kickoff(result, reader)
        case KickOffKept():
            return _kept(result, reader)
        case PricesTold():
            return selling.prices(result, reader)
        case PartyForm():
            return forms.party(result, reader)
        case PartyKept():
            return selling.party_kept(result, reader)
    assert_never(result)


def _bought(result: Bought, reader: Reader) -> Reply:
    """What is ordered, how to pay it, and by which clauses the rest follows."""
    say = voice(reader, result.zone)
    bought = result.purchase
    line = say.line(
        "commerce.bought",
        what=Strong(_what(say, bought)),
        total=money(say.language, bought.sum.total, bought.currency),
        by=say.name("means_by", bought.means),
        reference=Strong(bought.reference),
    )
    total = money(say.language, bought.sum.total, bought.currency)
    lead, where = how_to_pay(say, Due(bought.means, total, bought.reference, result.desk, result.pay_to))
    blocks: list[Block] = [Prose(line), Prose(lead)]
    if where:
        blocks.append(Prose((where,)))
    if bought.sum.taxes:
        blocks.append(say.facts(_sum(say, bought)))
    reasons = tuple(reason_line(say, reason) for reason in result.reasons)
    blocks.append(Because(reasons))
    blocks.append(Actions((say.button("buttons.invoices", "invoices"),)))
    told = sentences(line, lead, (where.replace("\n", ", "),) if where else ())
    return Reply(plain(told), tuple(blocks))


def _sum(say: Voice, bought: PurchaseView) -> tuple[tuple[str, Line], ...]:
    """Net, each tax, and the total."""
    rows = [(say.text("commerce.net"), bought.sum.net)]
    rows += [
        (say.text("commerce.tax", name=tax.name, rate=percent(say.language, tax.rate)), tax.amount)
        for tax in bought.sum.taxes
    ]
    rows.append((say.text("commerce.total"), bought.sum.total))
    return tuple((label, (money(say.language, amount, bought.currency),)) for label, amount in rows)


def _purchases(result: PurchasesTold, reader: Reader) -> Reply:
    """An account's purchases with the invoices of one's own; or the desk's that wait for their money."""
    say = voice(reader, result.zone)
    if not result.purchases:
        if not (result.waiting or result.on_sale):
            none = say.line("commerce.none_on_sale", desk=result.desk)
            return Reply(plain(none), (Prose(none),))
        none = say.line("commerce.none_waiting" if result.waiting else "commerce.none")
        buy = () if result.waiting else (Actions((say.button("buttons.buy", "buy", Style.PRIMARY),)),)
        return Reply(plain(none), (Prose(none), *buy))
    if result.waiting:
        title = say.line("commerce.waiting", len(result.purchases))
        items = tuple(
            Item(
                say.line("commerce.row_of", row=_row(say, each), account=each.account),
                say.button("buttons.payment", f"payment {each.number}", of=str(each.number)),
            )
            for each in result.purchases
        )
        return Reply(_listed(say, title, items), (Prose(title), Items(items)))
    title = say.line("commerce.purchases", account=result.purchases[0].account, desk=result.desk)
    items = tuple(Item(_with_invoice(say, each)) for each in result.purchases)
    quiet: list[Line] = []
    if result.clause is not None:
        quiet.append(say.line("commerce.invoices_rule", clause=result.clause))
    if result.expires_at is not None:
        quiet.append(say.line("commerce.links_until", at=say.times.named(result.expires_at)))
    elif any(each.invoice for each in result.purchases):
        quiet.append(say.line("commerce.no_links", desk=result.desk))
    more: tuple[Block, ...] = (Because(tuple(quiet)),) if quiet else ()
    if result.on_sale:
        more = (*more, Actions((say.button("buttons.buy", "buy"),)))
    return Reply(_listed(say, title, items), (Prose(title), Items(items), *more))


def _listed(say: Voice, title: Line, items: tuple[Item, ...]) -> str:
    told = ". ".join(plain(item.line) for item in items)
    return f"{say.text('lists.labelled', label=plain(title), value=told)}."


def _row(say: Voice, each: PurchaseView) -> Line:
    return say.line(
        "commerce.row",
        reference=each.reference,
        date=say.times.dated(say.times.day(each.at)),
        what=_what(say, each),
        total=money(say.language, each.sum.total, each.currency),
        by=say.name("means_by", each.means),
        state=say.name("purchase", each.state),
    )


def _with_invoice(say: Voice, each: PurchaseView) -> Line:
    row = _row(say, each)
    if each.invoice is None:
        return row
    if each.link is not None:
        invoice: Line = (Link(say.text("commerce.invoice", number=each.invoice), each.link),)
    else:
        invoice = say.line("commerce.invoice_of", number=each.invoice, buyer=each.buyer)
    return say.line("commerce.row_invoice", row=row, invoice=invoice)


def _taken(result: PaymentTaken, reader: Reader) -> Reply:
    say = voice(reader, result.zone)
    bought = result.purchase
    if bought.state is PurchaseState.ACTIVE:
        line = say.line(
            "commerce.taken",
            reference=bought.reference,
            what=_what(say, bought),
            account=bought.account,
            buyer=bought.buyer,
        )
    else:
        line = say.line("commerce.taken_not_active", reference=bought.reference)
        line = sentences(line, *(reason_line(say, reason) for reason in result.reasons))
    if bought.invoice is not None:
        line = sentences(line, say.line("commerce.taken_invoice", number=bought.invoice))
    return Reply(plain(line), (Prose(line),), spent=True)


def _cancelled(result: CancelTold, reader: Reader) -> Reply:
    say = voice(reader, result.zone)
    if result.before:
        at = say.times.dated(say.times.day(result.cancellation.at))
        line = say.line("commerce.cancelled_before", account=result.account, desk=result.desk, at=at)
    else:
        line = say.line("commerce.cancelled", account=result.account, desk=result.desk)
    reasons = tuple(reason_line(say, reason) for reason in result.reasons)
    told = sentences(line, *reasons)
    return Reply(plain(told), (Prose(line), *(Prose(reason) for reason in reasons)), spent=True)


def _kept(result: KickOffKept, reader: Reader) -> Reply:
    say = voice(reader, reader.zone or "UTC")
    line = say.line("commerce.kept", account=result.account, clause=result.clause)
    if result.done:
        line = sentences(line, say.line("commerce.kept_done"))
    return Reply(plain(line), (Prose(line),))


def _what(say: Voice, bought: PurchaseView) -> str:
    return sold(say, bought.code, bought.title, bought.quantity)
