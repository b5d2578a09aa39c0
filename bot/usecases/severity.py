"""Change how bad a ticket is: its history is read again from its start under the new targets."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import SetSeverity
from bot.domain.events import SeverityChanged
from bot.domain.history import promises_of
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.errors import NotNow
from bot.outgoing import Change, ChangeNotice
from bot.results import Changed, PromiseView, SeverityForm
from bot.usecases.asking import Asking
from bot.usecases.recording import owe_thread, record
from policy.facts import Severity
from policy.ranks import rank
from policy.rules import SeverityRule


def set_severity(command: SetSeverity, asking: Asking) -> Changed | SeverityForm:
    """Change it, and tell both sides; without a severity, show what each would promise."""
    ticket = asking.live(asking.ticket(command.ticket, "severity", lock=True))
    after = command.severity
    if after is None:
        rows = tuple((each, _promised(asking, ticket, each)) for each in Severity)
        document, _ = asking.pinned(ticket)
        means = {rule.severity: rule.means for rule in document.of(SeverityRule)}
        return SeverityForm(asking.view(ticket), rows, means)
    if after is ticket.severity:
        raise NotNow("error.same_severity", ticket=ticket.number, severity=after)
    event = SeverityChanged(asking.at, asking.me, ticket.severity, after)
    document, _ = asking.pinned(ticket)
    ticket = record(asking, ticket, event, severity=after, rank=rank(document, ticket.terms.plan, after))
    for face in Face:
        owe_thread(asking, ticket, face, ChangeNotice(Change.SEVERITY, asking.me, detail=after))
    return Changed(Change.SEVERITY, asking.view(ticket), promises=_promised(asking, ticket, after))


def _promised(asking: Asking, ticket: Ticket, severity: Severity) -> tuple[PromiseView, ...]:
    document, calendars = asking.pinned(ticket)
    would = replace(ticket, severity=severity)
    return asking.promised(promises_of(would, document, calendars), document, calendars)
