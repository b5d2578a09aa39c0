"""What people wrote: beside the history, by reference, so that it can be erased without breaking it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, insert, select

from bot.domain.ids import DeskId, PersonId, TextId, TicketId
from bot.storage.handle import Repository, distinct
from bot.storage.tables import texts

_ADD = insert(texts).returning(texts.c.id)
_MANY = select(texts.c.id, texts.c.body).where(
    texts.c.desk_id == bindparam("desk_id"), texts.c.id.in_(bindparam("ids", expanding=True))
)
_GET = select(texts.c.body).where(texts.c.desk_id == bindparam("desk_id"), texts.c.id == bindparam("text_id"))


class Texts(Repository):
    """Bodies of messages, notes and reasons. Hostile until escaped, like anything that is typed."""

    def add(
        self, desk_id: DeskId, ticket_id: TicketId | None, body: str, author: PersonId | None = None
    ) -> TextId:
        """Keep the body; its id is what a history and a notice hold."""
        row = {"desk_id": desk_id, "ticket_id": ticket_id, "body": body, "author_id": author}
        return TextId(self._db.id(_ADD, row))

    def get(self, desk_id: DeskId, text_id: TextId) -> str | None:
        """The body, if it is this desk's."""
        body = self._db.run(_GET, {"desk_id": desk_id, "text_id": text_id}).scalar_one_or_none()
        return None if body is None else str(body)

    def many(self, desk_id: DeskId, ids: Iterable[TextId]) -> dict[TextId, str]:
        """The desk's bodies of these ids; others are left out."""
        wanted = distinct(ids)
        if not wanted:
            return {}
        return {row.id: row.body for row in self._db.run(_MANY, {"desk_id": desk_id, "ids": wanted})}
