"""What a desk's channel is told of many tickets at once: reminders of one minute, and the digest (S10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.outgoing import ReminderNotice
from bot.replies import Actions, Audience, Block, Item, Items, Line, Prose, Reply, Style, plain
from bot.wording import buttons
from bot.wording.cards import title_line
from bot.wording.durations import plain_span
from bot.wording.lines import sentences
from bot.wording.names import mention
from bot.wording.notice_parts import marked, ticket_of
from bot.wording.reader import NoticeContext, Reader, Told
from bot.wording.reminders import LATE_FROM
from bot.wording.voice import Voice, voice
from policy.facts import Severity
from policy.targets import Kind

_DUE = 1.0


def word_reminders(told: Sequence[Told], reader: Reader) -> Reply:
    """Several reminders of one channel as one post: breaches first, then critical ones, then by due time."""
    ordered = sorted(told, key=_order)
    context = ordered[0][1]
    say = voice(reader, ticket_of(context).zone, context.now)
    head = _heading(say, told, ticket_of(context).number)
    line = sentences(_stopped(say, told), head)
    said = Reply(plain(line), (Prose(line), _list(reader, ordered), _queue(say)), Audience.PLACE)
    return marked(said, context, reader)


def word_digest(context: NoticeContext, reader: Reader) -> Reply:
    """Due today, breached, waiting, not delivered; and what the channel was spared."""
    view = context.digest
    if view is None:
        raise ValueError("a digest tells where a desk stands")
    say = voice(reader, view.zone, view.now)
    due = say.line("digest.due_none")
    if view.first is not None:
        number, at = view.first
        due = say.line("digest.due", count=view.due_today, number=number, at=say.times.at(at, strong=True))
    line = sentences(
        say.line("digest.hello"),
        due,
        say.line("digest.breached", count=view.breached),
        say.line("digest.pending", count=view.pending),
        say.line("digest.undelivered", count=view.undelivered),
    )
    held: tuple[Block, ...] = ()
    if view.held:
        told = say.line("digest.held", count=len(view.held))
        line = sentences(line, told)
        held = (_list(reader, sorted(view.held, key=_order)),)
    return Reply(plain(line), (Prose(line), *held, _queue(say)), Audience.PLACE)


def _heading(say: Voice, told: Sequence[Told], first: int) -> Line:
    """A breach is of a guarantee alone: a goal or a best effort has passed its time, and no more is said."""
    passed = all(float(notice.share) >= _DUE for notice, _ in told)
    owed = all(notice.kind is Kind.GUARANTEE for notice, _ in told)
    match owed, passed:
        case True, True:
            return say.line("reminders.together", count=len(told), number=first)
        case True, False:
            return say.line("reminders.together_soon", count=len(told), number=first)
        case False, True:
            return say.line("reminders.together_aims", count=len(told), number=first)
        case _:
            return say.line("reminders.together_aims_soon", count=len(told), number=first)


def _order(told: Told) -> tuple[bool, bool, int, datetime, int]:
    """As the queue stands (TT-2.rank), breaches and what is critical before the rest."""
    notice, context = told
    ticket = ticket_of(context)
    is_due = float(notice.share) >= _DUE
    return not is_due, ticket.severity != Severity.CRITICAL, ticket.rank or 0, notice.due_at, ticket.number


def _list(reader: Reader, told: Sequence[Told]) -> Items:
    return Items(tuple(_row(reader, notice, context) for notice, context in told))


def _row(reader: Reader, notice: ReminderNotice, context: NoticeContext) -> Item:
    """Number, subject, account, what was due when, how much is used, and who has it."""
    ticket = ticket_of(context)
    say = voice(reader, ticket.zone, context.now)
    clauses = context.clock.clauses if context.clock is not None else ()
    line = say.line(
        f"reminders.row.{notice.kind}",
        title=title_line(say, ticket),
        account=ticket.account,
        milestone=say.name("milestone", notice.milestone),
        at=say.times.at(notice.due_at),
        clause=clauses[0] if clauses else ticket.policy,
        used=say.percent(float(notice.share)),
        who=(mention(ticket.assignee),) if ticket.assignee else say.line("tickets.unassigned"),
    )
    make = buttons.show if ticket.assignee is not None else buttons.claim
    return Item(line, make(say.language, ticket.number))


def _stopped(say: Voice, told: Sequence[Told]) -> Line:
    """How late they are, and why: once for all of them."""
    late = max(notice.late_by_s for notice, _ in told)
    if late < LATE_FROM:
        return ()
    stops = [(n.stopped_from, n.stopped_until) for n, _ in told if n.stopped_from and n.stopped_until]
    stopped: Line = ()
    if stops:
        begun, ended = min(since for since, _ in stops), max(until for _, until in stops)
        since, until = say.times.span(begun, ended)
        today = say.times.is_today(begun) and say.times.is_today(ended)
        msgid = "reminders.stopped" if today else "reminders.stopped_days"
        stopped = say.line(msgid, since=since, until=until)
    span = plain_span(say.language, timedelta(seconds=late))
    return sentences(stopped, say.line("reminders.together_late", late=span))


def _queue(say: Voice) -> Actions:
    return Actions((say.button("buttons.queue", "queue", Style.PRIMARY),))
