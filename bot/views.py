"""From the domain to what may be shown: people, clocks, promises, tickets, as they read at an instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from bot.domain.history import Clock, clocks_of, is_answered
from bot.domain.ids import DeskId, PersonId
from bot.domain.intake import remote_allowed
from bot.domain.people import Member
from bot.domain.snoozing import snoozed_now
from bot.domain.ticket import Ticket
from bot.domain.working import tickets_taken, worked_minutes
from bot.ending_views import ending_view
from bot.policies import Policies
from bot.replies import ClockMark
from bot.results import (
    ChargeView,
    ClockView,
    MeterView,
    PersonView,
    ProductView,
    RemoteView,
    SnoozeView,
    TicketView,
)
from bot.scope_views import scope_view
from bot.storage import UnitOfWork
from policy import clocks, intake
from policy.calendars import BusinessCalendar
from policy.clocks import Breached, CancelledClock, Met, PausedClock, Running
from policy.counting import Counting, counting
from policy.covering import covered_minutes
from policy.documents import PolicyDocument
from policy.facts import Contact
from policy.fair_use import limited_by
from policy.ranks import is_ranked, ranking
from policy.releases import standing

SHOWN_CHARGES = frozenset({"fee"})
"""What a card says was charged; billed work it tells in its own way."""
WARNING_FROM = 0.75
"""The share of a target from which its clock is shown as a warning."""


def person_view(
    uow: UnitOfWork,
    person_id: PersonId,
    desk_id: DeskId,
    platform: str | None,
    tenant: str | None,
    now: datetime,
) -> PersonView | None:
    """A person as the members of a desk see them, with their identity where it will be read."""
    person = uow.people.get(person_id)
    if person is None:
        return None
    here = [m for m in uow.people.memberships(person.id) if m.desk_id == desk_id]
    own = min(here, key=lambda m: m.account_id is not None, default=None)
    actor = uow.people.actor_of(person.id, platform, tenant) if platform and tenant else None
    return PersonView(
        id=person.id,
        name=person.name,
        actor=actor,
        role=own.role if own else None,
        available=own.is_available(now) if own else True,
        back_at=own.back_at(now) if own else None,
        zone=person.zone,
    )


def member_view(
    uow: UnitOfWork, member: Member, platform: str | None, tenant: str | None, now: datetime
) -> PersonView:
    """The same, of a member who is already at hand."""
    person = member.person
    actor = uow.people.actor_of(person.id, platform, tenant) if platform and tenant else None
    return PersonView(
        id=person.id,
        name=person.name,
        actor=actor,
        role=member.membership.role,
        available=member.membership.is_available(now),
        back_at=member.membership.back_at(now),
        zone=person.zone,
    )


def contact_of(member: Member, now: datetime) -> Contact:
    """An authorized contact as the policy sees one."""
    held = member.membership
    return Contact(member.person.id, member.person.name, held.is_available(now), held.back_at(now))


def ticket_view(
    uow: UnitOfWork,
    ticket: Ticket,
    policies: Policies,
    now: datetime,
    *,
    platform: str | None = None,
    tenant: str | None = None,
) -> TicketView:
    """All that a card or a line on the ticket may show. `ticket.history` is loaded."""
    document, calendars = policies.pinned(ticket.policy_version, ticket.calendar_version)
    desk = uow.desks.get(ticket.desk_id)
    account = uow.accounts.get(ticket.desk_id, ticket.account_id)
    requester = person_view(uow, ticket.requester_id, ticket.desk_id, platform, tenant, now)
    assert desk is not None
    assert account is not None
    assert requester is not None
    assignee = None
    if ticket.assignee_id is not None:
        assignee = person_view(uow, ticket.assignee_id, ticket.desk_id, platform, tenant, now)
    ranked = ranking(document, ticket.terms.plan, ticket.severity)
    return TicketView(
        number=ticket.number,
        subject=ticket.subject,
        status=ticket.status,
        severity=ticket.severity,
        channel=ticket.channel,
        plan=ticket.terms.plan,
        plans=len(document.plans),
        rank=ticket.rank if is_ranked(document) else None,
        rank_clause=None if ranked is None else ranked.clause,
        level=ticket.level,
        account=account.name,
        desk=desk.name,
        requester=requester,
        assignee=assignee,
        opened_at=ticket.opened_at,
        zone=document.zone,
        clocks=tuple(
            clock_view(clock, calendars[clock.promise.calendar], now)
            for clock in clocks_of(ticket, document, calendars, now)
        ),
        policy=document.id,
        policy_version=document.version,
        read_at=now,
        remote=_remote(ticket, document),
        asks_facts=bool(intake.fields(document, ticket.terms.plan)),
        ending=ending_view(ticket, document, calendars, now),
        scope=scope_view(uow, ticket, document),
        product=_product(uow, ticket, document),
        charges=tuple(
            ChargeView(charge.code, charge.amount, charge.currency, charge.clause)
            for charge in uow.charges.of_ticket(ticket.desk_id, ticket.account_id, ticket.id)
            if charge.code in SHOWN_CHARGES
        ),
        meter=meter_view(ticket, document),
        limited_by=limited_by(document, ticket.terms.standing, ticket.severity),
        snooze=_snooze(uow, ticket, now),
    )


def _snooze(uow: UnitOfWork, ticket: Ticket, now: datetime) -> SnoozeView | None:
    held = snoozed_now(ticket.history, now)
    if held is None:
        return None
    by = uow.people.get(held.actor)
    reason = "" if held.reason is None else uow.texts.get(ticket.desk_id, held.reason) or ""
    return SnoozeView(held.until, "" if by is None else by.name, reason)


def _remote(ticket: Ticket, document: PolicyDocument) -> RemoteView | None:
    citation = intake.consent_clause(document, ticket.terms.plan)
    return None if citation is None else RemoteView(remote_allowed(ticket.history), citation.clause)


def _product(uow: UnitOfWork, ticket: Ticket, document: PolicyDocument) -> ProductView | None:
    if ticket.product is None:
        return None
    known = uow.products.get(ticket.desk_id, ticket.product)
    if known is None:
        return None
    view = ProductView(known.id, known.name, known.mail, known.chat, ticket.product_version)
    if ticket.product_version is None:
        return view
    day = ticket.opened_at.astimezone(ZoneInfo(document.zone)).date()
    releases = uow.products.releases(ticket.desk_id, ticket.product)
    found = standing(document, ticket.terms, releases, ticket.product_version, day)
    return view if found is None else replace(view, support=found.support, until=found.supported_until)


def meter_view(ticket: Ticket, document: PolicyDocument) -> MeterView | None:
    """What the ticket takes of what its plan counts, read from its history."""
    worked = worked_minutes(ticket.history)
    what = counting(document, ticket.terms)
    if what in {Counting.NOTHING, Counting.UNLIMITED} and not worked:
        return None
    if what is not Counting.TICKETS:
        return MeterView(None, used=False, worked=worked)
    taken = tickets_taken(ticket.history)
    covered = covered_minutes(document, ticket.terms, taken)
    return MeterView(taken, is_answered(ticket.history), worked, covered)


def clock_view(clock: Clock, calendar: BusinessCalendar, now: datetime) -> ClockView:
    """One clock as it reads at `now`."""
    promise = clock.promise
    due_at = clocks.due(promise, clock.ticks, calendar, now)
    mark, share, more = _reading(clock, calendar, due_at, now)
    return ClockView(
        milestone=promise.milestone,
        kind=promise.kind,
        mark=mark,
        target=str(promise.target),
        starts_at=promise.starts_at,
        due_at=due_at,
        read_at=now,
        share=share,
        clauses=promise.clauses,
        **more,
    )


def _reading(
    clock: Clock, calendar: BusinessCalendar, due_at: datetime, now: datetime
) -> tuple[ClockMark, float, dict[str, Any]]:
    """How a clock stands, the share of its time that is used, and what is told of it beside."""
    promise = clock.promise
    match clock.reading:
        case Running(left=left, elapsed_left=elapsed_left, share=share):
            mark = ClockMark.WARNING if share >= WARNING_FROM else ClockMark.RUNNING
            return mark, share, {"left": left, "calendar_left": elapsed_left}
        case PausedClock(since=since, left=left):
            used = clocks.share_used(promise, calendar, due_at, since)
            return ClockMark.PAUSED, used, {"left": left, "paused_since": since}
        case Met(at=at, took=took, calendar_took=calendar_took):
            used = clocks.share_used(promise, calendar, due_at, at)
            return ClockMark.MET, used, {"ended_at": at, "took": took, "calendar_took": calendar_took}
        case Breached(over=over, calendar_over=calendar_over, met_at=met_at):
            used = clocks.share_used(promise, calendar, due_at, met_at or now)
            late = {"ended_at": met_at, "over": over, "calendar_over": calendar_over}
            return ClockMark.BREACHED, used, late
        case CancelledClock(at=at):
            return ClockMark.CANCELLED, 0.0, {"ended_at": at}
    assert_never(clock.reading)
