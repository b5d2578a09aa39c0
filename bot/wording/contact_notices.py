"""What is said within an account, worded when it is delivered."""

from __future__ import annotations

from typing import assert_never

from bot.outgoing import (
    AskedNotice,
    DelegatedNotice,
    FeeNotice,
    RequestAnsweredNotice,
    RequestNotice,
    RequestSettledNotice,
)
from bot.replies import Actions, Prose, Reply, plain
from bot.wording.contacts import settling
from bot.wording.money import money
from bot.wording.reader import NoticeContext, Reader
from bot.wording.refusals import sent_to
from bot.wording.voice import Voice, voice

Within = (
    RequestNotice | RequestSettledNotice | RequestAnsweredNotice | DelegatedNotice | FeeNotice | AskedNotice
)


def word(notice: Within, context: NoticeContext, reader: Reader) -> Reply:
    """One of them, as it stands when it is delivered."""
    match notice:
        case RequestNotice():
            return request(notice, context, reader)
        case RequestSettledNotice():
            return settled(notice, context, reader)
        case RequestAnsweredNotice():
            return answered(notice, context, reader)
        case DelegatedNotice():
            return delegated(notice, context, reader)
        case AskedNotice():
            return asked(notice, context, reader)
        case FeeNotice():
            return fee(notice, context, reader)
    assert_never(notice)


def request(notice: RequestNotice, context: NoticeContext, reader: Reader) -> Reply:
    """A colleague's words, and what a contact can do with them."""
    say = voice(reader, reader.zone or "UTC", context.now)
    head = say.line("notices.forward", author=_name(say, context, notice.author), desk=context.desk)
    text = context.texts.get(notice.text, "")
    following = say.line("notices.forward_next", number=notice.number)
    blocks = (Prose(head), Prose((text,)), Prose(following), settling(say, notice.number))
    return Reply(f"{plain(head)} {text}", blocks)


def settled(notice: RequestSettledNotice, context: NoticeContext, reader: Reader) -> Reply:
    """It needs nobody any more."""
    say = voice(reader, reader.zone or "UTC", context.now)
    by = _name(say, context, notice.by)
    line = say.line(f"notices.request_settled.{notice.state}", number=notice.number, by=by, desk=context.desk)
    return Reply(plain(line), (Prose(line),))


def answered(notice: RequestAnsweredNotice, context: NoticeContext, reader: Reader) -> Reply:
    """What a contact answers, to whoever asked."""
    say = voice(reader, reader.zone or "UTC", context.now)
    if notice.to is not None:
        author = _name(say, context, notice.to)
        line = say.line("contacts.answered", number=notice.number, author=author)
        return Reply(plain(line), (Prose(line),))
    subject = context.texts.get(notice.text, "").partition("\n")[0]
    by = _name(say, context, notice.by)
    head = say.line("notices.request_answered", by=by, number=notice.number, subject=subject)
    answer = context.texts.get(notice.answer, "")
    return Reply(f"{plain(head)} {answer}", (Prose(head), Prose((answer,))))


def delegated(notice: DelegatedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """What somebody may do now and until when, or no longer."""
    say = voice(reader, notice.zone, context.now)
    by = _name(say, context, notice.by)
    if notice.to is not None and notice.until is not None:
        line = say.line(
            "contacts.delegated",
            name=_name(say, context, notice.to),
            account=notice.account,
            desk=context.desk,
            at=say.times.bare(notice.until, short=False),
            clause=notice.clause or "",
        )
    elif notice.until is None:
        line = say.line("notices.delegation_over", by=by, account=notice.account, desk=context.desk)
    else:
        at = say.times.bare(notice.until, short=False)
        line = say.line("notices.delegated", by=by, account=notice.account, desk=context.desk, at=at)
    return Reply(plain(line), (Prose(line),))


def asked(notice: AskedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """With whom a request is that was sent by a form."""
    contacts = tuple(context.people[each] for each in notice.contacts if each in context.people)
    subject = context.texts.get(notice.text, "")
    return sent_to(voice(reader, reader.zone or "UTC", context.now), contacts, subject, notice.number)


def fee(notice: FeeNotice, context: NoticeContext, reader: Reader) -> Reply:
    """What a colleague accepted to pay, for which ticket."""
    ticket = context.ticket
    assert ticket is not None
    say = voice(reader, ticket.zone, context.now)
    line = say.line(
        "notices.fee",
        by=_name(say, context, notice.by),
        amount=money(say.language, notice.amount, notice.currency),
        number=ticket.number,
        subject=ticket.subject,
        clause=notice.clause,
    )
    seen = Actions((say.button("buttons.show", f"show {ticket.number}"),))
    return Reply(plain(line), (Prose(line), seen))


def _name(say: Voice, context: NoticeContext, person: int) -> str:
    known = context.people.get(person)
    return known.name if known is not None else say.text("notices.somebody")
