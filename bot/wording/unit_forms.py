"""Forms about worked minutes and other subjects, and what threads hear of them."""

from __future__ import annotations

from typing import assert_never

from bot.domain.people import Face
from bot.outgoing import AnotherTicketNotice, CreditNotice, RemedyNotice, SubjectNotice, WorkedNotice
from bot.replies import (
    Action,
    Actions,
    Audience,
    Block,
    CheckField,
    Field,
    Note,
    Prose,
    Reply,
    Style,
    TextField,
    plain,
)
from bot.results import LogForm, SplitForm
from bot.wording.forms import SUBJECT_LIMIT, TEXT_LIMIT, asked_for
from bot.wording.names import heading
from bot.wording.reader import NoticeContext, Reader
from bot.wording.units import decide_buttons, signed
from bot.wording.voice import Voice, voice

LedgerNotice = WorkedNotice | AnotherTicketNotice | SubjectNotice | CreditNotice | RemedyNotice


def log(result: LogForm, reader: Reader) -> Reply:
    """How many minutes, and on what."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    minutes = TextField("minutes", say.text("forms.log.minutes"), "", say.text("forms.log.minutes.hint"))
    text = TextField(
        "text",
        say.text("forms.log.text"),
        result.text,
        multiline=True,
        required=False,
        limit=TEXT_LIMIT,
    )
    title, command = say.text("forms.log.title"), f"log {result.ticket.number}"
    fields: tuple[Field, ...] = (minutes, text)
    if result.ticket.scope is not None and result.ticket.scope.agreed_minutes:
        fields = (*fields, CheckField("billed", say.text("forms.log.kind"), say.text("forms.log.billed")))
    return asked_for(say, title, command, fields, say.text("buttons.save"))


def split(result: SplitForm, reader: Reader) -> Reply:
    """What the other subject is."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    subject = TextField("subject", say.text("forms.subject"), limit=SUBJECT_LIMIT)
    effect = Note("effect", say.line("forms.split.effect"), quiet=True)
    title, command = say.text("forms.split.title"), f"split {result.ticket.number}"
    return asked_for(say, title, command, (subject, effect), say.text("buttons.send_requester"))


def ledger_notice(notice: LedgerNotice, context: NoticeContext, reader: Reader) -> Reply:
    """What a thread or a person hears of it."""
    zone = context.ticket.zone if context.ticket is not None else reader.zone or "UTC"
    say = voice(reader, zone, context.now)
    match notice:
        case WorkedNotice():
            return _worked(say, notice, context)
        case AnotherTicketNotice():
            return _another(say, notice, context)
        case SubjectNotice():
            return _subject(say, notice, context)
        case CreditNotice():
            return _credit(say, notice, context)
        case RemedyNotice(milestone=milestone, clause=clause):
            promised = heading(say.name("milestone_the", milestone))
            line = say.line("units.remedy", milestone=promised, clause=clause)
            return Reply(plain(line), (Prose(line),), Audience.PLACE)
    assert_never(notice)


def _worked(say: Voice, notice: WorkedNotice, context: NoticeContext) -> Reply:
    author = _name(say, context, notice.author)
    if notice.covered is None:
        line = say.line("units.worked_notice_unlimited", notice.minutes, author=author, worked=notice.worked)
    else:
        line = say.line(
            "units.worked_notice",
            notice.minutes,
            author=author,
            worked=notice.worked,
            covered=notice.covered,
        )
    text = context.texts.get(notice.text, "") if notice.text is not None else ""
    blocks: tuple[Block, ...] = (Prose(line), Prose((text,))) if text else (Prose(line),)
    return Reply(f"{plain(line)} {text}".rstrip(), blocks, Audience.PLACE)


def _another(say: Voice, notice: AnotherTicketNotice, context: NoticeContext) -> Reply:
    number = 0 if context.ticket is None else context.ticket.number
    theirs = context.face is Face.CUSTOMER
    line = say.line(
        "units.another_customer" if theirs else "units.another_desk",
        number=number,
        worked=notice.worked,
        covered=notice.covered,
        clause=notice.clause,
    )
    if not theirs:
        return Reply(plain(line), (Prose(line),), Audience.PLACE)
    yes = Action(say.text("buttons.use_another"), f"accept {number} {notice.number}", Style.PRIMARY)
    no = Action(say.text("buttons.no_other"), f"decline {number} {notice.number}")
    return Reply(plain(line), (Prose(line), Actions((yes, no))), Audience.PLACE)


def _subject(say: Voice, notice: SubjectNotice, context: NoticeContext) -> Reply:
    number = 0 if context.ticket is None else context.ticket.number
    author = _name(say, context, notice.author)
    line = say.line("units.subject", author=author, number=number, clause=notice.clause)
    subject = context.texts.get(notice.subject, "")
    # What reads like an option ("severity:") is taken apart: here it is a part of the subject.
    command = f"open split:{notice.subject}"
    opening = Action(say.text("buttons.open_for_it"), command, Style.PRIMARY)
    blocks = (Prose(line), Prose((subject,)), Actions((opening,)))
    return Reply(f"{plain(line)} {subject}", blocks, Audience.PLACE)


def _credit(say: Voice, notice: CreditNotice, context: NoticeContext) -> Reply:
    amount = signed(say, notice.unit, notice.amount)
    if notice.owner is not None:
        amount = say.text("units.owned", what=amount, owner=_name(say, context, notice.owner))
    line = say.line(
        "units.credit_notice",
        author=_name(say, context, notice.author),
        account=notice.account,
        amount=amount,
        reason=context.texts.get(notice.text, ""),
    )
    return Reply(plain(line), (Prose(line), decide_buttons(say, notice.number)))


def _name(say: Voice, context: NoticeContext, person: int) -> str:
    known = context.people.get(person)
    return known.name if known is not None else say.text("notices.somebody")
