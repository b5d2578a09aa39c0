"""What was owed to be said, and no longer holds when it comes to be said."""

from __future__ import annotations

from bot.domain.ending import rating_of
from bot.domain.ticket import Status, Ticket
from bot.outgoing import Outgoing, RatingAskedNotice, RequestNotice, Silence, SilenceNotice, TaskNotice
from bot.storage import UnitOfWork


def no_longer(uow: UnitOfWork, row: Outgoing, ticket: Ticket | None) -> str | None:
    """Why it is not said any more; None where it still holds."""
    match row.notice:
        case TaskNotice(number=number):
            task = uow.tasks.numbered(row.desk_id, number)
            return "the task is done" if task is not None and task.done_at is not None else None
        case SilenceNotice(what=Silence.REMINDED) if ticket is not None:
            return None if ticket.status is Status.SOLVED else "the ticket is no longer waiting to be closed"
        case RatingAskedNotice() if ticket is not None:
            return None if rating_of(ticket.history) is None else "the requester has rated it"
        case RequestNotice(account=account, number=number):
            request = uow.internal_requests.get(row.desk_id, account, number)
            waits = request is not None and request.is_open
            return None if waits else "the request waits no longer"
        case _:
            return None
