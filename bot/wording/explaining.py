"""Why a deadline is that moment (S8), and what would be promised now (S1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from bot.replies import Actions, Because, Block, Column, Item, Items, Line, Prose, Reply, Table, plain
from bot.results import ClockView, TicketView, WhenTold, WhyTold
from bot.wording.cards import snooze_lines
from bot.wording.clocks import countdown
from bot.wording.coinciding import telling
from bot.wording.durations import number, plain_span
from bot.wording.lines import capitalized, joined, listed, sentences
from bot.wording.names import heading
from bot.wording.promises import holiday, promise_lines
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.refusals import denied_lines
from bot.wording.scope_cards import scope_lines
from bot.wording.voice import Voice, voice
from policy.clocks import Counted, Explanation, Pause
from policy.decisions import Denied, ReasonCode
from policy.facts import Channel, Role, Severity

_FEW_WINDOWS = 4
_WEEK = timedelta(days=6)
STAFF_ROLES = frozenset({Role.AGENT, Role.LEAD, Role.DIRECTOR, Role.ADMIN})


def why(result: WhyTold, reader: Reader) -> Reply:
    """Every deadline of the ticket: received, closed days, windows, pauses, calendar time, clauses."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    beside = scope_lines(say, ticket)
    if reader.role in STAFF_ROLES:
        beside = (*beside, *snooze_lines(say, ticket))
    if not result.explanations:
        line = say.line("why.none", number=ticket.number)
        return Reply(plain(sentences(line, *beside)), (Prose(line), *((Because(beside),) if beside else ())))
    blocks: list[Block] = []
    told: list[Line] = []
    telling_ones = telling([clock for clock, _ in result.explanations])
    for clock, explanation in result.explanations:
        if clock not in telling_ones:
            continue
        head = _head(say, ticket, clock)
        steps = _steps(say, explanation, every=result.every)
        sums = _sums(say, ticket, explanation)
        # What became of it, where it is over: the windows explain the deadline, not the answer.
        over = countdown(say, clock) if clock.ended_at is not None else None
        became: Line = () if over is None else (*over.line, ".")
        told.append(sentences(head, became, *steps, *sums))
        blocks.append(Prose(head))
        if over is not None:
            blocks.append(over)
        if result.every and len(telling_ones) == 1:
            received, *pauses = _outside(say, explanation)
            blocks += [Prose(received), _table(say, explanation)]
            blocks += [*(Prose(pause) for pause in pauses), Because(sums)]
        elif result.every:
            blocks += [Items(tuple(Item(step) for step in steps)), Because(sums)]
        else:
            blocks += [Prose(sentences(*steps)), Because((sentences(*sums),))]
    if beside:
        told.append(sentences(*beside))
        blocks.append(Because(beside))
    if not result.every:
        blocks.append(Actions((say.button("buttons.every", f"why {ticket.number} every"),)))
    return Reply(plain(joined(told, " ")), tuple(blocks))


def when(result: WhenTold, reader: Reader) -> Reply:
    """A row a severity, those with the same promise together; then the way to open a ticket."""
    say = voice(reader, result.zone, result.received_at)
    head = say.line("when.head", desk=result.desk, plan=say.known("plan", result.plan))
    rows: list[tuple[str, Line]] = []
    for (channel, decision, promises), alike in groupby(result.rows, key=lambda row: row[1:]):
        severities = [severity for severity, *_ in alike]
        if isinstance(decision, Denied):
            value = sentences(*denied_lines(say, decision))
        else:
            opens = [r for r in decision.reasons if r.code is ReasonCode.CHANNEL_CLOSED_NOW]
            value = sentences(
                *promise_lines(say, promises, decision.reasons), *(reason_line(say, r) for r in opens)
            )
        rows.append((_row_label(say, severities, channel), value))
    blocks: list[Block] = [Prose(head), say.facts(rows)]
    if result.next_opening is not None:
        opens_at = say.times.opening(result.next_opening)
        blocks.append(Because((say.line("when.next_opening", opens=opens_at),)))
    blocks.append(Actions((say.button("buttons.open", "open"),)))
    lines = [
        f"{plain(head)}.",
        *(say.text("lists.labelled", label=label, value=value) for label, value in rows),
    ]
    return Reply(" ".join(lines), tuple(blocks))


def _row_label(say: Voice, severities: Sequence[Severity], channel: Channel) -> str:
    names = plain(listed(say.language, [(say.name("severity", each),) for each in severities]))
    return heading(say.text("when.row", severity=names, by=say.name("channel_by", channel)))


def _head(say: Voice, ticket: TicketView, clock: ClockView) -> Line:
    return say.line(
        f"why.head.{clock.kind}",
        number=ticket.number,
        milestone=say.name("milestone", clock.milestone),
        at=say.times.at(clock.due_at, short=False, strong=True),
    )


