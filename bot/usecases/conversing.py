"""What is written on a ticket: an agent's answers, the requester's side, internal notes."""

from __future__ import annotations

from bot.domain.events import Answered, Assigned, Event, Heard, Noted, Pended, Resumed
from bot.domain.people import Face
from bot.domain.ticket import Status, Ticket
from bot.outgoing import AnswerNotice, AnswerReceipt, Change, ChangeNotice, HeardNotice, NoteNotice
from bot.requests import Mailed, Said
from bot.usecases.asking import Asking
from bot.usecases.recording import carry, keep_message, owe_thread, record
from policy.facts import Channel

REQUESTER = "requester"
"""The reason of a pause that waits for the requester."""


def answered(
    asking: Asking,
    ticket: Ticket,
    text: str,
    *,
    question: bool = False,
    more: tuple[Event, ...] = (),
    channel: Channel | None = None,
) -> Ticket:
    """An agent's public answer; with `question`, the ticket then waits, after what `more` says of it.

    `channel` is phone for what was said in a call.

    Whoever answers a ticket that nobody has takes it: what was answered must not be left without an agent.
    """
    kept = keep_message(asking, ticket, text)
    happened: list[Event] = [Answered(asking.at, asking.me, kept, channel)]
    status = Status.OPEN if ticket.status is Status.NEW else ticket.status
    assignee = ticket.assignee_id
    if assignee is None and ticket.status.is_live:
        assignee = asking.me
        happened.insert(0, Assigned(asking.at, asking.me, assignee))
    if question:
        happened += [*more, Pended(asking.at, asking.me, REQUESTER)]
        status = Status.PENDING
    ticket = record(asking, ticket, *happened, status=status, assignee_id=assignee)
    carry(asking, ticket, Face.CUSTOMER, AnswerNotice(kept, asking.me, question, channel))
    owe_thread(asking, ticket, Face.DESK, AnswerReceipt(kept, asking.me, asking.at, channel))
    return ticket


def heard(asking: Asking, ticket: Ticket, text: str, *more: Event) -> Ticket:
    """The requester's side wrote: a wait for them is over. A solved ticket stays solved."""
    kept = keep_message(asking, ticket, text)
    happened: list[Event] = [Heard(asking.at, asking.me, kept, _ref(asking)), *more]
    status = ticket.status
    if status is Status.PENDING:
        happened.append(Resumed(asking.at, asking.me, REQUESTER))
        status = Status.OPEN
    resumed = status is not ticket.status
    ticket = record(asking, ticket, *happened, status=status)
    notice = HeardNotice(kept, asking.me)
    carry(asking, ticket, Face.DESK, notice)
    carry(asking, ticket, Face.CUSTOMER, notice)
    if resumed:
        owe_thread(asking, ticket, Face.DESK, ChangeNotice(Change.RESUMED, asking.me))
    return ticket


def noted(asking: Asking, ticket: Ticket, text: str) -> Ticket:
    """An internal note: the customer never sees it and no clock stops."""
    kept = keep_message(asking, ticket, text)
    ticket = record(asking, ticket, Noted(asking.at, asking.me, kept, _ref(asking)))
    carry(asking, ticket, Face.DESK, NoteNotice(kept, asking.me))
    return ticket


def _ref(asking: Asking) -> str | None:
    match asking.request.intent:
        case Said(ref=ref) | Mailed(message_id=ref):
            return ref
        case _:
            return None
