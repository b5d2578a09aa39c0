"""Log worked minutes on a ticket, as far as they are covered (SU-30-minutes, SU-hourly, SU-trial)."""

from __future__ import annotations

from bot.commands import Log
from bot.domain.events import Worked
from bot.domain.people import Face
from bot.domain.proposals import agreed_minutes, billed_minutes
from bot.domain.ticket import Status, Ticket
from bot.domain.units import TRIAL
from bot.domain.working import asked_for_another, worked_minutes
from bot.errors import NotNow
from bot.outgoing import WorkedNotice
from bot.results import AskedAnother, LogForm, Logged, Refused
from bot.usecases.another import ask_for_another, propose
from bot.usecases.asking import Asking
from bot.usecases.billed_log import log_billed
from bot.usecases.holding import account_of, locked
from bot.usecases.metering import begin_trial, settle
from bot.usecases.recording import keep_text, owe_thread, record
from bot.usecases.refusing import refused_on
from policy.counting import Counting, counting
from policy.covering import Work, covered_minutes, is_near, may_log
from policy.decisions import Denied
from policy.ledgers import Entry, EntryKind, held, units_held


def log(command: Log, asking: Asking) -> Logged | LogForm | Refused | AskedAnother:
    """Log them; what is beyond what the customer has is refused, with what to do."""
    ticket = locked(asking, command.ticket, "log")
    if command.another:
        return ask_for_another(asking, ticket)
    if ticket.status is Status.CLOSED:
        raise NotNow("error.not_now", ticket=ticket.number, status=ticket.status)
    if command.minutes is None:
        return LogForm(asking.view(ticket), command.text or "")
    if command.billed:
        return _billed(asking, ticket, command.minutes, command.text)
    document, _ = asking.pinned(ticket)
    what = counting(document, ticket.terms)
    work = _work(asking, ticket, command.minutes, what)
    decision, entries = may_log(document, ticket.terms, work, asking.now)
    if isinstance(decision, Denied):
        return refused_on(asking, ticket, "log", decision)
    kept = keep_text(asking, ticket, command.text) if command.text else None
    ticket = record(asking, ticket, Worked(asking.at, asking.me, command.minutes, kept))
    units = units_held(work.entries)
    if what is Counting.TICKETS:
        entries = _on_its_ticket(asking, ticket, work)
    asking.uow.units.append(ticket.desk_id, ticket.account_id, entries, actor=asking.me, text=kept)
    worked = worked_minutes(ticket.history)
    covered = covered_minutes(document, ticket.terms, units) if what is Counting.TICKETS else None
    notice = WorkedNotice(asking.me, command.minutes, worked, covered, kept)
    owe_thread(asking, ticket, Face.DESK, notice)
    near = what is Counting.TICKETS and is_near(document, ticket.terms, units, work.before, worked)
    if near and not asked_for_another(ticket.history):
        ticket = propose(asking, ticket, by=None)
    reasons = () if decision is None else decision.reasons
    return Logged(asking.view(ticket), command.minutes, worked, reasons, near)


def _billed(asking: Asking, ticket: Ticket, minutes: int, text: str | None) -> Logged | Refused:
    """Of the billed work that was said yes to: nothing of a plan is charged."""
    kept = keep_text(asking, ticket, text) if text else None
    done = log_billed(asking, ticket, minutes, kept)
    if isinstance(done, Refused):
        return done
    worked = billed_minutes(done.history)
    owe_thread(
        asking, done, Face.DESK, WorkedNotice(asking.me, minutes, worked, agreed_minutes(done.history), kept)
    )
    return Logged(asking.view(done), minutes, worked, ())


def _work(asking: Asking, ticket: Ticket, minutes: int, what: Counting) -> Work:
    """The work with what it may be charged to."""
    units, account = asking.uow.units, account_of(asking.uow, ticket)
    before = worked_minutes(ticket.history)
    own = units.of_ticket(ticket.id)
    if what not in {Counting.TRIAL, Counting.MINUTES}:
        return Work(ticket.requester_id, ticket.id, before, minutes, entries=own)
    if what is Counting.TRIAL:
        begin_trial(asking, ticket)
    settle(asking, account)
    drawn = {entry.lot for entry in own}
    lots = tuple(
        lot
        for lot in units.all_of(account)
        if (lot.code == TRIAL) is (what is Counting.TRIAL) and (lot.left > 0 or lot.id in drawn)
    )
    entries = units.of_lots(lot.id for lot in lots)
    return Work(ticket.requester_id, ticket.id, before, minutes, lots, entries)


def _on_its_ticket(asking: Asking, ticket: Ticket, work: Work) -> tuple[Entry, ...]:
    """The minutes beside the last ticket of a pack that it holds: they cost nothing more."""
    lots = [lot for lot, (waiting, used) in held(work.entries).items() if waiting + used > 0]
    if not lots:
        return ()
    return (Entry(lots[-1], EntryKind.WORKED, 0, asking.at, ticket.id, work.minutes),)
