"""How a ticket ended, or how it may, as it reads at an instant."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ending import closed_at, outcome_of, rating_of, rating_until, silent_since
from bot.domain.ticket import Status, Ticket
from bot.results import EndingView
from policy import outcomes, satisfaction
from policy.documents import PolicyDocument
from policy.resolving import Calendars


def ending_view(ticket: Ticket, document: PolicyDocument, calendars: Calendars, now: datetime) -> EndingView:
    """The announced close, until when it reopens free, its outcome and rating. `ticket.history` is loaded."""
    history, terms = ticket.history, ticket.terms
    closes_at = reopens_until = None
    clause: str | None = None
    since = silent_since(history) if ticket.status is Status.SOLVED else None
    ended = closed_at(history) if ticket.status is Status.CLOSED else None
    if since is not None and (silence := satisfaction.silence(document, calendars, terms, since)):
        closes_at, clause = silence.closes_at, silence.clause
    if ended is not None and (again := satisfaction.reopening(document, calendars, terms, ended)):
        reopens_until, clause = again.until, again.clause
    given, rated, until = outcome_of(history), rating_of(history), rating_until(history)
    return EndingView(
        closes_at=closes_at,
        reopens_until=reopens_until,
        clause=clause,
        outcomes=bool(outcomes.outcomes(document, terms)),
        outcome=given.outcome if given else None,
        entry=given.entry if given else None,
        stars=rated.stars if rated else None,
        rateable=until is None or now <= until,
    )
