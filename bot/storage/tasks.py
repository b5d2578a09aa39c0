"""Tasks of the desks."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import AccountId, DeskId, PersonId, TicketId
from bot.domain.tasks import Task, TaskId
from bot.storage.counters import Counters
from bot.storage.handle import AnyRow, Handle, Repository
from bot.storage.tables import tasks
from policy.facts import Role

_OF_DESK = select(tasks).where(tasks.c.desk_id == bindparam("desk_id")).order_by(tasks.c.id)
_GET = _OF_DESK.where(tasks.c.id == bindparam("task_id"))
_NUMBERED = _OF_DESK.where(tasks.c.number == bindparam("number"))
_OF_TICKET = _OF_DESK.where(tasks.c.ticket_id == bindparam("ticket_id"))
_OPEN = _OF_DESK.where(tasks.c.done_at.is_(None))
_ADD = insert(tasks).returning(tasks.c.id)
_DONE = (
    update(tasks)
    .where(
        tasks.c.desk_id == bindparam("of_desk"), tasks.c.id == bindparam("of_id"), tasks.c.done_at.is_(None)
    )
    .values(done_at=bindparam("ended_at"), done_by=bindparam("by"), result=bindparam("told"))
)


class Tasks(Repository):
    """What somebody of the desk has to do besides answering."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._counters = Counters(handle)

    def add(
        self,
        desk_id: DeskId,
        kind: str,
        role: Role,
        clause: str,
        at: datetime,
        *,
        account_id: AccountId | None = None,
        ticket_id: TicketId | None = None,
        due_at: datetime | None = None,
    ) -> Task:
        """A new task for whoever stands on that role."""
        number = self._counters.next(desk_id, "task")
        task = Task(TaskId(0), desk_id, account_id, ticket_id, kind, role, clause, at, due_at, number=number)
        values = {name: value for name, value in asdict(task).items() if name != "id"}
        return replace(task, id=TaskId(self._db.id(_ADD, {**values, "role": role.value})))

    def get(self, desk_id: DeskId, task_id: TaskId) -> Task | None:
        """The desk's task of that id."""
        row = self._db.run(_GET, {"desk_id": desk_id, "task_id": task_id}).one_or_none()
        return None if row is None else _task(row)

    def numbered(self, desk_id: DeskId, number: int) -> Task | None:
        """The desk's task of that number."""
        row = self._db.run(_NUMBERED, {"desk_id": desk_id, "number": number}).one_or_none()
        return None if row is None else _task(row)

    def of_ticket(self, desk_id: DeskId, ticket_id: TicketId) -> tuple[Task, ...]:
        """The tasks on a ticket, done or not, oldest first."""
        rows = self._db.run(_OF_TICKET, {"desk_id": desk_id, "ticket_id": ticket_id})
        return tuple(_task(row) for row in rows)

    def open_of(self, desk_id: DeskId) -> tuple[Task, ...]:
        """What the desk has still to do, oldest first."""
        return tuple(_task(row) for row in self._db.run(_OPEN, {"desk_id": desk_id}))

    def done(self, task: Task, by: PersonId, at: datetime, result: str | None) -> bool:
        """Done, with what came of it; False where somebody was first."""
        found = self._db.run(
            _DONE, {"of_desk": task.desk_id, "of_id": task.id, "by": by, "ended_at": at, "told": result}
        )
        return found.rowcount == 1


def _task(row: AnyRow) -> Task:
    facts = row._asdict()
    return Task(**{**facts, "role": Role(facts["role"])})
