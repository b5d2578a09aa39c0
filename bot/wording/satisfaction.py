"""The announced close, reopening and ratings in words."""

from __future__ import annotations

from datetime import datetime

from bot.domain.people import Face
from bot.outgoing import RatedNotice, RatingAskedNotice, Silence, SilenceNotice
from bot.replies import (
    Actions,
    Audience,
    Because,
    Block,
    ChoiceField,
    Form,
    Line,
    Note,
    Option,
    Prose,
    Reply,
    Style,
    TextField,
    plain,
)
from bot.results import RateForm, RatingTold, TicketView
from bot.wording import buttons
from bot.wording.cards import title_line
from bot.wording.ending import reopens
from bot.wording.forms import TEXT_LIMIT
from bot.wording.lines import sentences
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice


def form(result: RateForm, reader: Reader) -> Reply:
    """One to five, and a word."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    options = tuple(Option(str(n), say.text(f"rating.star.{n}")) for n in (5, 4, 3, 2, 1))
    fields = (
        ChoiceField(
            "stars", say.text("rating.form.stars"), options, str(result.stars) if result.stars else None
        ),
        TextField(
            "text",
            say.text("rating.form.text"),
            result.text,
            multiline=True,
            required=False,
            limit=TEXT_LIMIT,
        ),
        Note("readers", say.line("rating.form.note"), quiet=True),
    )
    title = say.text("rating.form.title")
    submit, cancel = say.text("buttons.send_rating"), say.text("buttons.cancel")
    sheet = Form(title, f"rate {ticket.number}", fields, submit, cancel)
    return Reply(f"{title}. {plain(title_line(say, ticket))}.", (sheet,))


def told(result: RatingTold, reader: Reader) -> Reply:
    """It is kept, and until when it may be changed."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    return _kept(say, ticket.number, result.stars, result.until)


def _kept(say: Voice, number: int, stars: int, until: datetime) -> Reply:
    line = say.line("rating.told", number=number, stars=stars, until=say.times.bare(until, short=False))
    return Reply(plain(line), (Prose(line),), spent=True)


def asked(what: RatingAskedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """To the requester, privately: how it went."""
    say, ticket = _spoken(context, reader)
    line = say.line("rating.asked", desk=context.desk, number=ticket.number, clause=what.clause)
    rate = buttons.rate(say.language, ticket.number, Style.PRIMARY)
    title = Because((title_line(say, ticket),))
    return Reply(plain(line), (Prose(line), title, Actions((rate,))))


def rated(what: RatedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """In the desk's thread: the rating, and the word with it. To its author, that it is kept."""
    say, ticket = _spoken(context, reader)
    if context.face is None:
        return _kept(say, ticket.number, what.stars, what.until)
    known = context.people.get(what.author)
    author = known.name if known else say.text("notices.somebody")
    line = say.line("rating.changed" if what.again else "rating.given", author=author, stars=what.stars)
    text = context.texts.get(what.text, "") if what.text is not None else ""
    blocks = (Prose(line), Prose((text,))) if text else (Prose(line),)
    return Reply(f"{plain(line)} {text}".strip(), blocks, Audience.PLACE)


def silent(what: SilenceNotice, context: NoticeContext, reader: Reader) -> Reply:
    """In a thread: nothing is heard, so it will close, or has."""
    say, ticket = _spoken(context, reader)
    if what.what is Silence.REMINDED:
        line = say.line("closing.reminder", on=say.times.on(what.at), clause=what.clause)
        confirm = say.button("buttons.confirm", f"close {ticket.number}", Style.PRIMARY)
        return _shared(line, Actions((confirm, buttons.reopen(say.language, ticket.number))))
    line = sentences(say.line("closing.closed", clause=what.clause), reopens(say, ticket))
    if context.face is not Face.CUSTOMER:
        return _shared(line)
    rate = buttons.rate(say.language, ticket.number)
    return _shared(line, Actions((buttons.reopen(say.language, ticket.number), rate)))


def _spoken(context: NoticeContext, reader: Reader) -> tuple[Voice, TicketView]:
    assert context.ticket is not None
    return voice(reader, context.ticket.zone, context.now), context.ticket


def _shared(line: Line, *more: Block) -> Reply:
    return Reply(plain(line), (Prose(line), *more), Audience.PLACE)
