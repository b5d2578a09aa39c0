"""How a ticket ends by itself, and what is open to whom at its end."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ticket import Status
from bot.replies import Line
from bot.results import TicketView
from bot.wording.buttons import Ends
from bot.wording.voice import Voice


def ends_of(ticket: TicketView) -> Ends:
    """What is open at its end, as it reads now."""
    ending = ticket.ending
    outcomes = ending.outcomes and ending.outcome is None
    return Ends(rates=ending.rateable, reopens=is_reopenable(ticket), outcomes=outcomes)


def ending_lines(say: Voice, ticket: TicketView) -> tuple[Line, ...]:
    """When it closes by itself, or until when it reopens free."""
    return tuple(line for line in (announced(say, ticket), reopens(say, ticket)) if line)


def announced(say: Voice, ticket: TicketView, *, to_requester: bool = False) -> Line:
    """When a silence closes a solved ticket; empty where none does."""
    if ticket.status is not Status.SOLVED or ticket.ending.closes_at is None:
        return ()
    msgid = "closing.announced_you" if to_requester else "closing.announced"
    return say.line(msgid, on=say.times.on(ticket.ending.closes_at), clause=ticket.ending.clause or "")


def reopens(say: Voice, ticket: TicketView) -> Line:
    """Until when a closed ticket reopens; empty where the policy sets no end."""
    until = ticket.ending.reopens_until
    if ticket.status is not Status.CLOSED or until is None:
        return ()
    clause = ticket.ending.clause or ""
    if _is_past(until, ticket):
        return say.line("closing.reopened_over", clause=clause)
    return say.line("closing.reopens", until=say.times.bare(until, short=False), clause=clause)


def is_reopenable(ticket: TicketView) -> bool:
    """Whether the customers' side may still reopen it, as it reads now."""
    until = ticket.ending.reopens_until
    return until is None or not _is_past(until, ticket)


def _is_past(until: datetime, ticket: TicketView) -> bool:
    return ticket.read_at > until