def _steps(say: Voice, told: Explanation, *, every: bool) -> tuple[Line, ...]:
    """Receipt, then closed days and windows as they came, then pauses."""
    near = replace(say, times=replace(say.times, now=told.received_at))
    received = "why.received.open" if told.open_at_receipt else "why.received.closed"
    windows = list(told.windows)
    hidden: list[Counted] = []
    if not every and len(windows) > _FEW_WINDOWS:
        hidden, windows = windows[2:-1], [*windows[:2], windows[-1]]
    dated: list[tuple[date, int, Line]] = [(day, 0, _closure(near, day, name)) for day, name in told.closures]
    dated += [(near.times.day(window.opens), 1, _window(near, window)) for window in windows]
    if hidden:
        counted = near.business(sum((window.counted for window in hidden), timedelta()))
        more = near.line("why.more", len(hidden), counted=counted)
        dated.append((near.times.day(hidden[0].opens), 2, more))
    dated.sort(key=lambda row: row[:2])
    return (
        near.line(received, at=near.times.weekday_short(told.received_at)),
        *(line for _, _, line in dated),
        *_pauses(near, told.pauses),
    )


def _outside(say: Voice, told: Explanation) -> tuple[Line, ...]:
    """What is said beside the windows: the receipt, then the pauses."""
    near = replace(say, times=replace(say.times, now=told.received_at))
    received = "why.received.open" if told.open_at_receipt else "why.received.closed"
    at = near.times.weekday_short(told.received_at)
    return (near.line(received, at=at), *_pauses(near, told.pauses))


def _table(say: Voice, told: Explanation) -> Table:
    """Every day that counts, with its hours and what of it counted, and the closed days by name."""
    near = replace(say, times=replace(say.times, now=told.received_at))
    rows: list[tuple[date, int, tuple[Line, ...]]] = []
    for day, name in told.closures:
        rows.append((day, 0, ((heading(_day(near, day)),), (holiday(near, name),), ())))
    for window in told.windows:
        first, last = near.times.day(window.opens), near.times.day(window.closes)
        opens, closes = near.times.hour(window.opens), near.times.hour(window.closes)
        if first != last:
            closes = f"{_day(near, last)} {closes}"
        hours = near.text("plan.times", opens=opens, closes=closes)
        counted = plain_span(near.language, window.counted)
        rows.append((first, 1, ((heading(_day(near, first)),), (hours,), (counted,))))
    rows.sort(key=lambda row: row[:2])
    columns = (
        Column(say.text("why.column.day")),
        Column(say.text("why.column.hours")),
        Column(say.text("why.column.counted"), figures=True),
    )
    return say.table(columns, (cells for _, _, cells in rows), say.text("why.windows"))


def _sums(say: Voice, ticket: TicketView, told: Explanation) -> tuple[Line, ...]:
    business = say.line("why.business", business=plain_span(say.language, told.business))
    version = ticket.policy_version
    try:
        shown = say.text("why.version_of", date=say.times.dated(date.fromisoformat(version)))
    except ValueError:
        shown = version
    return (
        *((business,) if len(told.windows) > 1 or told.pauses else ()),
        say.line("why.calendar", elapsed=plain_span(say.language, told.elapsed)),
        say.line("why.clauses", clauses=", ".join(told.clauses), version=shown),
        *((say.line("why.horizon"),) if told.horizon_exceeded else ()),
    )


def _closure(say: Voice, day: date, name: str) -> Line:
    return say.line("why.closure", day=heading(_day(say, day)), name=holiday(say, name))


def _window(say: Voice, window: Counted) -> Line:
    counted, n = plain_span(say.language, window.counted), number(window.counted)
    opens, closes = say.times.hour(window.opens), say.times.hour(window.closes)
    first, last = say.times.day(window.opens), say.times.day(window.closes)
    if first == last:
        day = heading(_day(say, first))
        return say.line("why.window", n, day=day, opens=opens, closes=closes, counted=counted)
    return capitalized(
        say.line(
            "why.window_across",
            n,
            from_day=_day(say, first),
            opens=opens,
            to_day=_day(say, last),
            closes=closes,
            counted=counted,
        )
    )


def _day(say: Voice, day: date) -> str:
    """The weekday within a week of receipt, with its date further off."""
    now = say.times.now
    if now is not None and abs(day - say.times.day(now)) <= _WEEK:
        return say.times.short_day(day)
    return say.text(
        "moments.weekday_date", weekday=say.times.short_day(day), date=say.times.dated(day, year=False)
    )


def _pauses(say: Voice, pauses: Sequence[Pause]) -> tuple[Line, ...]:
    if not pauses:
        return (say.line("why.pauses.none"),)
    told = []
    for pause in pauses:
        reason = say.known("pause", pause.reason)
        if pause.until is None:
            told.append(say.line("why.pause_now", since=say.times.since(pause.since), reason=reason))
            continue
        since, until = say.times.span(pause.since, pause.until)
        business = say.business(pause.business)
        told.append(say.line("why.pause", since=since, until=until, reason=reason, business=business))
    return tuple(told)
