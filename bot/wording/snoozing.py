"""Reminders that are put off: the form, the answer, the line in the desk's thread and on its card."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.outgoing import SnoozedNotice
from bot.replies import Actions, ChoiceField, Line, Note, Option, Prose, Reply, TextField, plain
from bot.results import SnoozeForm, SnoozeTold, TicketView
from bot.wording import buttons
from bot.wording.durations import plain_span
from bot.wording.forms import TEXT_LIMIT, asked_for
from bot.wording.notice_parts import person_of, said, ticket_of, voice_of
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice

CHOICES = (15, 30, 60, 120, 240)
"""Minutes that the form offers; anything else is typed."""


def form(result: SnoozeForm, reader: Reader) -> Reply:
    """For how long, and why; what is announced all the same is said in it."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    offered = sorted({*CHOICES, *((result.minutes,) if result.minutes else ())})
    spans = tuple(Option(str(each), _span(say, each)) for each in offered)
    if result.until is not None and result.minutes is None:
        local = result.until.astimezone(ZoneInfo(ticket.zone)).strftime("%Y-%m-%dT%H:%M")
        command = f"snooze {ticket.number} until {local}"
        ends: ChoiceField | Note = Note("end", _until(say, ticket, result))
    else:
        command = f"snooze {ticket.number}"
        ends = ChoiceField("for", say.text("forms.snooze.for"), spans, str(result.minutes or CHOICES[1]))
    reason = TextField("text", say.text("forms.snooze.reason"), result.reason, limit=TEXT_LIMIT)
    effect = Note("effect", say.line("forms.snooze.effect"), quiet=True)
    return asked_for(
        say, say.text("forms.snooze.title"), command, (ends, reason, effect), say.text("buttons.snooze")
    )


def told(result: SnoozeTold, reader: Reader) -> Reply:
    """Until when, and what is announced all the same."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    number = ticket.number
    if result.until is None:
        line = say.line("snooze.over", number=number)
        return Reply(plain(line), (Prose(line),))
    line = say.line("snooze.told", number=number, until=say.times.until(result.until))
    stop = say.button("buttons.snooze_stop", f"snooze {number} off")
    return Reply(plain(line), (Prose(line), Actions((stop, buttons.show(say.language, number)))))


def notice(notice: SnoozedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """In the desk's thread: who put them off, until when, and why."""
    say, ticket = voice_of(context, reader), ticket_of(context)
    who = person_of(say, context, notice.actor)
    if notice.until is None:
        return said(say.line("snooze.noticed_over", who=who))
    reason = context.texts.get(notice.reason, "") if notice.reason is not None else ""
    line = say.line("snooze.noticed", who=who, until=say.times.until(notice.until), reason=reason)
    stop = say.button("buttons.snooze_stop", f"snooze {ticket.number} off")
    return said(line, Actions((stop,)))


def _until(say: Voice, ticket: TicketView, result: SnoozeForm) -> Line:
    assert result.until is not None
    return say.line("snooze.told", number=ticket.number, until=say.times.until(result.until))


def _span(say: Voice, minutes: int) -> str:
    return plain_span(say.language, timedelta(minutes=minutes))
