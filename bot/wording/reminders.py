"""Reminders (S4, S5): who, what, by when, what is left; late ones say how late and why."""

from __future__ import annotations

from datetime import timedelta

from bot.outgoing import ReminderNotice
from bot.replies import Action, Actions, Audience, Line, Prose, Reply, Style, plain
from bot.results import ClockView, PersonView, TicketView
from bot.wording import buttons
from bot.wording.cards import title_line
from bot.wording.durations import number, plain_span
from bot.wording.lines import capitalized, joined, sentences
from bot.wording.names import mention
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice
from policy.facts import Role
from policy.targets import Tell

_DUE = 1.0
_LAST = 0.9
LATE_FROM = 60


def reminder(notice: ReminderNotice, context: NoticeContext, reader: Reader) -> Reply:
    """One threshold of one clock, as it stands when it is delivered."""
    ticket = context.ticket
    if ticket is None:
        raise ValueError("a reminder is about a ticket")
    say = voice(reader, ticket.zone, context.now)
    share = float(notice.share)
    line = sentences(
        late_line(say, notice, ticket),
        _breached(say, notice, context, ticket, share)
        if share >= _DUE
        else _soon(say, notice, context, ticket, share),
    )
    # In the channel a reader has no thread above to say which ticket it is.
    about = (Prose((*title_line(say, ticket), f", {ticket.account}")),) if share >= _DUE else ()
    blocks = (Prose(line), *about, Actions(_buttons(say, ticket, share)))
    return Reply(plain(line), blocks, Audience.PLACE)


def over_line(say: Voice, clock: ClockView | None, number: int) -> Line:
    """By how much it is over, in business and calendar time; nothing where that is not known."""
    if clock is None or clock.over is None:
        return ()
    return say.line("reminders.over", number=number, over=say.both(clock.over, clock.calendar_over))


def _soon(
    say: Voice, notice: ReminderNotice, context: NoticeContext, ticket: TicketView, share: float
) -> Line:
    if share >= _LAST:
        at = say.times.at(notice.due_at, strong=True)
        head = say.line(f"reminders.last.{notice.kind}", number=ticket.number, at=at)
    else:
        head = say.line(
            f"reminders.due.{notice.kind}",
            number=ticket.number,
            milestone=say.name("milestone_a", notice.milestone),
            by=say.times.before(notice.due_at),
        )
    who = _who(notice, context, ticket)
    return sentences(
        say.line("reminders.called", who=who, rest=head) if who else capitalized(head),
        () if ticket.assignee is not None else say.line("reminders.unassigned"),
        _left(say, context.clock),
    )


def _breached(
    say: Voice, notice: ReminderNotice, context: NoticeContext, ticket: TicketView, share: float
) -> Line:
    clock = context.clock
    if share > _DUE and clock is not None and clock.over is not None:
        return sentences(over_line(say, clock, ticket.number), _assignee(say, ticket))
    clauses = clock.clauses if clock is not None else ()
    return sentences(
        say.line(
            f"reminders.breached.{notice.kind}",
            number=ticket.number,
            nothing=say.name("milestone_none", notice.milestone),
            at=say.times.at(notice.due_at, short=False, strong=True),
            by=say.times.by(notice.due_at, short=False),
            clause=clauses[0] if clauses else ticket.policy,
        ),
        _assignee(say, ticket, called=Tell.ASSIGNEE in notice.tell),
        say.line(f"names.milestone_owed.{notice.milestone}"),
    )


def late_line(say: Voice, notice: ReminderNotice, ticket: TicketView) -> Line:
    """How late it is and why: an outage is said, and a threshold passed long ago is not sold as fresh."""
    if notice.late_by_s < LATE_FROM:
        return ()
    stopped: Line = ()
    if notice.stopped_from is not None and notice.stopped_until is not None:
        since, until = say.times.span(notice.stopped_from, notice.stopped_until)
        today = say.times.is_today(notice.stopped_from) and say.times.is_today(notice.stopped_until)
        stopped = say.line(
            "reminders.stopped" if today else "reminders.stopped_days", since=since, until=until
        )
    late = plain_span(say.language, timedelta(seconds=notice.late_by_s))
    at = say.times.on(notice.threshold_at)
    used = say.percent(float(notice.share))
    return sentences(stopped, say.line("reminders.late", number=ticket.number, used=used, at=at, late=late))


def _left(say: Voice, clock: ClockView | None) -> Line:
    if clock is None or clock.left is None:
        return ()
    return say.line("reminders.left", number(clock.left), left=say.both(clock.left, clock.calendar_left))


def _who(notice: ReminderNotice, context: NoticeContext, ticket: TicketView) -> Line:
    """Whom it calls on: the assignee, the leads."""
    called: dict[int, PersonView] = {}
    if Tell.ASSIGNEE in notice.tell and ticket.assignee is not None:
        called[ticket.assignee.id] = ticket.assignee
    if Tell.LEAD in notice.tell:
        called |= {p.id: p for p in context.people.values() if p.role is Role.LEAD and p.id not in called}
    return joined([(mention(person),) for person in called.values()], " ")


def _assignee(say: Voice, ticket: TicketView, *, called: bool = False) -> Line:
    if ticket.assignee is None:
        return say.line("reminders.unassigned")
    return say.line("reminders.assignee", name=mention(ticket.assignee) if called else ticket.assignee.name)


def _buttons(say: Voice, ticket: TicketView, share: float) -> tuple[Action, ...]:
    language, number = say.language, ticket.number
    why = buttons.why(language, number)
    if ticket.assignee is None:
        first: tuple[Action, ...] = (
            buttons.claim(language, number, Style.PRIMARY),
            buttons.answer(language, number),
        )
    else:
        first = (buttons.answer(language, number, Style.PRIMARY),)
    snooze = buttons.snooze(language, number)
    if share < _LAST:
        return (*first, snooze, why)
    if share == _DUE:
        given = () if ticket.assignee is None else (buttons.assign(language, number),)
        return (*first, *given, buttons.escalate(language, number), why)
    if share > _DUE:
        return (*first, buttons.assign(language, number), why)
    # Four at most: where nobody has it, taking it comes before giving it to somebody.
    given = () if ticket.assignee is None else (buttons.assign(language, number),)
    return (*first, *given, snooze, why)
