"""Where accounts stand as to fair use, and what they asked for lately."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, case, func, insert, select

from bot.domain.fairness import Decided
from bot.domain.ids import AccountId, DeskId, TextId, TicketId
from bot.storage.handle import Repository
from bot.storage.tables import events, standings, tickets
from policy.facts import Standing

_BODY: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
_OF_ACCOUNT = (
    select(*(column for column in standings.c if column.key != "id"))
    .where(standings.c.desk_id == bindparam("desk_id"), standings.c.account_id == bindparam("account_id"))
    .order_by(standings.c.id.desc())
)
_LATEST = _OF_ACCOUNT.limit(1)
_RECENT = (
    select(
        tickets.c.id,
        func.max(case((events.c.kind == "reopened", 1), else_=0)).label("reopened"),
    )
    .join(events, events.c.ticket_id == tickets.c.id)
    .where(
        tickets.c.desk_id == bindparam("desk_id"),
        tickets.c.account_id == bindparam("account_id"),
        tickets.c.opened_at > bindparam("since"),
        events.c.kind.in_(("opened", "reopened")),
    )
    .group_by(tickets.c.id)
    .order_by(tickets.c.id)
)
_COUNT = select(func.count()).where(
    tickets.c.desk_id == bindparam("desk_id"),
    tickets.c.account_id == bindparam("account_id"),
    tickets.c.opened_at > bindparam("since"),
)
_ANSWERS = select(events.c.ticket_id, events.c.body).where(
    events.c.ticket_id.in_(bindparam("ids", expanding=True)), events.c.kind == "answered"
)


class Standings(Repository):
    """Decisions on fair use: appended, never rewritten; the latest counts."""

    def decide(self, decided: Decided) -> None:
        """One more decision."""
        self._db.run(insert(standings), asdict(decided) | {"standing": decided.standing.value})

    def of_account(self, desk_id: DeskId, account_id: AccountId) -> tuple[Decided, ...]:
        """An account's decisions, the latest first."""
        rows = self._db.run(_OF_ACCOUNT, {"desk_id": desk_id, "account_id": account_id})
        return tuple(Decided(**{**row._asdict(), "standing": Standing(row.standing)}) for row in rows)

    def now(self, desk_id: DeskId, account_id: AccountId) -> Standing:
        """Where the account stands."""
        found = self._db.run(_LATEST, {"desk_id": desk_id, "account_id": account_id})
        row = found.one_or_none()
        return Standing.NORMAL if row is None else Standing(row.standing)

    def count(self, desk_id: DeskId, account_id: AccountId, since: datetime) -> int:
        """How many tickets the account has opened after an instant."""
        where = {"desk_id": desk_id, "account_id": account_id, "since": since}
        return int(self._db.run(_COUNT, where).scalar_one())

    def recent(self, desk_id: DeskId, account_id: AccountId, since: datetime) -> dict[TicketId, bool]:
        """The account's tickets opened after an instant, and whether each was reopened."""
        rows = self._db.run(_RECENT, {"desk_id": desk_id, "account_id": account_id, "since": since})
        return {TicketId(row.id): bool(row.reopened) for row in rows}

    def answers(self, ids: tuple[TicketId, ...]) -> dict[TicketId, tuple[TextId, ...]]:
        """The texts of the public answers to some tickets of one desk."""
        found: dict[TicketId, tuple[TextId, ...]] = {}
        if not ids:
            return found
        for row in self._db.run(_ANSWERS, {"ids": sorted(ids)}):
            body = _BODY.validate_json(row.body)
            found[TicketId(row.ticket_id)] = (*found.get(TicketId(row.ticket_id), ()), TextId(body["text"]))
        return found
