"""Assign a ticket: to any of the desk's own people."""

from __future__ import annotations

from bot.commands import Assign
from bot.domain.events import Assigned
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.errors import NoSuchThing
from bot.outgoing import Change, ChangeNotice, ToPerson
from bot.results import AssignForm, Changed
from bot.usecases.asking import Asking
from bot.usecases.recording import owe, owe_thread, record


def assign(command: Assign, asking: Asking) -> Changed | AssignForm:
    """Give it to someone, who is told; without a name, ask whom."""
    ticket = asking.live(asking.ticket(command.ticket, "assign", lock=True))
    if command.to is None:
        agents = asking.uow.people.staff(asking.desk.id)
        return AssignForm(asking.view(ticket), tuple(asking.shown(agent) for agent in agents))
    to = asking.named(command.to)
    if not to.is_staff:
        raise NoSuchThing("error.not_staff", person=to.person.name, desk=asking.desk.name)
    if ticket.assignee_id != to.person.id:
        status = Status.OPEN if ticket.status is Status.NEW else ticket.status
        event = Assigned(asking.at, asking.me, to.person.id)
        ticket = record(asking, ticket, event, assignee_id=to.person.id, status=status)
        change = Change.CLAIMED if to.person.id == asking.me else Change.ASSIGNED
        notice = ChangeNotice(change, asking.me, to.person.id)
        owe_thread(asking, ticket, Face.DESK, notice)
        if to.person.id != asking.me:
            owe(asking, ticket, ToPerson(to.person.id), notice, "assigned:person")
    return Changed(Change.ASSIGNED, asking.view(ticket), asking.shown(to))
