"""What of the outbox an admin looks after: what could not be said, and how long the rest has waited."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, case, func, or_, select, update

from bot.domain.ids import DeskId, OutgoingId
from bot.outgoing import DeliveryState, Outgoing
from bot.storage.handle import Repository
from bot.storage.outgoing_rows import CARD, ROWS, outgoing
from bot.storage.tables import outbox, pending

SETTLED = "settled:"
"""Begins the reason of a row that somebody has seen to; what had kept it from being said follows."""

ASKED = "asked_again"
"""The reason of a row that may have been said and is to be said all the same: somebody wants it."""
GIVEN_UP = frozenset({DeliveryState.UNDELIVERABLE, DeliveryState.UNKNOWN})
"""How a row ends that somebody has to look at."""

_ENDED = outbox.c.state.in_(sorted(GIVEN_UP))
_IS = (outbox.c.desk_id == bindparam("desk_id"), _ENDED)
_LIST = ROWS.where(*_IS).order_by(outbox.c.id.desc()).limit(bindparam("most")).offset(bindparam("skipped"))
_COUNT = select(func.count()).select_from(outbox).where(*_IS)
_WAITING = (
    select(func.count(), func.min(outbox.c.created_at))
    .select_from(outbox)
    .where(outbox.c.desk_id == bindparam("desk_id"), pending)
)
_GIVEN_UP = (outbox.c.desk_id == bindparam("of_desk"), _ENDED)
_IT = outbox.c.id == bindparam("of_id")
_card = outbox.alias("card")
_WAITED_FOR_IT = outbox.c.lane == (
    select(_card.c.lane).where(_card.c.id == bindparam("of_id"), _card.c.kind == CARD).scalar_subquery()
)
# What may have been posted keeps the time of its attempt: it is looked for before it is posted again.
_AGAIN = (
    update(outbox)
    .where(*_GIVEN_UP, or_(_IT, _WAITED_FOR_IT))
    .values(
        state=DeliveryState.READY.value,
        ready_at=0.0,
        attempts=0,
        reason=case((outbox.c.attempted_since.is_not(None), ASKED), else_=None),
        led_by=None,
    )
)
_SETTLE = (
    update(outbox)
    .where(*_GIVEN_UP, _IT)
    .values(state=DeliveryState.SUPPRESSED.value, reason=SETTLED + func.coalesce(outbox.c.reason, ""))
)


class Undelivered(Repository):
    """Rows that were given up, or may have been said, of one desk."""

    def list(self, desk_id: DeskId, *, limit: int = 10, offset: int = 0) -> tuple[Outgoing, ...]:
        """The newest first."""
        keys = {"desk_id": desk_id, "most": limit, "skipped": offset}
        return tuple(outgoing(row) for row in self._db.run(_LIST, keys))

    def count(self, desk_id: DeskId) -> int:
        """How many there are."""
        return int(self._db.run(_COUNT, {"desk_id": desk_id}).scalar_one())

    def waiting(self, desk_id: DeskId) -> tuple[int, datetime | None]:
        """How many are still to be said, and since when (desk time) the oldest of them has waited."""
        ((count, oldest),) = self._db.run(_WAITING, {"desk_id": desk_id})
        return int(count), oldest

    def again(self, desk_id: DeskId, outgoing_id: OutgoingId) -> bool:
        """Owe it once more; a card with all that was lost in its thread for want of it.

        False where the desk has no such row that was given up.
        """
        return self._db.run(_AGAIN, {"of_desk": desk_id, "of_id": outgoing_id}).rowcount > 0

    def settle(self, desk_id: DeskId, outgoing_id: OutgoingId) -> bool:
        """Tell of it no more. False as `again`."""
        return self._db.run(_SETTLE, {"of_desk": desk_id, "of_id": outgoing_id}).rowcount > 0
