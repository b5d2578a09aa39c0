"""Explain each deadline of a ticket: the windows counted, the closures, the pauses, the clauses."""

from __future__ import annotations

from bot.commands import Why
from bot.domain.history import promises_of
from bot.promise_views import closures_in, explanation_of
from bot.results import WhyTold
from bot.usecases.asking import Asking


def why(command: Why, asking: Asking) -> WhyTold:
    """Every promise of the ticket, as its own policy version has it."""
    ticket = asking.readable(command.ticket, "why")
    document, calendars = asking.pinned(ticket)
    told = []
    for promise in promises_of(ticket, document, calendars):
        clock, explanation = explanation_of(ticket, promise, calendars, asking.now)
        named = closures_in(explanation, promise, document, asking.policies, asking.language)
        told.append((clock, named))
    return WhyTold(asking.view(ticket), tuple(told), command.every)
