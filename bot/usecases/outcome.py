"""Outcomes (`outcome`): what came of a ticket, once it was discussed with the client (TT-6.b.outcome)."""

from __future__ import annotations

from bot.commands import GiveOutcome
from bot.domain.ending import outcome_of
from bot.domain.events import Closed, Escalated, EscalationKind, Event, OutcomeGiven, Resumed
from bot.domain.history import is_answered
from bot.domain.people import Face
from bot.domain.register import Entry, EntryKind, entry_named
from bot.domain.ticket import Status, Ticket
from bot.errors import NoSuchThing, NotNow
from bot.outgoing import EscalatedNotice, OutcomeNotice, ToPerson
from bot.requests import Via
from bot.results import OutcomeForm, OutcomeTold, Refused
from bot.usecases.asking import Asking
from bot.usecases.conversing import REQUESTER
from bot.usecases.recording import keep_text, owe, owe_thread, record
from bot.usecases.refusing import refused_on
from policy import outcomes
from policy.decisions import Denied, ReasonCode
from policy.facts import Role
from policy.incident_rules import Duty, Outcome

CORRECTION = "correction"
"""The group to which a malfunction is escalated."""
_KINDS = {Outcome.FEATURE: EntryKind.WISH, Outcome.DEFECT: EntryKind.DEFECT}


def outcome(command: GiveOutcome, asking: Asking) -> OutcomeForm | OutcomeTold | Refused:
    """Put it on record, and do what it entails; without an outcome, the form."""
    ticket = asking.ticket(command.ticket, "outcome", lock=True)
    document, calendars = asking.pinned(ticket)
    known = outcomes.outcomes(document, ticket.terms)
    _possible(ticket, known, command.outcome)
    discussed = command.discussed or _on_record(asking, ticket)
    role = asking.member.membership.role
    given = command.outcome or known[0]
    decision = outcomes.may_give(
        document, ticket.terms, role, given, discussed=command.outcome is None or bool(discussed)
    )
    if isinstance(decision, Denied):
        undiscussed = {reason.code for reason in decision.reasons} == {ReasonCode.NOT_DISCUSSED}
        if undiscussed and asking.request.via is Via.FORM:
            return _form(command, asking, ticket, decision.reasons[0].citation.clause, "", missing=True)
        return refused_on(asking, ticket, "outcome", decision)
    clause = decision.reasons[0].citation.clause
    if command.outcome is None:
        return _form(command, asking, ticket, clause, discussed or "")
    ticket, entry = _given(command, asking, ticket, command.outcome, clause, discussed)
    following = outcomes.follow_up(document, calendars, ticket.terms, asking.at)
    return OutcomeTold(
        asking.view(ticket),
        command.outcome,
        clause,
        entry.name if entry else None,
        following.at if following else None,
        following.clause if following else None,
    )


def _possible(ticket: Ticket, known: tuple[Outcome, ...], wanted: Outcome | None) -> None:
    """NotNow where the policy has no such outcome, one stands already, or nobody answered the requester."""
    if not known or (wanted is not None and wanted not in known):
        raise NotNow("error.no_outcomes", ticket=ticket.number)
    standing = outcome_of(ticket.history)
    if standing is not None:
        raise NotNow("error.outcome_given", ticket=ticket.number, outcome=standing.outcome)
    if not is_answered(ticket.history):
        raise NotNow("error.answer_first", ticket=ticket.number)


def _on_record(asking: Asking, ticket: Ticket) -> str | None:
    """What the task to discuss it with the client came to, once it is done."""
    found = asking.uow.tasks.of_ticket(asking.desk.id, ticket.id)
    told = [task.result for task in found if task.kind == Duty.DISCUSS and task.done_at and task.result]
    return told[-1] if told else None


def _form(
    command: GiveOutcome,
    asking: Asking,
    ticket: Ticket,
    clause: str,
    discussed: str,
    *,
    missing: bool = False,
) -> OutcomeForm:
    document, _ = asking.pinned(ticket)
    entries = asking.uow.register.open_of(asking.desk.id)
    return OutcomeForm(
        ticket=asking.view(ticket),
        outcomes=outcomes.outcomes(document, ticket.terms),
        clause=clause,
        entries=tuple((e.name, e.title) for e in entries if e.kind is EntryKind.DEFECT),
        outcome=command.outcome,
        entry=command.entry,
        text=command.text or "",
        discussed=discussed,
        missing=missing,
    )


def _given(
    command: GiveOutcome,
    asking: Asking,
    ticket: Ticket,
    given: Outcome,
    clause: str,
    discussed: str | None,
) -> tuple[Ticket, Entry | None]:
    entry = _entry(command, asking, ticket, given)
    text = keep_text(asking, ticket, command.text) if command.text else None
    spoken = keep_text(asking, ticket, discussed) if discussed else None
    name = entry.name if entry else None
    event = OutcomeGiven(asking.at, asking.me, given, clause, spoken, text, name)
    told = tuple(
        member.person.id
        for member in asking.uow.people.staff(asking.desk.id, (Role.LEAD,))
        if member.person.id != asking.me
    )
    across = Escalated(
        asking.at, asking.me, EscalationKind.FUNCTIONAL, CORRECTION, None, told, spoken, clause
    )
    happened: list[Event] = [event]
    status = ticket.status
    if status.is_live and given is Outcome.DEFECT:
        happened.append(across)
        if status is Status.PENDING:
            happened.insert(0, Resumed(asking.at, asking.me, REQUESTER))
        status = Status.ON_HOLD
    elif status is not Status.CLOSED and given is not Outcome.DEFECT:
        happened.append(Closed(asking.at, asking.me))
        status = Status.CLOSED
    ticket = record(asking, ticket, *happened, status=status)
    _told(asking, ticket, event, across if across in happened else None)
    for task in asking.uow.tasks.of_ticket(asking.desk.id, ticket.id):
        if task.kind == Duty.DISCUSS and task.done_at is None:
            asking.uow.tasks.done(task, asking.me, asking.at, discussed)
    return ticket, entry


def _entry(command: GiveOutcome, asking: Asking, ticket: Ticket, given: Outcome) -> Entry | None:
    """Where it is entered in the register: the defect named, else a new one."""
    kind = _KINDS.get(given)
    if kind is None:
        return None
    if command.entry is None:
        # The subject is the account's own; the register stays on the desk's side.
        title = (command.text or ticket.subject).partition("\n")[0]
        entry = asking.uow.register.add(asking.desk.id, kind, title, ticket.product, asking.at, asking.me)
    else:
        named = entry_named(command.entry)
        found = None if named is None else asking.uow.register.get(asking.desk.id, *named)
        if found is None or found.kind is not kind:
            raise NoSuchThing("error.no_such_entry", entry=command.entry)
        if found.done_at is not None:
            raise NotNow("error.entry_done", entry=found.name, version=found.version or "")
        entry = found
    asking.uow.register.link(entry, ticket.id, asking.at)
    return entry


def _told(asking: Asking, ticket: Ticket, event: OutcomeGiven, across: Escalated | None) -> None:
    public = OutcomeNotice(event.outcome, event.clause, event.actor, event.entry)
    inside = OutcomeNotice(event.outcome, event.clause, event.actor, event.entry, event.discussed, event.text)
    owe_thread(asking, ticket, Face.CUSTOMER, public)
    owe_thread(asking, ticket, Face.DESK, inside)
    if across is None:
        return
    notice = EscalatedNotice(
        across.kind, across.to, None, across.told, across.actor, across.reason, across.clause
    )
    for person in across.told:
        owe(asking, ticket, ToPerson(person), notice, f"escalated:p{person}")
