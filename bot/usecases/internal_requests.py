"""What waits with the contacts of an account: seen, answered, withdrawn, or sent on to the desk."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Approve, InternalRequests, Open, RequestAct
from bot.domain.first_line import RequestState
from bot.errors import NoSuchThing, NotUnderstood
from bot.outgoing import RequestAnsweredNotice
from bot.requests import Via
from bot.results import (
    OpenForm,
    Refused,
    RequestForm,
    RequestSettled,
    RequestShown,
    RequestsTold,
)
from bot.usecases import first_line
from bot.usecases.asking import Asking
from bot.usecases.open_ticket import open_form


def internal_requests(
    command: InternalRequests, asking: Asking
) -> RequestsTold | RequestShown | RequestForm | RequestSettled:
    """List them, show one, or settle it without the desk."""
    match command.act:
        case RequestAct.ANSWER:
            return _answered(command, asking)
        case RequestAct.WITHDRAW:
            return _withdrawn(command, asking)
        case RequestAct.SHOW:
            return _told(asking) if command.number is None else _shown(command.number, asking)


def approve(command: Approve, asking: Asking) -> OpenForm | Refused:
    """The form of the ticket, with the colleague's words: sending it is what escalates the request."""
    request = first_line.to_settle(command.number, "approve", asking)
    return open_form(Open(draft=request.number), asking)


def _told(asking: Asking) -> RequestsTold:
    account = asking.account(None)
    return RequestsTold(
        account=account.name,
        zone=asking.version().document.zone,
        now=asking.now,
        waiting=tuple(first_line.request_view(r, asking) for r in first_line.waiting(asking, account)),
        asked=tuple(first_line.request_view(r, asking) for r in first_line.own(asking, account)),
    )


def _shown(number: int, asking: Asking) -> RequestShown:
    request, mine = first_line.seen(number, asking)
    zone = asking.version().document.zone
    view = first_line.request_view(request, asking)
    return RequestShown(view, asking.desk.name, zone, asking.now, mine)


def _answered(command: InternalRequests, asking: Asking) -> RequestForm | RequestSettled:
    request = first_line.to_settle(command.number, "request", asking)
    if not command.text:
        return RequestForm(first_line.request_view(request, asking))
    answer = asking.uow.texts.add(asking.desk.id, None, command.text, asking.me)
    first_line.settle(request, RequestState.ANSWERED, asking, answer=answer)
    notice = RequestAnsweredNotice(request.number, asking.me, request.text, answer)
    first_line.tell(asking, request, request.author_id, notice, "answered")
    if asking.request.via is Via.FORM:
        receipt = replace(notice, to=request.author_id)
        first_line.tell(asking, request, asking.me, receipt, "receipt")
    return _settled(request.number, asking)


def _withdrawn(command: InternalRequests, asking: Asking) -> RequestSettled:
    number = command.number
    if number is None:
        mine = first_line.own(asking, asking.account(None))
        if len(mine) > 1:
            numbers = ", ".join(str(each.number) for each in mine)
            raise NotUnderstood("error.which_request", verb="request", valid=numbers)
        if not mine:
            raise NoSuchThing("error.no_request_waits")
        number = mine[0].number
    request, is_mine = first_line.seen(number, asking)
    if not is_mine:
        raise NoSuchThing("error.not_your_request", number=number, who=asking.person(request.author_id).name)
    if not request.is_open:
        raise first_line.settled_already(request, asking)
    first_line.settle(request, RequestState.WITHDRAWN, asking)
    return _settled(number, asking)


def _settled(number: int, asking: Asking) -> RequestSettled:
    account = asking.account(None)
    request = asking.uow.internal_requests.get(asking.desk.id, account.id, number)
    assert request is not None
    return RequestSettled(first_line.request_view(request, asking))
