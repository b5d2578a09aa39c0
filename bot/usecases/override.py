"""Let through what the policy refused, at the desk's discretion; or ask the desk to."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from bot.commands import Open, Override, PersonWord
from bot.domain import events
from bot.domain.ending import outcome_of
from bot.domain.people import Face, Member
from bot.domain.refusals import KEPT, Refusal, RefusalId
from bot.domain.scope import exclusion_of, override_of
from bot.domain.ticket import Ticket
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.outgoing import Draft, ExceptionAskedNotice, OverriddenNotice, ToPlace
from bot.results import ExceptionAsked, Overridden, OverrideForm, Refused
from bot.storage import Conflict
from bot.usecases.asking import Asking
from bot.usecases.filing import opened
from bot.usecases.prospect import Prospect, prospect_of, refused
from bot.usecases.recording import keep_text, owe_thread, record
from bot.usecases.refusing import refused_on
from policy import scope
from policy.decisions import Allowed, Denied, Reason
from policy.documents import PolicyDocument
from policy.incident_rules import Outcome
from policy.product_rules import VersionsRule
from policy.releases import UNSUPPORTED

_COMMAND: TypeAdapter[Open] = TypeAdapter(Open)


def discretion(asking: Asking, prospect: Prospect) -> Reason | None:
    """By which clause the desk may be asked to let through what was refused; None where it may not."""
    decision = prospect.decision
    if asking.is_staff or not isinstance(decision, Denied):
        return None
    found = scope.hints(prospect.version.document, prospect.account.plan, _clauses(decision))
    return found[0] if found else None


def kept(command: Open, asking: Asking, prospect: Prospect, told: Refused) -> Refused:
    """The refusal with its number, kept for a while where the desk may let it through."""
    hint = discretion(asking, prospect)
    if hint is None or not asking.writes:
        return told
    refusal = _keep(command, asking, prospect, _clauses(told.decision))
    decision = replace(told.decision, reasons=(*told.decision.reasons, hint))
    return replace(told, decision=decision, refusal=refusal.id)


def ask_at_once(command: Open, asking: Asking, prospect: Prospect, decision: Denied) -> ExceptionAsked:
    """Keep what the form was refused, and bring it before the desk in the same act."""
    refusal = _keep(command, asking, prospect, _clauses(decision))
    hint = discretion(asking, prospect)
    assert hint is not None
    return _asked(asking, refusal, prospect, command, hint)


def _keep(command: Open, asking: Asking, prospect: Prospect, clauses: tuple[str, ...]) -> Refusal:
    asking.uow.refusals.forget(asking.desk.id, asking.now - KEPT)
    text = _COMMAND.dump_json(replace(command, draft=None, accepted=None)).decode()
    return asking.uow.refusals.add(asking.desk.id, prospect.account.id, asking.me, text, clauses, asking.now)


def override(command: Override, asking: Asking) -> ExceptionAsked | OverrideForm | Overridden | Refused:
    """Let a refused request through, or what is withheld of a ticket; a customer asks for the former.

    Raises:
        NoSuchThing: no such request of this desk (or of this person), or no such ticket.
        NotNow: it is a ticket already, nothing is withheld, or the policy knows no discretion.
        NotUnderstood: a customer names no refused request.
    """
    if command.refusal is None:
        return _on_ticket(command, asking)
    refusal = _refusal(asking, command.refusal)
    requester = _requester(asking, refusal)
    wanted = _COMMAND.validate_json(refusal.command)
    prospect = prospect_of(wanted, replace(asking, member=requester))
    decision = prospect.decision
    clauses = _clauses(decision) if isinstance(decision, Denied) else ()
    may = _may(asking, prospect.version.document, prospect.account.plan, clauses)
    if isinstance(may, Denied):
        return refused(wanted, asking, prospect, may)
    if not asking.is_staff:
        return _asked(asking, refusal, prospect, wanted, may.reasons[0])
    if not isinstance(decision, Allowed | Denied):
        # A yes that only its requester can give: nobody gives it for them.
        return refused(wanted, asking, prospect, Denied(decision.reasons))
    if command.reason is None:
        person, reasons = asking.shown(requester), decision.reasons
        subject, account = wanted.subject or "", prospect.account.name
        return OverrideForm(f"R{refusal.id}", subject, account, person.name, reasons, may.reasons[0])
    return _overridden(command.reason, asking, refusal, wanted, prospect, requester, may.reasons[0])


def _on_ticket(command: Override, asking: Asking) -> OverrideForm | Overridden | Refused:
    """Go beyond what the policy gives a ticket: fixes for a version that is supported no more, say."""
    ticket = asking.ticket(command.ticket, "override", lock=True)
    if not asking.is_staff:
        raise NotUnderstood("error.which_refusal")
    asking.live(ticket)
    document, _ = asking.pinned(ticket)
    clauses = withheld(ticket, document)
    if override_of(ticket.history) is not None or not clauses:
        raise NotNow("error.nothing_withheld", ticket=ticket.number)
    may = _may(asking, document, ticket.terms.plan, clauses)
    if isinstance(may, Denied):
        return refused_on(asking, ticket, "override", may)
    if command.reason is None:
        view = asking.view(ticket)
        name = view.requester.name
        return OverrideForm(
            str(ticket.number), ticket.subject, view.account, name, (), may.reasons[0], clauses
        )
    ticket = _recorded(asking, ticket, may.reasons[0].citation.clause, clauses, command.reason)
    return Overridden(asking.view(ticket), may.reasons, opened=False)


def withheld(ticket: Ticket, document: PolicyDocument) -> tuple[str, ...]:
    """By which clauses a ticket gets less than support: its version, its cause, where its defect is fixed."""
    excluded = exclusion_of(ticket.history)
    versions = (rule.clause for rule in document.of(VersionsRule))
    agreed = next((event.agreed for event in ticket.history if isinstance(event, events.Opened)), ())
    given = outcome_of(ticket.history)
    reports = ticket.product is not None and given is not None and given.outcome is Outcome.DEFECT
    return (
        *(versions if UNSUPPORTED in agreed or reports else ()),
        *(() if excluded is None else (excluded.clause,)),
    )


def _may(asking: Asking, document: PolicyDocument, plan: str, clauses: tuple[str, ...]) -> Allowed | Denied:
    may = scope.may_let_through(document, plan, clauses)
    if may is None:
        raise NotNow("error.no_discretion", policy=document.title.get(asking.language))
    return may


def _refusal(asking: Asking, number: int) -> Refusal:
    refusal = asking.uow.refusals.get(asking.desk.id, RefusalId(number))
    is_theirs = refusal is not None and (asking.is_staff or refusal.person_id == asking.me)
    if refusal is None or not is_theirs or refusal.at < asking.now - KEPT:
        raise NoSuchThing("error.no_such_refusal", refusal=number)
    if refusal.ticket_id is not None:
        ticket = asking.uow.tickets.load(asking.desk.id, refusal.ticket_id)
        raise NotNow("error.sent_already", ticket=ticket.number)
    return refusal


def _overridden(
    reason: str,
    asking: Asking,
    refusal: Refusal,
    wanted: Open,
    prospect: Prospect,
    requester: Member,
    discretion: Reason,
) -> Overridden:
    named = replace(wanted, requester=PersonWord(f"p{requester.person.id}"))
    ticket = opened(named, asking, prospect, requester)
    over = _clauses(prospect.decision) if isinstance(prospect.decision, Denied) else ()
    ticket = _recorded(asking, ticket, discretion.citation.clause, over, reason)
    if not asking.uow.refusals.became(refusal, ticket.id):
        raise Conflict("somebody let it through meanwhile")
    return Overridden(asking.view(ticket), (discretion, *prospect.decision.reasons))


def _recorded(asking: Asking, ticket: Ticket, clause: str, over: tuple[str, ...], reason: str) -> Ticket:
    """In the ticket's history with its reason, and told on both sides; the reason stays with the desk."""
    text = keep_text(asking, ticket, reason)
    ticket = record(asking, ticket, events.Overridden(asking.at, asking.me, clause, over, text))
    for face in Face:
        owe_thread(asking, ticket, face, OverriddenNotice(clause, over, asking.me, text))
    return ticket


