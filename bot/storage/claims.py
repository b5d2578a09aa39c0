"""Which outbox rows may be said now, in which order, and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import bindparam, exists, func, or_, select, text, update

from bot.outgoing import DeliveryState, Outgoing
from bot.storage.gathered import Gathered, is_gathered
from bot.storage.outgoing_rows import CARD, ROWS, outgoing
from bot.storage.tables import outbox, pending

COLLAPSED = "collapsed"
"""The reason of a card's edit that another one, said after it was written, made needless."""

FAR = datetime.max.replace(tzinfo=UTC)
"""Desk time by which nothing waits for others any more."""

_earlier = outbox.alias("earlier")
_HEADS_ITS_LANE = outbox.c.lane.is_(None) | ~exists().where(
    _earlier.c.lane == outbox.c.lane,
    _earlier.c.id < outbox.c.id,
    text("earlier.state IN ('ready', 'sending')"),
).correlate(outbox)
_DUE = (
    ROWS.add_columns(outbox.c.kind, outbox.c.lane)
    .where(
        pending,
        outbox.c.ready_at <= bindparam("now"),
        outbox.c.led_by.is_(None),
        or_(outbox.c.gathers_until.is_(None), outbox.c.gathers_until <= bindparam("desk_now")),
        _HEADS_ITS_LANE,
    )
    .order_by(outbox.c.turn, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=outbox)
)
_TAKE = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=DeliveryState.SENDING.value,
        ready_at=bindparam("until"),
        attempts=outbox.c.attempts + 1,
        attempted_since=func.coalesce(outbox.c.attempted_since, bindparam("now")),
    )
)
_COLLAPSE = (
    update(outbox)
    .where(
        pending,
        outbox.c.lane.in_(bindparam("lanes", expanding=True)),
        outbox.c.kind == CARD,
        outbox.c.state == DeliveryState.READY.value,
    )
    .values(state=DeliveryState.SUPPRESSED.value, reason=COLLAPSED)
)
_NEXT = select(func.min(outbox.c.ready_at)).where(
    pending,
    outbox.c.led_by.is_(None),
    or_(outbox.c.gathers_until.is_(None), outbox.c.gathers_until <= bindparam("desk_now")),
    _HEADS_ITS_LANE,
)


class Claims(Gathered):
    """Leases of outbox rows; times are wall seconds, but for `now`, which is desk time."""

    def claim(
        self, wall_now: float, lease_s: float, limit: int = 50, now: datetime = FAR
    ) -> tuple[Outgoing, ...]:
        """Rows to be said now, leased until `wall_now + lease_s`: urgent ones first, then oldest first.

        A row is ready, or its lease has run out; then `attempted_since` says since when it may have been
        posted already. Of a ticket's face (and of its news to one person) only the oldest row still to be
        said is given, so that a thread waits for its card. Claiming a card's row covers the card's later
        ones that wait: they are suppressed as collapsed, since a card is worded after it was claimed.
        Claiming a channel's reminder leases the channel's others with it: one post says them all.
        On PostgreSQL rows that somebody else is claiming are passed over. Commit before saying anything.
        """
        rows = self._db.run(_DUE, {"now": wall_now, "desk_now": now, "most": limit}).all()
        if not rows:
            return ()
        until = wall_now + lease_s
        self._db.run(_TAKE, {"ids": [row.id for row in rows], "until": until, "now": wall_now})
        # A card that may have been posted already may be an old one: the rows after it must be said.
        lanes = [row.lane for row in rows if row.kind == CARD and row.lane and row.attempted_since is None]
        if lanes:
            self._db.run(_COLLAPSE, {"lanes": lanes})
        claimed = []
        for row in rows:
            led = self.gather(row, until, [row.id for row in rows]) if is_gathered(row.lane) else ()
            mine = replace(outgoing(row), state=DeliveryState.SENDING, attempts=row.attempts + 1, led=led)
            claimed.append(mine)
        return tuple(claimed)

    def next_due(self, wall_now: float, now: datetime = FAR) -> float | None:
        """When there will be something to claim (`wall_now` where there is already), None for nothing.

        What waits for others besides: `next_gathered`.
        """
        at = self._db.run(_NEXT, {"desk_now": now}).scalar_one()
        return None if at is None else max(float(at), wall_now)
