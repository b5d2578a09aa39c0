"""E-mails that were dealt with: each once, and what it became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, func, insert, select

from bot.domain.ids import DeskId, PersonId, TicketId
from bot.domain.mail import Mail, Mailbox
from bot.storage.handle import Repository
from bot.storage.tables import mails, memberships, people, products, tickets

_KNOWN = select(mails.c.message_id).where(mails.c.message_id == bindparam("message_id"))
_OF_REFERENCES = select(mails.c.message_id, mails.c.ticket_id).where(
    mails.c.desk_id == bindparam("desk_id"),
    mails.c.message_id.in_(bindparam("ids", expanding=True)),
    mails.c.ticket_id.is_not(None),
)
_MAILBOX = (
    select(products.c.desk_id, products.c.id)
    .where(func.lower(products.c.mail) == bindparam("address"))
    .order_by(products.c.desk_id)
)

_SUBJECT = (
    select(tickets.c.number, tickets.c.subject)
    .join(mails, mails.c.ticket_id == tickets.c.id)
    .where(mails.c.message_id == bindparam("message_id"))
)
_PEOPLE = (
    select(people.c.id)
    .join(memberships, memberships.c.person_id == people.c.id)
    .where(
        memberships.c.desk_id == bindparam("desk_id"),
        memberships.c.account_id.is_not(None),
        func.lower(people.c.email) == bindparam("address"),
    )
    .distinct()
)


class Mails(Repository):
    """Mail that came in. A message's id is the world's: the same one is the same message."""

    def mailbox(self, address: str) -> Mailbox | None:
        """Whose address it is: a product's of some desk; None where it is nobody's."""
        row = self._db.run(_MAILBOX.limit(1), {"address": address.lower()}).one_or_none()
        return None if row is None else Mailbox(DeskId(row.desk_id), row.id, address.lower())

    def is_known(self, message_id: str) -> bool:
        """Whether it was dealt with."""
        return self._db.run(_KNOWN, {"message_id": message_id}).one_or_none() is not None

    def subject_of(self, message_id: str) -> tuple[int, str] | None:
        """Number and subject of the ticket that this message opened or joined."""
        row = self._db.run(_SUBJECT, {"message_id": message_id}).one_or_none()
        return None if row is None else (row.number, row.subject)

    def people(self, desk_id: DeskId, address: str) -> tuple[PersonId, ...]:
        """Whom of the desk's accounts that address belongs to."""
        rows = self._db.run(_PEOPLE, {"desk_id": desk_id, "address": address.lower()})
        return tuple(PersonId(row.id) for row in rows)

    def add(self, mail: Mail) -> None:
        """It is dealt with. Conflict where somebody was first."""
        self._db.run(insert(mails), asdict(mail))

    def ticket_of(self, desk_id: DeskId, references: Sequence[str]) -> TicketId | None:
        """The desk's ticket that the latest of these messages belongs to."""
        if not references:
            return None
        rows = self._db.run(_OF_REFERENCES, {"desk_id": desk_id, "ids": sorted(set(references))})
        found = {row.message_id: row.ticket_id for row in rows}
        return next((TicketId(found[each]) for each in reversed(references) if each in found), None)
