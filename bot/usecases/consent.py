"""Consent to remote access (`consent`): given and withdrawn on the ticket by the requester's side."""

from __future__ import annotations

from bot import commands as c
from bot.domain.events import ConsentGiven, ConsentWithdrawn, Event
from bot.domain.intake import remote_allowed
from bot.domain.people import Face
from bot.errors import NotNow
from bot.outgoing import Change, ChangeNotice
from bot.results import Changed, ConsentAsked
from bot.usecases.asking import Asking
from bot.usecases.recording import owe_thread, record
from policy import intake


def consent(command: c.Consent, asking: Asking) -> Changed | ConsentAsked:
    """Give it or withdraw it; saying again what holds already changes nothing. Both threads are told.

    Raises:
        NotNow: the ticket is over, or its policy asks for no such consent.
    """
    ticket = asking.live(asking.ticket(command.ticket, "consent", lock=True))
    document, _ = asking.pinned(ticket)
    if intake.consent_clause(document, ticket.terms.plan) is None:
        raise NotNow("error.no_consent_needed", ticket=ticket.number)
    if command.allowed is None:
        return ConsentAsked(asking.view(ticket))
    change = Change.CONSENT_GIVEN if command.allowed else Change.CONSENT_WITHDRAWN
    if remote_allowed(ticket.history) is not command.allowed:
        event: Event = (ConsentGiven if command.allowed else ConsentWithdrawn)(asking.at, asking.me)
        ticket = record(asking, ticket, event)
        for face in Face:
            owe_thread(asking, ticket, face, ChangeNotice(change, asking.me))
    return Changed(change, asking.view(ticket))
