"""Exclusions and agreements of the desks, and refused requests."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.ids import AccountId, DeskId, PersonId, TicketId
from bot.domain.refusals import DeskExclusion, Refusal, RefusalId
from bot.storage.handle import Repository
from bot.storage.tables import agreements, exclusions, refusals

_EXCLUSIONS = select(exclusions).where(exclusions.c.desk_id == bindparam("desk_id")).order_by(exclusions.c.id)
_FORGET_EXCLUSION = delete(exclusions).where(
    exclusions.c.desk_id == bindparam("of_desk"), exclusions.c.id == bindparam("of_id")
)
_LINK = select(agreements.c.link).where(agreements.c.desk_id == bindparam("desk_id"))
_FORGET_LINK = delete(agreements).where(agreements.c.desk_id == bindparam("of_desk"))
_REFUSAL = select(refusals).where(
    refusals.c.desk_id == bindparam("desk_id"), refusals.c.id == bindparam("refusal_id")
)
_ADD = insert(refusals).returning(refusals.c.id)
_ASKED = (
    update(refusals)
    .where(
        refusals.c.desk_id == bindparam("of_desk"),
        refusals.c.id == bindparam("of_id"),
        refusals.c.asked_at.is_(None),
    )
    .values(asked_at=bindparam("when"))
)
_BECAME = (
    update(refusals)
    .where(
        refusals.c.desk_id == bindparam("of_desk"),
        refusals.c.id == bindparam("of_id"),
        refusals.c.ticket_id.is_(None),
    )
    .values(ticket_id=bindparam("ticket"))
)
_FORGET = delete(refusals).where(
    refusals.c.desk_id == bindparam("of_desk"),
    refusals.c.at < bindparam("before"),
    refusals.c.ticket_id.is_(None),
)


class Exclusions(Repository):
    """What the desks' support does not include, by their own lists."""

    def of_desk(self, desk_id: DeskId) -> tuple[DeskExclusion, ...]:
        """The desk's list, by id."""
        return tuple(DeskExclusion(*row) for row in self._db.run(_EXCLUSIONS, {"desk_id": desk_id}))

    def put(self, exclusion: DeskExclusion) -> None:
        """Add it, or change its title."""
        self.remove(exclusion.desk_id, exclusion.id)
        self._db.run(insert(exclusions), asdict(exclusion))

    def remove(self, desk_id: DeskId, exclusion_id: str) -> bool:
        """Take it off the list; False where it was not on it."""
        keys = {"of_desk": desk_id, "of_id": exclusion_id}
        return self._db.run(_FORGET_EXCLUSION, keys).rowcount > 0


class Agreements(Repository):
    """Where the full conditions of a desk's customers stand."""

    def link(self, desk_id: DeskId) -> str | None:
        """Its address; None where no admin has set it."""
        link: str | None = self._db.run(_LINK, {"desk_id": desk_id}).scalar_one_or_none()
        return link

    def put(self, desk_id: DeskId, link: str) -> None:
        """Set it, whatever it was before."""
        self._db.run(_FORGET_LINK, {"of_desk": desk_id})
        self._db.run(insert(agreements), {"desk_id": desk_id, "link": link})


class Refusals(Repository):
    """Requests that a policy refused, one desk at a time."""

    def add(
        self,
        desk_id: DeskId,
        account_id: AccountId,
        person_id: PersonId,
        command: str,
        clauses: tuple[str, ...],
        at: datetime,
    ) -> Refusal:
        """One more."""
        facts = {
            "desk_id": desk_id,
            "account_id": account_id,
            "person_id": person_id,
            "command": command,
            "at": at,
        }
        number = RefusalId(self._db.id(_ADD, facts | {"clauses": ",".join(clauses)}))
        return Refusal(number, desk_id, account_id, person_id, command, clauses, at)

    def get(self, desk_id: DeskId, refusal_id: RefusalId) -> Refusal | None:
        """The desk's refused request of that number."""
        keys = {"desk_id": desk_id, "refusal_id": refusal_id}
        row = self._db.run(_REFUSAL, keys).one_or_none()
        if row is None:
            return None
        facts = row._asdict()
        return Refusal(**{**facts, "clauses": tuple(facts["clauses"].split(","))})

    def asked(self, refusal: Refusal, at: datetime) -> bool:
        """Its person asks for discretion; False where it was asked before."""
        keys = {"of_desk": refusal.desk_id, "of_id": refusal.id, "when": at}
        return self._db.run(_ASKED, keys).rowcount == 1

    def became(self, refusal: Refusal, ticket_id: TicketId) -> bool:
        """It was let through; False where somebody was first."""
        keys = {"of_desk": refusal.desk_id, "of_id": refusal.id, "ticket": ticket_id}
        return self._db.run(_BECAME, keys).rowcount == 1

    def forget(self, desk_id: DeskId, before: datetime) -> None:
        """Drop what was refused before an instant and became nothing."""
        self._db.run(_FORGET, {"of_desk": desk_id, "before": before})
