"""What falls due on a ticket that ended: the close after an announced silence, the follow-up. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.ending import awaits_follow_up, is_reminded, silent_since
from bot.domain.events import Closed, CloseReminded, FollowUpDue
from bot.domain.people import Face
from bot.domain.tasks import NewTask
from bot.domain.ticket import Status, Ticket
from bot.outgoing import CardNotice, Draft, Notice, Silence, SilenceNotice, ToCard, ToThread
from bot.reminders.done import Done
from policy import outcomes, satisfaction
from policy.calendars import BusinessCalendar
from policy.documents import PolicyDocument

Calendars = Mapping[str, BusinessCalendar]
FOLLOW_UP = "follow_up"


class SilentClose:
    """A solved ticket that nobody says a word on is reminded of once, then closed (SU-ticket)."""

    def due_at(self, ticket: Ticket, document: PolicyDocument, calendars: Calendars) -> datetime | None:
        """The reminder, then the close; None where the policy closes nothing by itself."""
        found = _silence(ticket, document, calendars)
        if found is None:
            return None
        since, silence = found
        if silence.remind_at is None or is_reminded(ticket.history, since):
            return silence.closes_at
        return silence.remind_at

    def deal(self, ticket: Ticket, document: PolicyDocument, calendars: Calendars, now: datetime) -> Done:
        """Close it where its time has come, else remind."""
        found = _silence(ticket, document, calendars)
        if found is None:
            return Done(())
        _, silence = found
        if now < silence.closes_at:
            reminder = SilenceNotice(Silence.REMINDED, silence.closes_at, silence.clause)
            event = CloseReminded(now, silence.closes_at, silence.clause)
            return Done((event,), (_draft(ticket, ToThread(Face.CUSTOMER), reminder),))
        closed = SilenceNotice(Silence.CLOSED, now, silence.clause)
        threads = tuple(_draft(ticket, ToThread(face), closed) for face in Face)
        cards = tuple(_draft(ticket, ToCard(face), CardNotice()) for face in Face)
        return Done((Closed(now, None),), (*threads, *cards), {"status": Status.CLOSED, "due_at": None})


class FollowUp:
    """Some time after an outcome somebody asks whether the client is satisfied (TT-6.b.follow-up)."""

    def due_at(self, ticket: Ticket, document: PolicyDocument, calendars: Calendars) -> datetime | None:
        """From when on; None without an outcome, or where the policy asks for none."""
        given = awaits_follow_up(ticket.history)
        if given is None:
            return None
        found = outcomes.follow_up(document, calendars, ticket.terms, given.at)
        return None if found is None else found.at

    def deal(self, ticket: Ticket, document: PolicyDocument, calendars: Calendars, now: datetime) -> Done:
        """Give the task."""
        given = awaits_follow_up(ticket.history)
        found = None if given is None else outcomes.follow_up(document, calendars, ticket.terms, given.at)
        if given is None or found is None:
            return Done(())
        task = NewTask(FOLLOW_UP, found.role, found.clause, given.at)
        return Done((FollowUpDue(now, found.clause),), tasks=(task,))


def _silence(
    ticket: Ticket, document: PolicyDocument, calendars: Calendars
) -> tuple[datetime, satisfaction.Silence] | None:
    since = silent_since(ticket.history) if ticket.status is Status.SOLVED else None
    if since is None:
        return None
    found = satisfaction.silence(document, calendars, ticket.terms, since)
    return None if found is None else (since, found)


def _draft(ticket: Ticket, target: ToThread | ToCard, notice: Notice) -> Draft:
    key = f"{ticket.id}:{len(ticket.history)}:{notice.tag}:{target.tag}:{target.face}"
    return Draft(ticket.desk_id, ticket.id, target, notice, key)