def _asked(
    asking: Asking, refusal: Refusal, prospect: Prospect, wanted: Open, reason: Reason
) -> ExceptionAsked:
    """Said once at the desk's own place, with a button."""
    if asking.uow.refusals.asked(refusal, asking.now):
        notice = ExceptionAskedNotice(
            refusal.id, prospect.account.name, wanted.subject or "", refusal.clauses, asking.me
        )
        places = asking.uow.places.of_desk(asking.desk.id, Face.DESK)
        for place in places[:1]:
            draft = Draft(asking.desk.id, None, ToPlace(place.id), notice, f"exception:{refusal.id}")
            asking.uow.outbox.add(draft, asking.now)
    return ExceptionAsked(refusal.id, asking.desk.name, reason)


def _requester(asking: Asking, refusal: Refusal) -> Member:
    found = [
        member
        for member in asking.uow.people.members(asking.desk.id, refusal.account_id)
        if member.person.id == refusal.person_id
    ]
    if not found:
        raise NoSuchThing("error.no_such_refusal", refusal=refusal.id)
    return found[0]


def _clauses(decision: Denied) -> tuple[str, ...]:
    """The clauses that refuse: those of hints beside them are none."""
    return tuple(
        dict.fromkeys(reason.citation.clause for reason in decision.reasons if reason.code not in scope.HINTS)
    )
