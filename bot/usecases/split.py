"""Another subject came up on a ticket: it takes a ticket of its own (SU-indivisible)."""

from __future__ import annotations

from bot.commands import Split
from bot.domain.ids import TextId
from bot.domain.people import Face
from bot.errors import NotNow
from bot.outgoing import Draft, SubjectNotice, ToThread
from bot.results import SplitForm, SplitTold
from bot.usecases.asking import Asking
from bot.usecases.recording import keep_text
from policy.counting import other_subject

LONGEST = 200
"""Characters of the subject."""


def split(command: Split, asking: Asking) -> SplitTold | SplitForm:
    """Tell the requester's side, who open the other ticket themselves: it uses one of theirs."""
    ticket = asking.ticket(command.ticket, "split", lock=True)
    document, _ = asking.pinned(ticket)
    reason = other_subject(document, ticket.terms, ticket.number)
    if reason is None:
        raise NotNow("error.divisible", ticket=ticket.number)
    if not command.subject:
        return SplitForm(asking.view(ticket))
    subject = " ".join(command.subject.split())[:LONGEST]
    kept = keep_text(asking, ticket, subject)
    notice = SubjectNotice(asking.me, kept, reason.citation.clause)
    draft = Draft(ticket.desk_id, ticket.id, ToThread(Face.CUSTOMER), notice, _key(kept))
    asking.uow.outbox.add(draft, asking.now)
    return SplitTold(asking.view(ticket), subject, (reason,))


def suggested(text: int, asking: Asking) -> str | None:
    """The subject that somebody was asked to open a ticket for, if this person may see where."""
    row = asking.uow.outbox.by_key(asking.desk.id, _key(text))
    if row is None or row.ticket_id is None:
        return None
    number = asking.uow.tickets.load(asking.desk.id, row.ticket_id).number
    if asking.uow.tickets.visible_to(asking.member).get(number) is None:
        return None
    return asking.uow.texts.get(asking.desk.id, TextId(text))


def _key(text: int) -> str:
    return f"split:{text}"
