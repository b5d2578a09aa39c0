"""Minutes of billed work: never more than the requester's side said yes to."""

from __future__ import annotations

from bot.domain.events import BilledWorkDone
from bot.domain.ids import TextId
from bot.domain.proposals import agreed_minutes, billed_minutes
from bot.domain.ticket import Ticket
from bot.errors import NotNow
from bot.results import Refused
from bot.usecases.asking import Asking
from bot.usecases.recording import record
from bot.usecases.refusing import refused_on
from policy import scope
from policy.decisions import Denied


def log_billed(asking: Asking, ticket: Ticket, minutes: int, text: TextId | None) -> Ticket | Refused:
    """Record minutes of billed work, or refuse them where no yes covers them (PB-b.extra).

    Raises:
        NotNow: the policy of the ticket knows no billed work.
    """
    document, _ = asking.pinned(ticket)
    agreed, worked = agreed_minutes(ticket.history), billed_minutes(ticket.history)
    may = scope.may_work_billed(document, ticket.terms.plan, agreed, worked, minutes)
    if may is None:
        raise NotNow("error.no_billed_work", policy=document.title.get(asking.language))
    if isinstance(may, Denied):
        return refused_on(asking, ticket, "log", may)
    return record(asking, ticket, BilledWorkDone(asking.at, asking.me, minutes, text))
