"""What a ticket's card and `why` say of scope, and the card's buttons for it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Face
from bot.replies import Action, Actions, Line, Style
from bot.results import TicketView
from bot.wording.intake_cards import MOST, MOST_MORE
from bot.wording.proposals import proposal_buttons, proposal_line
from bot.wording.voice import Voice


def scope_rows(say: Voice, ticket: TicketView, face: Face) -> tuple[tuple[str, Line], ...]:
    """What it concerns, that it is not taken on, how it was let through, and what is billed."""
    view = ticket.scope
    if view is None:
        return ()
    rows: list[tuple[str, Line]] = []
    if view.concern is not None and face is Face.DESK:
        rows.append((say.text("scope.card.concern"), (view.concern.get(say.language),)))
    if view.excluded is not None and view.excluded_by is not None:
        title = view.excluded.get(say.language)
        told = say.line("lists.paired", what=title, detail=view.excluded_by)
        rows.append((say.text("scope.card.excluded"), told))
    if view.let_through_by is not None and face is Face.DESK:
        rows.append((say.text("scope.card.discretion"), _let_through(say, ticket)))
    if view.waiting is not None and ticket.status.is_live:
        offered = proposal_line(say, view.waiting.proposal)
        rows.append((say.text("scope.card.waiting"), offered))
    if view.agreed_minutes:
        minutes, worked = view.agreed_minutes, view.billed_minutes
        rows.append((say.text("scope.card.billed"), say.line("scope.card.minutes", minutes, worked=worked)))
    return tuple(rows)


def scope_lines(say: Voice, ticket: TicketView) -> tuple[Line, ...]:
    """What `why` says beside the deadlines: that they lapsed, and how the ticket was let through."""
    view = ticket.scope
    if view is None:
        return ()
    lines: list[Line] = []
    if view.excluded is not None and view.excluded_by is not None:
        title = view.excluded.get(say.language)
        lines.append(say.line("scope.why.excluded", title=title, clause=view.excluded_by))
    if view.let_through_by is not None:
        lines.append((*_let_through(say, ticket), "."))
    return tuple(lines)


def with_scope(actions: Actions, say: Voice, ticket: TicketView, face: Face) -> Actions:
    """A card's buttons with those of scope: Exclude for the desk, yes and no to what it proposes."""
    view, number = ticket.scope, ticket.number
    if view is None or not ticket.status.is_live:
        return actions
    if face is Face.DESK:
        exclude = Action(say.text("buttons.exclude"), f"exclude {number}")
        return replace(actions, overflow=(*actions.overflow, exclude)) if view.may_exclude else actions
    if view.waiting is None:
        return actions
    asked = proposal_buttons(say, number, view.waiting.number).actions
    others = tuple(replace(action, style=Style.DEFAULT) for action in actions.actions)
    first, rest = (*asked, *others)[:MOST], (*asked, *others)[MOST:]
    return replace(actions, actions=first, overflow=(*rest, *actions.overflow)[:MOST_MORE])


def _let_through(say: Voice, ticket: TicketView) -> Line:
    view = ticket.scope
    assert view is not None
    over, clause = ", ".join(view.let_through_over), view.let_through_by or ""
    if over:
        return say.line("scope.card.let_through", clause=clause, over=over)
    return say.line("scope.card.let_in", clause=clause)
