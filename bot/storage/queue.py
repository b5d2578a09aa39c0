"""The agents' queue: what is late first, then by rank and due time, at the same cost however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select

from bot.domain.ids import AccountId, DeskId, PersonId
from bot.domain.ticket import Status, Ticket
from bot.storage.handle import AnySelect, Repository
from bot.storage.tables import live, tickets, unassigned
from bot.storage.ticket_rows import TICKETS, ticket_of
from policy.facts import Severity

_UP_TO = (
    TICKETS.where(tickets.c.desk_id == bindparam("desk_id"), live, tickets.c.due_at <= bindparam("until"))
).order_by(tickets.c.due_at, tickets.c.number)
_BETWEEN = _UP_TO.where(tickets.c.due_at > bindparam("since"))
_MATTERS = (
    select(tickets.c.id)
    .where(
        tickets.c.desk_id == bindparam("desk_id"),
        live,
        or_(tickets.c.due_at <= bindparam("until"), tickets.c.status == Status.PENDING.value),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Only:
    """What narrows the queue; each but `late`, `later` and `until` is the beginning of an index of its own.

    `late`: only what is late; `later`: nothing that is; `until`: due before that instant.
    """

    unassigned: bool = False
    severity: Severity | None = None
    account_id: AccountId | None = None
    late: bool = False
    later: bool = False
    until: datetime | None = None


EVERYTHING = Only()


class Queue(Repository):
    """Live tickets of one desk, in the order in which to work on them."""

    def queue(
        self,
        desk_id: DeskId,
        *,
        now: datetime,
        assignee: PersonId | None = None,
        only: Only = EVERYTHING,
        limit: int = 20,
        offset: int = 0,
    ) -> tuple[Ticket, ...]:
        """Breached first, then by rank (the lowest first), then by due time; nothing owed comes last.

        Sorting by "is late" would read every live ticket; instead each rank is read in the order of its
        index, late ones first, until there are enough.
        """
        of = self._of(desk_id, assignee, only)
        found: list[Ticket] = []
        for wanted in self._slices(of, now, only):
            rows = self._db.run(wanted.limit(offset + limit - len(found)))
            found.extend(ticket_of(row) for row in rows)
            if len(found) >= offset + limit:
                break
        return tuple(found[offset:])

    def loads(self, desk_id: DeskId, now: datetime) -> tuple[tuple[PersonId | None, int, int], ...]:
        """Who has how many live tickets, and how many of those are late; None: nobody has them.

        Read from the index alone; it grows with the live tickets, not with all there ever were.
        """
        late = func.sum(case((tickets.c.due_at <= now, 1), else_=0))
        wanted = (
            select(tickets.c.assignee_id, func.count(), late)
            .where(tickets.c.desk_id == desk_id, live)
            .group_by(tickets.c.assignee_id)
        )
        return tuple((person, count, int(over)) for person, count, over in self._db.run(wanted))

    def running(self, desk_id: DeskId, account_id: AccountId) -> int:
        """How many live tickets an account has."""
        wanted = select(func.count()).where(
            tickets.c.desk_id == desk_id, tickets.c.account_id == account_id, live
        )
        return int(self._db.run(wanted.select_from(tickets)).scalar_one())

    def counts(self, desk_id: DeskId) -> dict[Status, int]:
        """How many live tickets of the desk stand where; a status that none has is left out."""
        wanted = (
            select(tickets.c.status, func.count())
            .where(tickets.c.desk_id == desk_id, live)
            .group_by(tickets.c.status)
        )
        return {Status(status): count for status, count in self._db.run(wanted)}

    def due_between(self, desk_id: DeskId, since: datetime | None, until: datetime) -> tuple[Ticket, ...]:
        """Live tickets of the desk that owe something after `since` (ever, where None) and by `until`."""
        asked = {"desk_id": desk_id, "until": until}
        rows = (
            self._db.run(_UP_TO, asked) if since is None else self._db.run(_BETWEEN, asked | {"since": since})
        )
        return tuple(ticket_of(row) for row in rows)

    def matters(self, desk_id: DeskId, until: datetime) -> bool:
        """Whether a live ticket of the desk owes something by then, or waits for its requester."""
        return bool(self._db.run(_MATTERS, {"desk_id": desk_id, "until": until}).all())

    @staticmethod
    def _of(desk_id: DeskId, assignee: PersonId | None, only: Only) -> tuple[Any, ...]:
        of: tuple[Any, ...] = (tickets.c.desk_id == desk_id, live)
        if assignee is not None:
            of = (*of, tickets.c.assignee_id == assignee)
        if only.unassigned:
            of = (*of, unassigned)
        if only.severity is not None:
            of = (*of, tickets.c.severity == only.severity.value)
        if only.account_id is not None:
            of = (*of, tickets.c.account_id == only.account_id)
        return of

    def _slices(self, of: tuple[Any, ...], now: datetime, only: Only) -> Iterator[AnySelect]:
        ranks = tuple(self._ranks(of))
        late, later, never = tickets.c.due_at <= now, tickets.c.due_at > now, tickets.c.due_at.is_(None)
        order = (tickets.c.due_at, tickets.c.number)

        def slice_(rank: int, when: ColumnElement[bool]) -> AnySelect:
            return TICKETS.where(*of, tickets.c.rank == rank, when).order_by(*order)

        if only.until is not None:
            later = and_(later, tickets.c.due_at < only.until)
        if not only.later:
            yield from (slice_(rank, late) for rank in ranks)
        if only.late:
            return
        for rank in ranks:
            yield slice_(rank, later)
            if only.until is None:
                yield slice_(rank, never)

    def _ranks(self, of: tuple[Any, ...]) -> Iterator[int]:
        lowest = select(func.min(tickets.c.rank)).where(*of)
        rank = self._db.run(lowest).scalar_one()
        while rank is not None:
            yield rank
            rank = self._db.run(lowest.where(tickets.c.rank > rank)).scalar_one()
