"""Give somebody of the desk a task: told once, privately to those on the role, else in the desk's place."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import AccountId, DeskId
from bot.domain.people import Face
from bot.domain.tasks import NewTask, Task
from bot.domain.ticket import Ticket
from bot.outgoing import Draft, Target, TaskNotice, ToPerson, ToPlace
from bot.storage import UnitOfWork
from policy.facts import Role, Severity


def give(uow: UnitOfWork, ticket: Ticket, new: NewTask, now: datetime) -> Task | None:
    """The task, told; None where the ticket had one of its kind since then already."""
    found = uow.tasks.of_ticket(ticket.desk_id, ticket.id)
    if any(task.kind == new.kind and task.at >= new.since for task in found):
        return None
    task = uow.tasks.add(
        ticket.desk_id,
        new.kind,
        new.role,
        new.clause,
        now,
        account_id=ticket.account_id,
        ticket_id=ticket.id,
        due_at=new.due_at,
    )
    _tell(uow, task, now, urgent=ticket.severity is Severity.CRITICAL)
    return task


def give_on_account(
    uow: UnitOfWork,
    desk_id: DeskId,
    account_id: AccountId,
    kind: str,
    role: Role,
    clause: str,
    now: datetime,
    due_at: datetime | None = None,
) -> Task:
    """A task about an account and no ticket of it, told."""
    task = uow.tasks.add(desk_id, kind, role, clause, now, account_id=account_id, due_at=due_at)
    _tell(uow, task, now)
    return task


def _tell(uow: UnitOfWork, task: Task, now: datetime, *, urgent: bool = False) -> None:
    notice = TaskNotice(task.number, task.kind, task.role, task.clause, task.account_id, task.due_at)
    people = [member.person.id for member in uow.people.staff(task.desk_id, (task.role,))]
    targets: list[Target] = [ToPerson(person) for person in people]
    if task.role is Role.AGENT or not people:
        # Agents are many: what any of them may do is told once, where they all are.
        targets = [ToPlace(place.id) for place in uow.places.of_desk(task.desk_id, face=Face.DESK)[:1]]
    for target in targets:
        key = f"task:{task.id}:{target.tag}"
        key = f"{key}:{target.person_id}" if isinstance(target, ToPerson) else key
        uow.outbox.add(Draft(task.desk_id, task.ticket_id, target, notice, key, urgent=urgent), now)
