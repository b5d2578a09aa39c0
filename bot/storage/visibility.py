"""Tickets as one person may see them: what is not to be seen does not exist."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from bot.domain.ids import AccountId, TicketId, TicketNumber
from bot.domain.people import Face, Member, Place
from bot.domain.ticket import Status, Ticket
from bot.storage.events import Events
from bot.storage.handle import Handle
from bot.storage.tables import live, threads, tickets
from bot.storage.ticket_rows import TICKETS, ticket_of
from policy.facts import Role

LIVE = frozenset(status for status in Status if status.is_live)


class VisibleTickets:
    """Staff see the desk's tickets, an authorized contact the account's, a colleague their own."""

    def __init__(self, handle: Handle, member: Member) -> None:
        self._db = handle
        self._member = member
        self._seen = _seen_by(member)

    def get(self, number: TicketNumber, *, lock: bool = False) -> Ticket | None:
        """The ticket of that number with its history, or None: absent and hidden are the same.

        With `lock` nobody else changes it until this unit of work ends.
        """
        return self._one(tickets.c.number == number, lock=lock)

    def by_id(self, ticket_id: TicketId, *, lock: bool = False) -> Ticket | None:
        """The same, by the internal id."""
        return self._one(tickets.c.id == ticket_id, lock=lock)

    def shown_in(self, place: Place, number: TicketNumber) -> Ticket | None:
        """The ticket of that number, of the person's own account, whose card stands in that place.

        Whoever is there reads it already.
        """
        membership = self._member.membership
        if place.face is not Face.CUSTOMER or place.account_id != membership.account_id:
            return None
        stands = select(threads.c.ticket_id).where(
            threads.c.face == Face.CUSTOMER.value,
            threads.c.platform == place.platform,
            threads.c.tenant == place.tenant,
            threads.c.conversation == place.conversation,
        )
        wanted = TICKETS.where(
            tickets.c.number == number,
            tickets.c.desk_id == membership.desk_id,
            tickets.c.account_id == membership.account_id,
            tickets.c.id.in_(stands),
        )
        row = self._db.run(wanted).one_or_none()
        return None if row is None else ticket_of(row, Events(self._db).of_ticket(row.id))

    def list(
        self,
        statuses: Collection[Status] | None = None,
        *,
        mine: bool = False,
        limit: int = 20,
        offset: int = 0,
    ) -> tuple[Ticket, ...]:
        """Newest first, without histories.

        Args:
            statuses: any of these; None for all.
            mine: for staff those assigned to them, for a customer those they asked or sent.
            limit: at most so many.
            offset: so many of the newest are left out.
        """
        wanted = TICKETS.where(*self._seen)
        if statuses is not None:
            wanted = wanted.where(tickets.c.status.in_(sorted(status.value for status in statuses)))
            if LIVE.issuperset(statuses):
                wanted = wanted.where(live)
        if mine:
            person = self._member.person.id
            wanted = wanted.where(
                tickets.c.assignee_id == person if self._member.is_staff else _own(self._member)
            )
        rows = self._db.run(wanted.order_by(tickets.c.number.desc()).limit(limit).offset(offset))
        return tuple(ticket_of(row) for row in rows)

    def subjects(self, most: int) -> tuple[tuple[TicketNumber, str, AccountId], ...]:
        """The numbers, subjects and accounts of so many of the newest."""
        asked = select(tickets.c.number, tickets.c.subject, tickets.c.account_id).where(*self._seen)
        rows = self._db.run(asked.order_by(tickets.c.number.desc()).limit(most))
        return tuple((TicketNumber(row.number), row.subject, AccountId(row.account_id)) for row in rows)

    def _one(self, which: ColumnElement[bool], *, lock: bool) -> Ticket | None:
        wanted = TICKETS.where(which, *self._seen)
        row = self._db.run(wanted.with_for_update(key_share=True) if lock else wanted).one_or_none()
        if row is None:
            return None
        return ticket_of(row, Events(self._db).of_ticket(row.id))


def _seen_by(member: Member) -> tuple[ColumnElement[bool], ...]:
    membership = member.membership
    desk = tickets.c.desk_id == membership.desk_id
    if member.is_staff:
        return (desk,)
    account: ColumnElement[Any] = tickets.c.account_id == membership.account_id
    if membership.role is Role.AUTHORIZED and membership.account_id is not None:
        return (desk, account)
    return (desk, account, _own(member))


def _own(member: Member) -> ColumnElement[bool]:
    person = member.person.id
    return or_(tickets.c.requester_id == person, tickets.c.submitter_id == person)
