"""One clock of a ticket in words (S3): the due instant leads, and what is left says when it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.replies import ClockMark, Countdown, Line
from bot.results import ClockView, TicketView
from bot.wording.durations import number
from bot.wording.lines import capitalized
from bot.wording.voice import Voice
from policy.targets import Kind


def countdown(say: Voice, clock: ClockView) -> Countdown:
    """The line of a card, with its mark: the renderer shows the mark, the word stands in the line."""
    return Countdown(clock.mark, clock_line(say, clock), _due(clock))


def clock_line(say: Voice, clock: ClockView) -> Line:
    """The state of the clock in a sentence without its full stop."""
    match clock.mark:
        case ClockMark.RUNNING | ClockMark.WARNING:
            return _live(say, clock)
        case ClockMark.PAUSED:
            return _paused(say, clock)
        case ClockMark.MET:
            return _met(say, clock)
        case ClockMark.BREACHED:
            return _breached(say, clock)
        case ClockMark.CANCELLED:
            return say.line("cards.cancelled", milestone=say.name("milestone_the", clock.milestone))
    assert_never(clock.mark)


def row_line(say: Voice, ticket: TicketView) -> Line:
    """The leading clock in a few words, for a row of a list."""
    clock = ticket.leading
    if clock is None:
        return say.line("tickets.row.none")
    match clock.mark:
        case ClockMark.RUNNING | ClockMark.WARNING:
            return _row_live(say, clock)
        case ClockMark.PAUSED:
            return say.line("tickets.row.paused", since=say.times.since(clock.paused_since or clock.read_at))
        case ClockMark.BREACHED:
            if clock.over is None:
                return say.line("tickets.row.none")
            late = say.both(clock.over, clock.calendar_over)
            firm = clock.kind is Kind.GUARANTEE
            return say.line("tickets.row.breached" if firm else "tickets.row.late", over=late)
        case ClockMark.MET:
            return say.line("tickets.row.met")
        case ClockMark.CANCELLED:
            return say.line("tickets.row.none")
    assert_never(clock.mark)


def _row_live(say: Voice, clock: ClockView) -> Line:
    left = "" if clock.left is None else say.both(clock.left, clock.calendar_left)
    match clock.kind:
        case Kind.GUARANTEE:
            return say.line("tickets.row.due", at=say.times.at(clock.due_at), left=left)
        case Kind.GOAL:
            return say.line("tickets.row.goal", by=say.times.by(clock.due_at, strong=False), left=left)
        case Kind.BEST_EFFORT:
            return say.line("tickets.row.best_effort", by=say.times.by(clock.due_at, strong=False), left=left)
    assert_never(clock.kind)


def _live(say: Voice, clock: ClockView) -> Line:
    left = "" if clock.left is None else say.both(clock.left, clock.calendar_left)
    return capitalized(
        say.line(
            f"cards.live.{clock.kind}",
            number(clock.left or timedelta()),
            mark=say.name("mark", clock.mark),
            milestone=say.name("milestone", clock.milestone),
            at=say.times.at(clock.due_at, short=False, strong=True),
            read=_read(say, clock),
            left=left,
            used=say.percent(clock.share),
        )
    )


def _paused(say: Voice, clock: ClockView) -> Line:
    since = say.times.since(clock.paused_since or clock.read_at)
    if clock.left is None:
        return say.line("cards.paused", since=since)
    milestone = say.name("milestone_the", clock.milestone)
    return say.line(
        "cards.paused_left",
        number(clock.left),
        since=since,
        left=say.business(clock.left),
        milestone=milestone,
    )


def _met(say: Voice, clock: ClockView) -> Line:
    took = "" if clock.took is None else say.both(clock.took, clock.calendar_took)
    return say.line(
        f"cards.met.{clock.kind}",
        milestone=say.name("milestone", clock.milestone),
        at=say.times.on(clock.ended_at or clock.read_at, short=False),
        took=took,
    )


def _breached(say: Voice, clock: ClockView) -> Line:
    over = "" if clock.over is None else say.both(clock.over, clock.calendar_over)
    milestone = say.name("milestone", clock.milestone)
    due = say.times.at(clock.due_at, short=False, strong=True)
    if clock.ended_at is None:
        read = _read(say, clock)
        return say.line(f"cards.over.{clock.kind}", milestone=milestone, at=due, read=read, over=over)
    ended = say.times.on(clock.ended_at, short=False)
    return say.line(f"cards.over_done.{clock.kind}", milestone=milestone, at=due, ended=ended, over=over)


def _read(say: Voice, clock: ClockView) -> Line:
    """When it was read: the hour on the day that it is due, since a card stays for days."""
    on_that_day = replace(say.times, now=clock.due_at)
    read = on_that_day.on(clock.read_at)
    return read if say.language == "en" else capitalized(read)


def _due(clock: ClockView) -> datetime | None:
    live = {ClockMark.RUNNING, ClockMark.WARNING, ClockMark.BREACHED}
    return clock.due_at if clock.mark in live and clock.ended_at is None else None
