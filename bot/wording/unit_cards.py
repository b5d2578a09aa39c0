"""What a card says of tickets and minutes, and the button that logs work where work is counted."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Face
from bot.replies import Action, Actions, Line
from bot.results import MeterView, TicketView
from bot.wording.lines import joined
from bot.wording.voice import Voice


def meter_rows(say: Voice, ticket: TicketView) -> tuple[tuple[str, Line], ...]:
    """The desk's row on it; none where there is nothing to say."""
    line = () if ticket.meter is None else meter_line(say, ticket.meter)
    return ((say.text("cards.units"), line),) if line else ()


def meter_line(say: Voice, meter: MeterView) -> Line:
    """What it takes of what is counted: "1 ticket used, 22 of 30 minutes worked"."""
    parts: list[Line] = []
    if meter.tickets is not None:
        state = "cards.units.used" if meter.used else "cards.units.reserved"
        parts.append(say.line(state, meter.tickets) if meter.tickets else say.line("cards.units.none"))
    if meter.worked and meter.covered is not None:
        parts.append(say.line("cards.units.worked", worked=meter.worked, covered=meter.covered))
    elif meter.worked:
        parts.append((say.text("units.worked_minutes", meter.worked),))
    return joined(parts, ", ")


def with_log(actions: Actions, say: Voice, ticket: TicketView, face: Face) -> Actions:
    """A card's buttons with the one that logs work, for the desk, where work is counted."""
    counted = face is Face.DESK and ticket.meter is not None and ticket.status.is_live
    if not counted:
        return actions
    logs = Action(say.text("buttons.log"), f"log {ticket.number}")
    return replace(actions, overflow=(*actions.overflow, logs))
