"""The buttons of a ticket by its status and the side of the window: a button is a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.replies import Action, Actions, Style
from bot.wording.lines import text


@dataclass(frozen=True, slots=True)
class Ends:
    """What is open to somebody at the end of a ticket."""

    rates: bool = True
    reopens: bool = True
    outcomes: bool = False


def ticket_buttons(language: str, number: int, status: Status, face: Face, ends: Ends = Ends()) -> Actions:
    """What can be done next: at most four, one of them first; the rest in the overflow."""
    if face is Face.DESK:
        return _desk(language, number, status, ends)
    return _customer(language, number, status, ends)


def answer(language: str, number: int, style: Style = Style.DEFAULT) -> Action:
    """Answer the requester: opens the form that names who will read it."""
    return _of(language, "buttons.reply", "reply", number, style)


def why(language: str, number: int) -> Action:
    """Why each deadline is that moment."""
    return _of(language, "buttons.why", "why", number)


def escalate(language: str, number: int) -> Action:
    """Up the ladder, after a preview."""
    return _of(language, "buttons.escalate", "escalate", number)


def assign(language: str, number: int) -> Action:
    """Give it to an agent."""
    return _of(language, "buttons.assign", "assign", number)


def show(language: str, number: int) -> Action:
    """See the ticket."""
    return _of(language, "buttons.show", "show", number)


def claim(language: str, number: int, style: Style = Style.DEFAULT) -> Action:
    """Make it mine."""
    return _of(language, "buttons.claim", "claim", number, style)


def close(language: str, number: int) -> Action:
    """It is over."""
    return _of(language, "buttons.close", "close", number)


def reopen(language: str, number: int) -> Action:
    """It is not over."""
    return _of(language, "buttons.reopen", "reopen", number)


def facts(language: str, number: int) -> Action:
    """Add what the desk asks for."""
    return _of(language, "buttons.add_facts", "facts", number)


def rate(language: str, number: int, style: Style = Style.DEFAULT) -> Action:
    """How it went: opens the form."""
    return _of(language, "buttons.rate", "rate", number, style)


def snooze(language: str, number: int) -> Action:
    """No reminders for a while: opens the form."""
    return Action(text(language, "buttons.snooze"), f"snooze {number}")


def outcome(language: str, number: int) -> Action:
    """What came of it: opens the form."""
    return _of(language, "buttons.outcome", "outcome", number)


def _of(language: str, msgid: str, verb: str, number: int, style: Style = Style.DEFAULT) -> Action:
    """A ticket's button: a screen reader says of which ticket."""
    label = text(language, msgid)
    aloud = text(language, "lists.labelled", label=label, value=f"#{number}")
    return Action(label, f"{verb} {number}", style, aloud)


def _customer(language: str, number: int, status: Status, ends: Ends) -> Actions:
    explain = why(language, number)
    rating = (rate(language, number),) if ends.rates else ()
    match status:
        case Status.NEW | Status.OPEN | Status.ON_HOLD:
            return Actions((escalate(language, number), explain, close(language, number)))
        case Status.PENDING:
            facts = _of(language, "buttons.add_facts", "facts", number, Style.PRIMARY)
            return Actions((facts, explain, close(language, number)))
        case Status.SOLVED:
            confirm = _of(language, "buttons.confirm", "close", number, Style.PRIMARY)
            return Actions((confirm, reopen(language, number), *rating, explain))
        case Status.CLOSED:
            again = (reopen(language, number),) if ends.reopens else ()
            return Actions((*again, *rating, explain))
    assert_never(status)


def _desk(language: str, number: int, status: Status, ends: Ends) -> Actions:
    explain, up = why(language, number), escalate(language, number)
    first = answer(language, number, Style.PRIMARY)
    resume = _of(language, "buttons.resume", "resume", number)
    more = (
        assign(language, number),
        _of(language, "buttons.severity", "severity", number),
        _of(language, "buttons.note", "note", number),
    )
    over = close(language, number)
    match status:
        case Status.NEW:
            taking = (claim(language, number, Style.PRIMARY), answer(language, number))
            return Actions((*taking, up, explain), (*more, over))
        case Status.OPEN:
            pend = _of(language, "buttons.pending", "pending", number)
            return Actions((first, pend, up, explain), (*more, over))
        case Status.ON_HOLD:
            return Actions((first, resume, up, explain), (*more, over))
        case Status.PENDING:
            return Actions((first, resume, explain), (*more, over))
        case Status.SOLVED | Status.CLOSED:
            given = (outcome(language, number),) if ends.outcomes else ()
            return Actions((reopen(language, number), *given, explain))
    assert_never(status)
