"""Files beside the texts that they came with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import bindparam, insert, select

from bot.domain.files import File
from bot.domain.ids import DeskId, TextId, TicketId
from bot.requests import Attachment
from bot.storage.handle import AnyRow, Repository, distinct
from bot.storage.tables import attachments

_ADD = insert(attachments)
_OF = (
    select(attachments)
    .where(
        attachments.c.desk_id == bindparam("desk_id"),
        attachments.c.text_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(attachments.c.text_id, attachments.c.position)
)


class Attachments(Repository):
    """Names, links and sizes; the platform keeps the files themselves."""

    def add(
        self, desk_id: DeskId, ticket_id: TicketId | None, text_id: TextId, files: Sequence[File]
    ) -> None:
        """Keep what came with a text, in its order."""
        if files:
            self._db.run(_ADD, [_row(desk_id, ticket_id, text_id, n, file) for n, file in enumerate(files)])

    def of(self, desk_id: DeskId, texts: Iterable[TextId]) -> dict[TextId, tuple[File, ...]]:
        """The desk's files of these texts; texts without any are left out."""
        wanted = distinct(texts)
        if not wanted:
            return {}
        rows = self._db.run(_OF, {"desk_id": desk_id, "ids": wanted})
        return {
            TextId(text): tuple(map(_file, held)) for text, held in groupby(rows, lambda row: row.text_id)
        }


def _row(
    desk_id: DeskId, ticket_id: TicketId | None, text_id: TextId, position: int, file: File
) -> dict[str, object]:
    held = file.attachment
    return {
        "text_id": text_id,
        "position": position,
        "desk_id": desk_id,
        "ticket_id": ticket_id,
        "platform": file.platform,
        "tenant": file.tenant,
        "name": held.name,
        "ref": held.ref,
        "link": held.link,
        "kind": held.kind,
        "size": held.size,
    }


def _file(row: AnyRow) -> File:
    return File(Attachment(row.name, row.ref, row.link, row.kind, row.size), row.platform, row.tenant)
