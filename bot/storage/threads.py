"""Where the two faces of a ticket live on the platforms."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.ids import TicketId
from bot.domain.people import Face
from bot.domain.ticket import ThreadRef
from bot.storage.handle import Repository
from bot.storage.tables import threads

_OF_TICKET = (
    select(
        threads.c.ticket_id,
        threads.c.face,
        threads.c.platform,
        threads.c.tenant,
        threads.c.conversation,
        threads.c.ref,
    )
    .where(threads.c.ticket_id == bindparam("of_ticket"))
    .order_by(threads.c.face)
)
_IS_ONE = (threads.c.ticket_id == bindparam("of_ticket"), threads.c.face == bindparam("of_face"))
_WHERE = ("platform", "tenant", "conversation", "ref")
_SQLITE = sqlite.insert(threads)
_POSTGRESQL = postgresql.insert(threads)
_ONE = [threads.c.ticket_id, threads.c.face]
_PUT = {
    "sqlite": _SQLITE.on_conflict_do_update(
        index_elements=_ONE, set_={name: _SQLITE.excluded[name] for name in _WHERE}
    ),
    "postgresql": _POSTGRESQL.on_conflict_do_update(
        index_elements=_ONE, set_={name: _POSTGRESQL.excluded[name] for name in _WHERE}
    ),
}
_WITHIN = select(
    threads.c.ticket_id,
    threads.c.face,
    threads.c.platform,
    threads.c.tenant,
    threads.c.conversation,
    threads.c.ref,
).where(
    threads.c.platform == bindparam("platform"),
    threads.c.tenant == bindparam("tenant"),
    threads.c.conversation == bindparam("conversation"),
)
_LIVES_IN = (
    select(threads.c.ticket_id)
    .where(
        threads.c.platform == bindparam("platform"),
        threads.c.tenant == bindparam("tenant"),
        threads.c.conversation == bindparam("conversation"),
    )
    .limit(1)
)
_CHANGE = update(threads).where(*_IS_ONE)


class Threads(Repository):
    """One thread a face. The ticket's id comes from a ticket that was loaded within its desk."""

    def put(self, thread: ThreadRef) -> None:
        """Say where a face lives now. Conflict where another ticket lives there."""
        row = {
            "ticket_id": thread.ticket_id,
            "face": thread.face.value,
            "platform": thread.platform,
            "tenant": thread.tenant,
            "conversation": thread.conversation,
            "ref": thread.ref,
        }
        put = _PUT[self._db.dialect]
        if thread.ref is None:
            self._db.later(put, row)  # no message of anybody's yet: nothing that could be another's
        else:
            self._db.run(put, row)

    def of_ticket(self, ticket_id: TicketId) -> tuple[ThreadRef, ...]:
        """The ticket's threads, at most one a face."""
        rows = self._db.run(_OF_TICKET, {"of_ticket": ticket_id})
        return tuple(ThreadRef(row[0], Face(row[1]), *row[2:]) for row in rows)

    def any_in(self, platform: str, tenant: str, conversation: str) -> bool:
        """Whether any ticket has a thread in that conversation."""
        where = {"platform": platform, "tenant": tenant, "conversation": conversation}
        return self._db.run(_LIVES_IN, where).one_or_none() is not None

    def within(self, platform: str, tenant: str, conversation: str) -> tuple[ThreadRef, ...]:
        """Every thread in that conversation."""
        where = {"platform": platform, "tenant": tenant, "conversation": conversation}
        return tuple(ThreadRef(row[0], Face(row[1]), *row[2:]) for row in self._db.run(_WITHIN, where))

    def set_ref(self, ticket_id: TicketId, face: Face, conversation: str, ref: str) -> None:
        """The card of this face has been posted: as this message of this conversation."""
        one = {"of_ticket": ticket_id, "of_face": face.value}
        self._db.run(_CHANGE, one | {"conversation": conversation, "ref": ref})
