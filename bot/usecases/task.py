"""Tasks (`task`): what the desk has to do besides answering, and what came of it."""

from __future__ import annotations

from bot.commands import Task as TaskCommand
from bot.domain.ending import rating_of
from bot.domain.events import RatingAsked
from bot.domain.ids import PersonId
from bot.domain.tasks import Task
from bot.domain.ticket import Ticket
from bot.errors import NoSuchThing, NotNow, NotYours
from bot.outgoing import Draft, RatingAskedNotice, TaskDoneNotice, ToPerson
from bot.requests import Via
from bot.results import TaskDone, TaskForm, TasksTold, TaskView
from bot.storage import Conflict
from bot.usecases.asking import Asking
from bot.usecases.conversing import noted
from bot.usecases.recording import owe, record
from policy.facts import Role
from policy.incident_rules import Duty

FOLLOW_UP = "follow_up"
_HEIGHT = (Role.AGENT, Role.LEAD, Role.DIRECTOR, Role.ADMIN)
"""Whoever stands higher may do what those below have to."""


def task(command: TaskCommand, asking: Asking) -> TasksTold | TaskForm | TaskDone:
    """List what there is to do, show one task, or say that it is done and what came of it."""
    zone = asking.version().document.zone
    if command.number is None:
        return TasksTold(open_tasks(asking), zone, asking.now)
    found = asking.uow.tasks.numbered(asking.desk.id, command.number)
    if found is None:
        raise NoSuchThing("error.no_such_task", task=command.number)
    if not command.done:
        return TasksTold((view(asking, found),), zone, asking.now, one=True)
    if not _may(asking, found):
        raise NotYours("error.not_your_task", task=found.number, who=", ".join(_those(found)))
    if found.done_at is not None:
        raise NotNow("error.task_done", task=found.number, who=view(asking, found).done_by or "")
    must_tell = found.kind == Duty.DISCUSS
    if command.result is None and (must_tell or not command.sure):
        missing = must_tell and command.sure and asking.request.via is Via.FORM
        return TaskForm(view(asking, found), zone, missing=missing)
    if not asking.uow.tasks.done(found, asking.me, asking.at, command.result):
        raise Conflict("somebody did it meanwhile")
    is_asked = _then(asking, found, command.result)
    if asking.request.via is Via.FORM:
        _confirmed(asking, found, is_asked=is_asked)
    found = asking.uow.tasks.numbered(asking.desk.id, found.number) or found
    return TaskDone(view(asking, found), zone, rating=is_asked)


def _confirmed(asking: Asking, found: Task, *, is_asked: bool) -> None:
    """A form closes without a word: what came of it is said in private."""
    to = ToPerson(asking.me, asking.platform, asking.tenant)
    notice = TaskDoneNotice(found.number, found.kind, is_asked)
    key = f"task:{found.id}:done"
    asking.uow.outbox.add(Draft(asking.desk.id, found.ticket_id, to, notice, key), asking.now)


def open_tasks(asking: Asking) -> tuple[TaskView, ...]:
    """What somebody of the asker's role has to do, oldest first."""
    found = asking.uow.tasks.open_of(asking.desk.id)
    return tuple(view(asking, each) for each in found if _may(asking, each))


def view(asking: Asking, found: Task) -> TaskView:
    """The task as the desk's people may see it."""
    uow = asking.uow
    ticket = None if found.ticket_id is None else uow.tickets.load(asking.desk.id, found.ticket_id)
    account = None if found.account_id is None else uow.accounts.get(asking.desk.id, found.account_id)
    return TaskView(
        number=found.number,
        kind=found.kind,
        role=found.role,
        clause=found.clause,
        at=found.at,
        account=account.name if account else None,
        ticket=ticket.number if ticket else None,
        requester=_name(asking, ticket.requester_id) if ticket else None,
        due_at=found.due_at,
        done_at=found.done_at,
        done_by=_name(asking, found.done_by) if found.done_by else None,
        result=found.result,
    )


def _name(asking: Asking, person: PersonId) -> str | None:
    known = asking.uow.people.get(person)
    return known.name if known else None


def _may(asking: Asking, found: Task) -> bool:
    return asking.member.membership.role in _those(found)


def _those(found: Task) -> tuple[Role, ...]:
    return _HEIGHT[_HEIGHT.index(found.role) :]


def _then(asking: Asking, found: Task, result: str | None) -> bool:
    """What follows on the ticket: a note of what came of it, and after a follow-up the rating."""
    if found.ticket_id is None:
        return False
    ticket = asking.uow.tickets.load(asking.desk.id, found.ticket_id, lock=True)
    if result:
        ticket = noted(asking, ticket, result)
    return found.kind == FOLLOW_UP and _rating_asked(asking, ticket, found.clause)


def _rating_asked(asking: Asking, ticket: Ticket, clause: str) -> bool:
    if rating_of(ticket.history) is not None:
        return False
    ticket = record(asking, ticket, RatingAsked(asking.at, asking.me))
    owe(asking, ticket, ToPerson(ticket.requester_id), RatingAskedNotice(clause), "rating_asked")
    return True
