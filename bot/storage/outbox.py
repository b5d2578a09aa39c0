"""What the desk owes to say: written with the change that caused it, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.ids import DeskId, OutgoingId, TicketId
from bot.outgoing import DeliveryState, Draft, Outgoing
from bot.storage.claims import Claims
from bot.storage.outgoing_rows import ROWS, outgoing, values
from bot.storage.tables import outbox, pending

_ADD_ALL = {
    "sqlite": sqlite.insert(outbox).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(outbox).on_conflict_do_nothing(),
}
_ADD = {name: statement.returning(outbox.c.id) for name, statement in _ADD_ALL.items()}
_OF_DESK = ROWS.where(outbox.c.desk_id == bindparam("desk_id"))
_GET = _OF_DESK.where(outbox.c.id == bindparam("outgoing_id"))
_BY_KEY = _OF_DESK.where(outbox.c.key == bindparam("key"))
_OF_TICKET = _OF_DESK.where(outbox.c.ticket_id == bindparam("ticket_id")).order_by(outbox.c.id)
_COUNT = select(func.count()).where(
    outbox.c.desk_id == bindparam("desk_id"),
    outbox.c.state == bindparam("of_state"),
    outbox.c.created_at >= bindparam("since"),
)
_END = update(outbox).where(outbox.c.id == bindparam("of_id"), pending)
_REVIVE = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("of_id"),
        outbox.c.state == DeliveryState.UNDELIVERABLE.value,
    )
    .values(
        state=DeliveryState.READY.value,
        reason=None,
        ready_at=0.0,
        attempts=0,
        attempted_since=None,
        led_by=None,
    )
)
_END_SENDING = _END.where(outbox.c.state == DeliveryState.SENDING.value)
_NOT_TRIED = _END_SENDING.values(attempts=outbox.c.attempts - 1)
_EXTEND = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("of_id"),
        outbox.c.state == DeliveryState.SENDING.value,
        outbox.c.ready_at == bindparam("held_until"),
    )
    .values(ready_at=bindparam("until"))
)


class Outbox(Claims):
    """Rows of notices; `claim` leases those to be said."""

    def add(self, draft: Draft, created_at: datetime, not_before: float = 0.0) -> bool:
        """Owe it. False where the desk owes or has said it already (the same key): nothing changes.

        `created_at` is desk time, `not_before` wall seconds.
        """
        row = values(draft) | {"created_at": created_at, "ready_at": not_before}
        return self._db.run(_ADD[self._db.dialect], row).scalar_one_or_none() is not None

    def owe(self, draft: Draft, created_at: datetime) -> None:
        """Owe it, where nobody asks whether it is new: stored with the rest of what is owed."""
        row = values(draft) | {"created_at": created_at, "ready_at": 0.0}
        self._db.later(_ADD_ALL[self._db.dialect], row)

    def add_all(self, drafts: Iterable[Draft], created_at: datetime, not_before: float = 0.0) -> None:
        """Owe them all, in order, in one statement; those of a known key are left out."""
        rows = [values(draft) | {"created_at": created_at, "ready_at": not_before} for draft in drafts]
        if rows:
            self._db.run(_ADD_ALL[self._db.dialect], rows)

    def sent(
        self, outgoing_id: OutgoingId, conversation: str, ref: str, said_at: datetime | None = None
    ) -> bool:
        """It was posted, as this message. False where it was not being sent (any more)."""
        said = {"conversation": conversation, "ref": ref, "reason": None, "said_at": said_at}
        return self._end(_END_SENDING, outgoing_id, DeliveryState.SENT, **said)

    def suppressed(self, outgoing_id: OutgoingId, reason: str) -> bool:
        """It no longer holds and is not said. False where it was over already."""
        return self._end(_END, outgoing_id, DeliveryState.SUPPRESSED, reason=reason)

    def undeliverable(self, outgoing_id: OutgoingId, reason: str) -> bool:
        """It cannot be said, for good. False where it was over already."""
        # Whatever post it was to go with: should it be tried again, it is for itself.
        return self._end(_END, outgoing_id, DeliveryState.UNDELIVERABLE, reason=reason, led_by=None)

    def unknown(self, outgoing_id: OutgoingId, reason: str) -> bool:
        """It may have been said, and nobody can tell. False where it was over already."""
        return self._end(_END, outgoing_id, DeliveryState.UNKNOWN, reason=reason)

    def retry(
        self,
        outgoing_id: OutgoingId,
        not_before_wall: float,
        *,
        uncertain: bool = False,
        attempted: bool = True,
    ) -> bool:
        """Try again, not before so many wall seconds. `uncertain`: it may have been posted; look it up first.

        `attempted` False: its turn had not come, so this was no attempt. False where it was not being sent
        (any more).
        """
        values: dict[str, Any] = {"ready_at": not_before_wall}
        if not uncertain:
            values["attempted_since"] = None
        which = _END_SENDING if attempted else _NOT_TRIED
        return self._end(which, outgoing_id, DeliveryState.READY, **values)

    def revive(self, outgoing_id: OutgoingId) -> bool:
        """What could not be said can be: it is owed as if for the first time. False for any other row."""
        return self._db.run(_REVIVE, {"of_id": outgoing_id}).rowcount > 0

    def extend(self, outgoing_id: OutgoingId, held_until: float, until: float) -> bool:
        """Keep a row for longer. False where the lease up to `held_until` is over or another's."""
        lease = {"of_id": outgoing_id, "held_until": held_until, "until": until}
        return self._db.run(_EXTEND, lease).rowcount > 0

    def get(self, desk_id: DeskId, outgoing_id: OutgoingId) -> Outgoing | None:
        """The desk's row of that id."""
        row = self._db.run(_GET, {"desk_id": desk_id, "outgoing_id": outgoing_id}).one_or_none()
        return None if row is None else outgoing(row)

    def by_key(self, desk_id: DeskId, key: str) -> Outgoing | None:
        """The desk's row of that key."""
        row = self._db.run(_BY_KEY, {"desk_id": desk_id, "key": key}).one_or_none()
        return None if row is None else outgoing(row)

    def of_ticket(self, desk_id: DeskId, ticket_id: TicketId) -> tuple[Outgoing, ...]:
        """Everything owed and said about one ticket, oldest first."""
        return tuple(
            outgoing(row) for row in self._db.run(_OF_TICKET, {"desk_id": desk_id, "ticket_id": ticket_id})
        )

    def by_desk(
        self, desk_id: DeskId, states: Collection[DeliveryState] | None = None, limit: int = 100
    ) -> tuple[Outgoing, ...]:
        """The desk's rows of these states (all where not given), newest first."""
        wanted = _OF_DESK.order_by(outbox.c.id.desc()).limit(limit)
        if states is not None:
            wanted = wanted.where(outbox.c.state.in_(sorted(state.value for state in states)))
        return tuple(outgoing(row) for row in self._db.run(wanted, {"desk_id": desk_id}))

    def count_since(self, desk_id: DeskId, state: DeliveryState, since: datetime) -> int:
        """How many of the desk's rows that were written after an instant of desk time ended so."""
        asked = {"desk_id": desk_id, "of_state": state.value, "since": since}
        return int(self._db.run(_COUNT, asked).scalar_one())

    def _end(self, which: Any, outgoing_id: OutgoingId, state: DeliveryState, **values: Any) -> bool:
        return self._db.run(which, {"of_id": outgoing_id, "state": state.value} | values).rowcount > 0
