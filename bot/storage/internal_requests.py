"""Internal requests: colleagues' questions with the contacts of their account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.first_line import InternalRequest, RequestNumber, RequestState
from bot.domain.ids import AccountId, DeskId, PersonId, TextId, TicketId
from bot.storage.handle import AnyRow, Repository
from bot.storage.tables import internal_requests as requests

_COLUMNS = (
    requests.c.desk_id,
    requests.c.account_id,
    requests.c.number,
    requests.c.author_id,
    requests.c.text_id,
    requests.c.at,
    requests.c.asked_id,
    requests.c.state,
    requests.c.settled_by,
    requests.c.settled_at,
    requests.c.answer_id,
    requests.c.ticket_id,
)
"""In the order of the fields of `InternalRequest`."""

_OF_ACCOUNT = (
    select(*_COLUMNS)
    .where(requests.c.desk_id == bindparam("desk_id"), requests.c.account_id == bindparam("account_id"))
    .order_by(requests.c.number)
)
_GET = _OF_ACCOUNT.where(requests.c.number == bindparam("number"))
_OPEN = _OF_ACCOUNT.where(requests.c.state == RequestState.OPEN.value)
_LAST = select(func.max(requests.c.number)).where(
    requests.c.desk_id == bindparam("desk_id"), requests.c.account_id == bindparam("account_id")
)
_SETTLE = (
    update(requests)
    .where(
        requests.c.desk_id == bindparam("of_desk"),
        requests.c.account_id == bindparam("of_account"),
        requests.c.number == bindparam("of_number"),
        requests.c.state == RequestState.OPEN.value,
    )
    .values(
        state=bindparam("new_state"),
        settled_by=bindparam("by"),
        settled_at=bindparam("when"),
        answer_id=bindparam("answer"),
        ticket_id=bindparam("ticket"),
    )
)


class InternalRequests(Repository):
    """Of one account of one desk at a time: the desk's own people have no business with them."""

    def add(
        self,
        desk_id: DeskId,
        account_id: AccountId,
        author: PersonId,
        text: TextId,
        at: datetime,
        asked: PersonId | None,
    ) -> InternalRequest:
        """A new one, under the account's next number. Conflict where another took that number."""
        keys = {"desk_id": desk_id, "account_id": account_id}
        last = self._db.run(_LAST, keys).scalar_one() or 0
        number = RequestNumber(last + 1)
        made = InternalRequest(desk_id, account_id, number, author, text, at, asked)
        row = keys | {"number": number, "author_id": author, "text_id": text, "at": at}
        self._db.run(insert(requests), row | {"asked_id": asked, "state": made.state.value})
        return made

    def get(self, desk_id: DeskId, account_id: AccountId, number: int) -> InternalRequest | None:
        """The account's request of that number."""
        keys = {"desk_id": desk_id, "account_id": account_id, "number": number}
        row = self._db.run(_GET, keys).one_or_none()
        return None if row is None else _request(row)

    def open_of(self, desk_id: DeskId, account_id: AccountId) -> tuple[InternalRequest, ...]:
        """What waits within the account, oldest first."""
        found = self._db.run(_OPEN, {"desk_id": desk_id, "account_id": account_id})
        return tuple(_request(row) for row in found)

    def settle(
        self,
        request: InternalRequest,
        state: RequestState,
        by: PersonId,
        at: datetime,
        *,
        answer: TextId | None = None,
        ticket: TicketId | None = None,
    ) -> bool:
        """Answered, escalated or withdrawn; False where somebody was first."""
        keys = {"of_desk": request.desk_id, "of_account": request.account_id, "of_number": request.number}
        new = {"new_state": state.value, "by": by, "when": at, "answer": answer, "ticket": ticket}
        return self._db.run(_SETTLE, keys | new).rowcount == 1


def _request(row: AnyRow) -> InternalRequest:
    facts = list(row)
    facts[7] = RequestState(facts[7])
    return InternalRequest(*facts)
