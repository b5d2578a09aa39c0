"""Rows of the outbox that one post says: a channel's reminders of a minute, what a digest catches up on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update

from bot.domain.ids import DeskId, OutgoingId, PlaceId
from bot.outgoing import DeliveryState, Outgoing
from bot.storage.handle import AnyRow, Repository
from bot.storage.outgoing_rows import ROWS, channel_lanes, outgoing
from bot.storage.tables import outbox, pending

MOST = 30
"""Reminders that one post says: what comes beyond them is the next post."""

_IN_LANES = outbox.c.lane.in_(bindparam("lanes", expanding=True))
_IDS = outbox.c.id.in_(bindparam("ids", expanding=True))
_OTHERS = (
    ROWS.where(
        pending,
        _IN_LANES,
        outbox.c.state == DeliveryState.READY.value,
        outbox.c.led_by.is_(None),
        outbox.c.attempted_since.is_(None),
        outbox.c.id.not_in(bindparam("but", expanding=True)),
    )
    .order_by(outbox.c.turn, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=outbox)
)
_LED = ROWS.where(outbox.c.led_by == bindparam("leader"), pending).order_by(outbox.c.id)
_FOLLOW = (
    update(outbox)
    .where(_IDS, pending)
    .values(
        led_by=bindparam("leader"),
        state=DeliveryState.SENDING.value,
        ready_at=bindparam("until"),
        attempted_since=None,
    )
)
_LEAD = (
    update(outbox)
    .where(outbox.c.id == bindparam("of_id"), pending)
    .values(
        led_by=None,
        ready_at=bindparam("until"),
        attempts=outbox.c.attempts + 1,
        attempted_since=bindparam("now"),
    )
)
_FREE = (
    update(outbox)
    .where(outbox.c.led_by == bindparam("leader"), pending)
    .values(led_by=None, state=DeliveryState.READY.value, ready_at=bindparam("not_before"))
)
_SAID = (
    update(outbox)
    .where(outbox.c.led_by == bindparam("leader"), outbox.c.state.in_(("sending", "held")))
    .values(
        state=DeliveryState.SENT.value,
        conversation=bindparam("in_conversation"),
        ref=bindparam("as_ref"),
        said_at=bindparam("at"),
        reason=None,
    )
)
_END_ALL = (
    update(outbox)
    .where(_IDS, or_(pending, outbox.c.state == DeliveryState.HELD.value))
    .values(state=bindparam("to_state"), reason=bindparam("because"), led_by=None)
)
_POSTS = select(func.count(func.distinct(outbox.c.ref))).where(
    _IN_LANES, outbox.c.said_at.is_not(None), outbox.c.said_at > bindparam("since")
)
_HELD = ROWS.where(
    outbox.c.desk_id == bindparam("desk_id"),
    outbox.c.state == DeliveryState.HELD.value,
    or_(outbox.c.led_by.is_(None), outbox.c.led_by == bindparam("leader")),
).order_by(outbox.c.id)
_KEEP_FOR = update(outbox).where(_IDS).values(led_by=bindparam("leader"))
_RELEASE = update(outbox).where(_IDS).values(led_by=None, state=DeliveryState.READY.value)
_GATHERING = select(func.max(outbox.c.gathers_until)).where(
    _IN_LANES, pending, outbox.c.state == DeliveryState.READY.value
)
_NEXT_GATHERED = select(func.min(outbox.c.gathers_until)).where(
    pending,
    outbox.c.state == DeliveryState.READY.value,
    outbox.c.led_by.is_(None),
    outbox.c.gathers_until > bindparam("now"),
)


class Gathered(Repository):
    """A leading row is claimed, posted and looked up by its key; those that it leads share its fate."""

    def gather(self, leader: AnyRow, until: float, but: Collection[int]) -> tuple[Outgoing, ...]:
        """The rows that the post of a claimed `leader` says beside it, leased with it.

        After an attempt of unknown outcome they stay those of the attempt. `but` are rows that others lead.
        """
        if leader.attempted_since is not None:
            found = self._db.run(_LED, {"leader": leader.id}).all()
        else:
            lanes = _both(leader.lane)
            asked = {"lanes": lanes, "but": sorted({leader.id, *but}), "most": MOST - 1}
            found = self._db.run(_OTHERS, asked).all()
        if found:
            ids = [row.id for row in found]
            self._db.run(_FOLLOW, {"ids": ids, "leader": leader.id, "until": until})
        return tuple(replace(outgoing(row), state=DeliveryState.SENDING) for row in found)

    def lead(self, leader: OutgoingId, others: Sequence[OutgoingId], wall_now: float, until: float) -> None:
        """Let another row of a group lead it, before anything is posted: the first one is not said."""
        self._db.run(_LEAD, {"of_id": leader, "now": wall_now, "until": until})
        if others:
            self._db.run(_FOLLOW, {"ids": list(others), "leader": leader, "until": until})

    def set_free(self, leader: OutgoingId, not_before: float) -> None:
        """Nothing was posted: those that were led may be said by any post."""
        self._db.run(_FREE, {"leader": leader, "not_before": not_before})

    def said_with(self, leader: OutgoingId, conversation: str, ref: str, at: datetime) -> int:
        """What a post said beside its own row is sent, as the same message. Returns how many rows."""
        said = {"leader": leader, "in_conversation": conversation, "as_ref": ref, "at": at}
        return self._db.run(_SAID, said).rowcount

    def end_all(self, ids: Collection[OutgoingId], state: DeliveryState, reason: str) -> None:
        """Not said, or not now: suppressed, held for the digest, undeliverable."""
        if ids:
            self._db.run(_END_ALL, {"ids": sorted(ids), "to_state": state.value, "because": reason})

    def posts_since(self, place: PlaceId, since: datetime) -> int:
        """Posts of reminders in that channel after an instant of desk time."""
        asked = {"lanes": list(channel_lanes(place)), "since": since}
        return int(self._db.run(_POSTS, asked).scalar_one())

    def held(self, desk_id: DeskId, digest: OutgoingId) -> tuple[Outgoing, ...]:
        """What waits for the desk's digest, oldest first; what another digest took along is not given."""
        return tuple(outgoing(row) for row in self._db.run(_HELD, {"desk_id": desk_id, "leader": digest}))

    def keep_for(self, digest: OutgoingId, ids: Collection[OutgoingId]) -> None:
        """Held rows that this digest is about to say."""
        if ids:
            self._db.run(_KEEP_FOR, {"ids": sorted(ids), "leader": digest})

    def release(self, desk_id: DeskId, digest: OutgoingId) -> tuple[Outgoing, ...]:
        """What a digest would have said waits for it no longer: it is still to be said, somehow."""
        found = tuple(row for row in self.held(desk_id, digest))
        if found:
            self._db.run(_RELEASE, {"ids": [row.id for row in found]})
        return found

    def gathering(self, place: PlaceId) -> datetime | None:
        """Until when that channel's reminders wait for one another, where some do."""
        found: datetime | None = self._db.run(_GATHERING, {"lanes": list(channel_lanes(place))}).scalar_one()
        return found

    def next_gathered(self, now: datetime) -> datetime | None:
        """When the first of those that wait for others is to be said, in desk time."""
        found: datetime | None = self._db.run(_NEXT_GATHERED, {"now": now}).scalar_one()
        return found


def _both(lane: str) -> list[str]:
    """Both lanes of the channel that a reminder's lane is of."""
    return list(channel_lanes(PlaceId(int(lane.split(":")[1]))))


def is_gathered(lane: str | None) -> bool:
    """Whether rows of this lane may be said together."""
    return lane is not None and lane.startswith("place:") and not lane.endswith(":digest")
