"""Escalate a ticket: up the policy's ladder, or across to a group; a preview first, then with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.commands import Escalate
from bot.domain.events import Escalated as EscalatedEvent
from bot.domain.events import EscalationKind
from bot.domain.people import Face, Member
from bot.domain.ticket import Ticket
from bot.errors import NotNow
from bot.outgoing import EscalatedNotice, ToPerson
from bot.parsing.words import ROLES, plain
from bot.results import Escalated, EscalationPreview, Refused
from bot.usecases import fee
from bot.usecases.asking import Asking
from bot.usecases.recording import keep_text, owe, owe_thread, record
from bot.usecases.refusing import refused_on
from bot.usecases.scope_checks import concerns_of
from bot.usecases.standing import present_terms
from policy import entitlements, escalations, first_line
from policy.deciding import together
from policy.decisions import Allowed, Decision, Denied, NeedsConsent
from policy.escalations import Level
from policy.facts import Case, Role


@dataclass(frozen=True, slots=True)
class _Way:
    """Where it would go, who would hear of it, and why it may."""

    kind: EscalationKind
    to: str
    level: Level | None
    told: tuple[Member, ...]
    decision: Allowed | NeedsConsent
    clause: str | None = None
    """By which it goes across, where the policy says so."""


def escalate(command: Escalate, asking: Asking) -> EscalationPreview | Escalated | Refused:
    """Show who would be told; once confirmed with a reason, tell them. Levels never repeat or go down."""
    ticket = asking.live(asking.ticket(command.ticket, "escalate", lock=True))
    way = _way(command, asking, ticket)
    if isinstance(way, Denied):
        return refused_on(asking, ticket, "escalate", way)
    if not command.sure or not command.reason or isinstance(way.decision, NeedsConsent):
        return _preview(command, asking, ticket, way)
    return _escalated(command.reason, asking, ticket, way)


def _preview(command: Escalate, asking: Asking, ticket: Ticket, way: _Way) -> EscalationPreview:
    decision = way.decision
    document, _ = asking.pinned(ticket)
    usual = _usual_concern(asking, ticket)
    case = Case(ticket.terms.plan, ticket.severity, ticket.channel)
    return EscalationPreview(
        asking.view(ticket),
        way.kind,
        way.to,
        tuple(asking.shown(member) for member in way.told),
        decision.reasons,
        command.reason or "",
        concerns=() if usual is None else concerns_of(asking, document, case),
        concern=command.concerns or usual,
        asks=decision.asks if isinstance(decision, NeedsConsent) else (),
        agreed=command.agreed,
        unanswered=command.sure,
        fee=fee.shown_amount(decision),
    )


def _usual_concern(asking: Asking, ticket: Ticket) -> str | None:
    """What an escalation is taken to concern; None for the desk's own people, who are not asked."""
    document, _ = asking.pinned(ticket)
    return None if asking.is_staff else first_line.usual_concern(document, present_terms(asking, ticket))


def _way(command: Escalate, asking: Asking, ticket: Ticket) -> _Way | Denied:
    document, calendars = asking.pinned(ticket)
    terms = present_terms(asking, ticket)
    rungs = escalations.ladder(document)
    named = _named(command.to, rungs)
    above = None if command.to else escalations.next_level(document, terms, ticket.level)
    level = named or above
    case = Case(terms.plan, ticket.severity, ticket.channel)
    reaches = level.name if isinstance(level, Level) else None
    first = entitlements.may_escalate(document, calendars, asking.asker(), terms, case, asking.now, reaches)
    decision = _with_what_was_said(first, command, asking, ticket)
    if isinstance(decision, Denied):
        return decision
    assert isinstance(decision, Allowed | NeedsConsent)
    if command.to and named is None:
        crossing = escalations.may_cross(document, terms, asking.member.membership.role)
        if isinstance(crossing, Denied):
            return crossing
        if isinstance(crossing, Allowed) and isinstance(decision, Allowed):
            decision = crossing
        told = _staff(asking, ticket, Role.LEAD)
        clause = None if crossing is None else crossing.reasons[0].citation.clause
        return _Way(EscalationKind.FUNCTIONAL, command.to, None, told, decision, clause)
    assert level is not None
    if isinstance(level, Denied):
        return level
    names = [rung.name for rung in rungs]
    if ticket.level is not None and names.index(level.name) <= names.index(ticket.level):
        raise NotNow("error.level_reached", ticket=ticket.number, level=level.name)
    skipping = escalations.in_turn(document, terms, level, ticket.level)
    if skipping is not None:
        return skipping
    told = _staff(asking, ticket, level.role)
    return _Way(EscalationKind.HIERARCHICAL, level.name, level, told, decision)


def _with_what_was_said(first: Decision, command: Escalate, asking: Asking, ticket: Ticket) -> Decision:
    """With what it concerns (PB-b.iii.scope), and the fee that was agreed to now or once before."""
    document, _ = asking.pinned(ticket)
    usual = _usual_concern(asking, ticket)
    within: Decision | None = None
    if usual is not None:
        terms = present_terms(asking, ticket)
        within = first_line.may_concern(document, command.concerns or usual, terms)
    agreed = fee.agreed(command.agreed, command.fee, first)
    if fee.is_charged(asking, ticket):
        agreed = (fee.FEE,)
    return together((first,) if within is None else (within, first), agreed)


def _named(to: str | None, rungs: Sequence[Level]) -> Level | None:
    """The rung that is meant: by its name, or by what those who stand on it are called in three languages."""
    if to is None:
        return None
    word = plain(to)
    by_name = next((rung for rung in rungs if plain(rung.name) == word), None)
    return by_name or next((rung for rung in rungs if ROLES.get(word) == rung.role), None)


def _staff(asking: Asking, ticket: Ticket, role: Role) -> tuple[Member, ...]:
    """Who stands there, then the assignee; never whoever escalates."""
    staff = asking.uow.people.staff(asking.desk.id)
    found = [m for m in staff if m.membership.role is role]
    found += [m for m in staff if m.person.id == ticket.assignee_id and m not in found]
    return tuple(member for member in found if member.person.id != asking.me)


def _escalated(reason: str, asking: Asking, ticket: Ticket, way: _Way) -> Escalated:
    kept = keep_text(asking, ticket, reason)
    told = tuple(member.person.id for member in way.told)
    clause = way.level.clause if way.level else way.clause
    level = way.level.name if way.level else None
    event = EscalatedEvent(asking.at, asking.me, way.kind, way.to, level, told, kept, clause)
    if not fee.is_charged(asking, ticket):
        fee.charge(asking, ticket, way.decision.reasons)
    ticket = record(asking, ticket, event, level=level or ticket.level)
    notice = EscalatedNotice(way.kind, way.to, level, told, asking.me, kept, clause)
    for face in Face:
        # An agent's reason stays internal.
        shown = replace(notice, reason=None) if face is Face.CUSTOMER and asking.is_staff else notice
        owe_thread(asking, ticket, face, shown)
    for person in told:
        owe(asking, ticket, ToPerson(person), notice, f"escalated:p{person}")
    people = tuple(asking.shown(member) for member in way.told)
    return Escalated(asking.view(ticket), way.kind, way.to, people)
