"""What a ticket's card says of facts and of remote access, and its buttons for them."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.replies import Action, Actions, Line, Style
from bot.results import TicketView
from bot.wording.lines import text
from bot.wording.voice import Voice

MOST = 4
"""Buttons of a card, the overflow aside."""
MOST_MORE = 5
"""Of the overflow."""


def remote_row(say: Voice, ticket: TicketView) -> tuple[tuple[str, Line], ...]:
    """The flag of a ticket that waits for consent: no remote session until then."""
    remote = ticket.remote
    if remote is None or remote.allowed or not ticket.status.is_live:
        return ()
    name = ticket.requester.name
    return ((say.text("intake.remote"), say.line("intake.flag", name=name, clause=remote.clause)),)


def waits_for_consent(say: Voice, ticket: TicketView) -> tuple[Line, ...]:
    """To the requester: that there is no remote session before they allow it, and what there is meanwhile."""
    remote = ticket.remote
    if remote is None or remote.allowed or not ticket.status.is_live:
        return ()
    return (say.line("reasons.waits_for_consent", clause=remote.clause),)


def remote_context(say: Voice, ticket: TicketView) -> tuple[Line, ...]:
    """That remote access is allowed, for the quiet line of a card."""
    allowed = ticket.remote is not None and ticket.remote.allowed
    return (say.line("intake.allowed"),) if allowed else ()


def with_intake(actions: Actions, say: Voice, ticket: TicketView, face: Face) -> Actions:
    """A card's buttons with those of facts and consent, where there is room and reason."""
    first, more, number = actions.actions, actions.overflow, ticket.number
    if face is Face.DESK:
        asks = ticket.asks_facts and ticket.status in {Status.NEW, Status.OPEN, Status.ON_HOLD}
        if asks:
            more = (*more, Action(text(say.language, "buttons.ask_facts"), f"facts {number}"))
    elif ticket.remote is not None and ticket.status.is_live:
        if ticket.remote.allowed and len(more) < MOST_MORE:
            more = (*more, withdraw(say.language, number))
        elif not ticket.remote.allowed and len(first) < MOST:
            taken = any(action.style is Style.PRIMARY for action in first)
            yes = allow(say.language, number)
            first = (*first, replace(yes, style=Style.DEFAULT)) if taken else (yes, *first)
    return replace(actions, actions=first, overflow=more)


def allow(language: str, number: int) -> Action:
    """Yes to remote access."""
    return Action(text(language, "buttons.allow_remote"), f"consent {number} yes", Style.PRIMARY)


def withdraw(language: str, number: int) -> Action:
    """No longer."""
    return Action(text(language, "buttons.withdraw_remote"), f"consent {number} no")
