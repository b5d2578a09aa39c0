"""Tickets: rows, histories, and who may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.events import Event
from bot.domain.ids import AccountId, DeskId, PersonId, TicketId, TicketNumber
from bot.domain.people import Face, Member
from bot.domain.ticket import Status, Ticket
from bot.storage.desks import NEXT
from bot.storage.errors import StorageError
from bot.storage.events import Events
from bot.storage.handle import Handle
from bot.storage.queue import Queue
from bot.storage.tables import threads, tickets
from bot.storage.ticket_rows import COLUMNS, TICKETS, terms_text, ticket_of
from bot.storage.visibility import VisibleTickets
from bot.storage.wakes import Wakes
from policy.facts import Channel, Severity, Terms

_ADD = insert(tickets).returning(tickets.c.id)
_NUMBERED = NEXT.cte("numbered")
_OPEN = (
    insert(tickets)
    .values(number=select(_NUMBERED.c.last_number).scalar_subquery())
    .add_cte(_NUMBERED)
    .returning(tickets.c.id, tickets.c.number)
)
"""With its number in one statement, where a database takes an UPDATE within another."""
_LOAD = TICKETS.where(tickets.c.desk_id == bindparam("desk_id"), tickets.c.id == bindparam("ticket_id"))
_LOAD_LOCKED = _LOAD.with_for_update(key_share=True)
_SAVE = update(tickets).where(
    tickets.c.desk_id == bindparam("of_desk_id"), tickets.c.id == bindparam("of_id")
)
_BY_THREAD = (
    select(*COLUMNS, threads.c.face)
    .join(threads, threads.c.ticket_id == tickets.c.id)
    .where(
        threads.c.platform == bindparam("platform"),
        threads.c.tenant == bindparam("tenant"),
        threads.c.conversation == bindparam("conversation"),
        threads.c.ref == bindparam("ref"),
    )
)


class Tickets(Queue, Wakes):
    """The tickets of the desks; with the agents' `queue` and the sweep's `due`."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._events = Events(handle)

    def add(
        self,
        *,
        desk_id: DeskId,
        number: TicketNumber,
        account_id: AccountId,
        requester_id: PersonId,
        submitter_id: PersonId,
        subject: str,
        status: Status,
        severity: Severity,
        channel: Channel,
        policy_version: str,
        calendar_version: str,
        terms: Terms,
        opened_at: datetime,
        assignee_id: PersonId | None = None,
        level: str | None = None,
        rank: int = 0,
        due_at: datetime | None = None,
        wake_at: datetime | None = None,
        product: str | None = None,
        product_version: str | None = None,
    ) -> Ticket:
        """A new ticket without history; its versions are already kept (see `Versions`).

        Conflict where the desk has a ticket of that number.
        """
        new = Ticket(
            TicketId(0),
            desk_id,
            number,
            account_id,
            requester_id,
            submitter_id,
            subject,
            status,
            severity,
            channel,
            policy_version,
            calendar_version,
            terms,
            opened_at,
            assignee_id,
            level,
            rank,
            due_at,
            wake_at,
            product,
            product_version,
        )
        return replace(
            new, id=TicketId(self._db.id(_ADD, {"number": number, **_pinned(new), **_changing(new)}))
        )

    def open(self, new: Ticket) -> Ticket:
        """Store a ticket under its desk's next number: no gaps, since one that is rolled back is given again.

        It has neither id nor number before, and comes back with both and without history. Other openings of
        its desk wait until the unit of work ends.
        """
        row = {**_pinned(new), **_changing(new)}
        desk = {"of_desk": new.desk_id}
        if self._db.dialect == "postgresql":
            ticket_id, number = self._db.run(_OPEN, desk | row, unread="desks").one()
        else:
            number = self._db.run(NEXT, desk, unread="desks").scalar_one()
            ticket_id = self._db.id(_ADD, {"number": number, **row})
        for table in ("charges", "events"):
            self._db.remember(table, ticket_id, ())
        return replace(new, id=TicketId(ticket_id), number=TicketNumber(number), history=())

    def visible_to(self, member: Member) -> VisibleTickets:
        """The tickets that this member may see, and no other."""
        return VisibleTickets(self._db, member)

    def load(self, desk_id: DeskId, ticket_id: TicketId, *, lock: bool = False) -> Ticket:
        """The desk's ticket with its history, for the desk's own work (not for what somebody asked to see).

        With `lock` nobody else changes it until this unit of work ends.

        Raises:
            StorageError: the desk has no such ticket.
        """
        which = _LOAD_LOCKED if lock else _LOAD
        row = self._db.run(which, {"desk_id": desk_id, "ticket_id": ticket_id}).one_or_none()
        if row is None:
            raise StorageError(f"desk {desk_id} has no ticket of id {ticket_id}")
        return ticket_of(row, self._events.of_ticket(ticket_id))

    def append(self, ticket: Ticket, *events: Event, received_at: datetime) -> Ticket:
        """The ticket with these events at the end of its history.

        Conflict where the history has grown since the ticket was loaded (or it was loaded without it).
        """
        self._events.append(ticket.desk_id, ticket.id, len(ticket.history), events, received_at)
        return replace(ticket, history=ticket.history + events)

    def save(self, ticket: Ticket) -> None:
        """Store the row: what changes in a ticket's life, and none of what was pinned at its opening."""
        self._db.later(_SAVE, {"of_desk_id": ticket.desk_id, "of_id": ticket.id} | _changing(ticket))

    def pin(self, ticket: Ticket) -> None:
        """Store the versions that the ticket keeps from now on; they are kept already (see `Versions`)."""
        pinned = {"policy_version": ticket.policy_version, "calendar_version": ticket.calendar_version}
        self._db.run(_SAVE, {"of_desk_id": ticket.desk_id, "of_id": ticket.id} | pinned)

    def by_thread(
        self, platform: str, tenant: str, conversation: str, ref: str
    ) -> tuple[Ticket, Face] | None:
        """Whose thread this is, and which face of it; the ticket comes without its history."""
        keys = {"platform": platform, "tenant": tenant, "conversation": conversation, "ref": ref}
        row = self._db.run(_BY_THREAD, keys).one_or_none()
        return None if row is None else (ticket_of(row), Face(row.face))


def _pinned(ticket: Ticket) -> dict[str, object]:
    return {
        "desk_id": ticket.desk_id,
        "submitter_id": ticket.submitter_id,
        "policy_version": ticket.policy_version,
        "calendar_version": ticket.calendar_version,
        "terms": terms_text(ticket.terms),
        "opened_at": ticket.opened_at,
    }


def _changing(ticket: Ticket) -> dict[str, object]:
    return {
        "account_id": ticket.account_id,
        "requester_id": ticket.requester_id,
        "assignee_id": ticket.assignee_id,
        "subject": ticket.subject,
        "status": ticket.status.value,
        "severity": ticket.severity.value,
        "channel": ticket.channel.value,
        "level": ticket.level,
        "rank": ticket.rank,
        "due_at": ticket.due_at,
        "wake_at": ticket.wake_at,
        "product": ticket.product,
        "product_version": ticket.product_version,
    }
