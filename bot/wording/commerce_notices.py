"""What is told of purchases, first meetings and subscriptions that end, when it is delivered."""

from __future__ import annotations

from typing import assert_never

from bot.domain.people import Face
from bot.outgoing import (
    EndNotice,
    EndStage,
    Kept,
    KeptNotice,
    KickOffNotice,
    PurchaseNotice,
    PurchaseStage,
)
from bot.replies import Action, Actions, Audience, Block, Line, Prose, Reply, Style, plain
from bot.wording.lines import sentences
from bot.wording.money import money
from bot.wording.paying import Due, how_to_pay
from bot.wording.reader import NoticeContext, Reader
from bot.wording.sold import first_day, last_day, sold
from bot.wording.voice import Voice, voice


def purchase(notice: PurchaseNotice, context: NoticeContext, reader: Reader) -> Reply:
    """What has become of a purchase: to its buyer, or to the desk."""
    say = voice(reader, notice.zone, context.now)
    at_desk = context.face is Face.DESK
    number = notice.number
    line = sentences(_purchase(say, notice, context, at_desk=at_desk), _invoice(say, notice))
    more: tuple[Block, ...] = ()
    match notice.stage:
        case PurchaseStage.ORDERED if not at_desk:
            total = money(say.language, notice.total, notice.currency)
            due = Due(notice.means, total, notice.reference, context.desk, notice.pay_to)
            lead, where = how_to_pay(say, due)
            more = (Prose(lead), *((Prose((where,)),) if where else ()))
            buttons: tuple[Action, ...] = (say.button("buttons.invoices", "invoices"),)
        case PurchaseStage.ORDERED | PurchaseStage.DIFFERS | PurchaseStage.PAID:
            buttons = _payment(say, number) if at_desk else ()
        case PurchaseStage.ACTIVE:
            buttons = () if at_desk else (say.button("buttons.invoices", "invoices"),)
        case _:
            assert_never(notice.stage)
    return _said(line, buttons, shared=at_desk, more=more)


def _purchase(say: Voice, notice: PurchaseNotice, context: NoticeContext, *, at_desk: bool) -> Line:
    what = sold(say, notice.code, notice.title, notice.quantity)
    total = money(say.language, notice.total, notice.currency)
    by = say.name("means_by", notice.means)
    reference, clause, account = notice.reference, notice.clause, notice.account
    match notice.stage:
        case PurchaseStage.ORDERED if not at_desk:
            return say.line(
                "commerce.told.ordered_you",
                what=what,
                total=total,
                by=by,
                reference=reference,
                clause=clause,
            )
        case PurchaseStage.ORDERED:
            return say.line(
                "commerce.told.ordered",
                account=account,
                what=what,
                total=total,
                by=by,
                reference=reference,
                clause=clause,
            )
        case PurchaseStage.ACTIVE if at_desk:
            return say.line(
                "commerce.told.active_desk",
                account=account,
                what=what,
                total=total,
                by=by,
                reference=reference,
                clause=clause,
            )
        case PurchaseStage.ACTIVE:
            return say.line(
                "commerce.told.active", what=what, total=total, reference=reference, clause=clause
            )
        case PurchaseStage.PAID:
            at = first_day(say, notice.possible_at or context.now)
            desk = context.desk
            return say.line(
                "commerce.told.paid", what=what, reference=reference, at=at, clause=clause, desk=desk
            )
        case PurchaseStage.DIFFERS:
            paid = money(say.language, notice.paid or 0, notice.paid_currency or notice.currency)
            return say.line(
                "commerce.told.differs",
                reference=reference,
                account=account,
                paid=paid,
                total=total,
                clause=clause,
            )
    assert_never(notice.stage)


def kickoff(notice: KickOffNotice, context: NoticeContext, reader: Reader) -> Reply:
    """The customer has written what a first meeting asks."""
    say = voice(reader, reader.zone or "UTC", context.now)
    known = context.people.get(notice.author)
    author = known.name if known is not None else say.text("notices.somebody")
    line = say.line("commerce.told.facts", account=notice.account, author=author, clause=notice.clause)
    name = notice.account.replace('"', "")
    button = say.button("buttons.kickoff", f'kickoff account:"{name}"', Style.PRIMARY)
    return _said(line, (button,), shared=True)


def end(notice: EndNotice, context: NoticeContext, reader: Reader) -> Reply:
    """A subscription ends: to the desk, or to the account's contacts."""
    say = voice(reader, notice.zone, context.now)
    at_desk = context.face is Face.DESK
    account, clause = notice.account, notice.clause
    last, back = last_day(say, notice.closes_at), first_day(say, notice.returns_at)
    buttons: tuple[Action, ...] = ()
    match notice.stage:
        case EndStage.CANCELLED if not at_desk:
            line = _cancelled_you(say, notice, context.desk)
        case EndStage.CANCELLED:
            line = say.line("commerce.told.cancelled", account=account, at=last, clause=clause)
        case EndStage.CLOSED if at_desk:
            since = first_day(say, notice.closes_at)
            line = say.line(
                "commerce.told.closed_desk", notice.running, account=account, at=since, clause=clause
            )
        case EndStage.CLOSED:
            line = say.line("commerce.told.closed", account=account, at=last, clause=clause, back=back)
        case EndStage.POSSIBLE:
            line = say.line("commerce.told.possible", account=account, at=back, clause=clause)
            buttons = () if at_desk else (say.button("buttons.buy", "buy", Style.PRIMARY),)
        case _:
            assert_never(notice.stage)
    return _said(line, buttons, shared=at_desk)


def kept(notice: KeptNotice, context: NoticeContext, reader: Reader) -> Reply:
    """What a form asked for is stored."""
    say = voice(reader, reader.zone or "UTC", context.now)
    match notice.what:
        case Kept.SELLER:
            line = say.line("commerce.seller_kept", name=notice.name)
        case Kept.BUYER:
            line = say.line("commerce.buyer_kept", account=notice.account, name=notice.name)
        case Kept.KICKOFF:
            line = say.line("commerce.kept", account=notice.account, clause=notice.clause)
            line = sentences(line, say.line("commerce.kept_done") if notice.done else ())
        case _:
            assert_never(notice.what)
    return _said(line, (), shared=False)


def _cancelled_you(say: Voice, notice: EndNotice, desk: str) -> Line:
    last, back = last_day(say, notice.closes_at), first_day(say, notice.returns_at)
    account, clause = notice.account, notice.clause
    if not notice.then:
        return say.line("commerce.told.cancelled_free", account=account, desk=desk, at=last, clause=clause)
    return say.line(
        "commerce.told.cancelled_you",
        account=account,
        desk=desk,
        at=last,
        clause=clause,
        back=back,
        then=notice.then,
    )


def _invoice(say: Voice, notice: PurchaseNotice) -> Line:
    return () if notice.invoice is None else say.line("commerce.told.invoice", number=notice.invoice)


def _payment(say: Voice, number: int) -> tuple[Action, ...]:
    return (say.button("buttons.payment", f"payment {number}"),)


def _said(line: Line, buttons: tuple[Action, ...], *, shared: bool, more: tuple[Block, ...] = ()) -> Reply:
    blocks = (Prose(line), *more, *((Actions(buttons),) if buttons else ()))
    return Reply(plain(line), blocks, Audience.PLACE if shared else Audience.ASKER)
