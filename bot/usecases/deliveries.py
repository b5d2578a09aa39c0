"""What could not be delivered (`deliveries`): told to admins, tried again, or seen to."""

from __future__ import annotations

from bot.commands import Deliveries, DeliveryAct
from bot.domain.ids import OutgoingId
from bot.domain.people import Place
from bot.errors import NoSuchThing
from bot.outgoing import Outgoing, ToCard, ToPerson, ToPlace, ToReference, ToThread
from bot.results import DeliveriesTold, DeliveryView, HealthView
from bot.storage.undelivered import GIVEN_UP
from bot.usecases.asking import Asking

PAGE = 10


def deliveries(command: Deliveries, asking: Asking) -> DeliveriesTold:
    """A page of them; or one of them again, or told no more.

    Raises:
        NoSuchThing: the desk has no message of that number that could not be delivered.
    """
    uow, desk_id = asking.uow, asking.desk.id
    more = False
    if command.number is None:
        rows, more = page_of(asking, command.page)
    else:
        row = uow.outbox.get(desk_id, OutgoingId(command.number))
        if row is None or row.state not in GIVEN_UP:
            raise NoSuchThing("error.no_such_delivery", number=command.number)
        rows = (view(asking, row),)
        change = uow.undelivered.again if command.act is DeliveryAct.RETRY else uow.undelivered.settle
        change(desk_id, row.id)
    zone = asking.version().document.zone
    return DeliveriesTold(command.act, rows, health(asking), zone, asking.now, command.page, more)


def page_of(asking: Asking, page: int, size: int = PAGE) -> tuple[tuple[DeliveryView, ...], bool]:
    """A page of what could not be delivered, the newest first, and whether there is more."""
    rows = asking.uow.undelivered.list(asking.desk.id, limit=size + 1, offset=size * (page - 1))
    return tuple(view(asking, row) for row in rows[:size]), len(rows) > size


def health(asking: Asking) -> HealthView:
    """How delivery stands at this desk."""
    waiting, oldest = asking.uow.undelivered.waiting(asking.desk.id)
    return HealthView(asking.uow.undelivered.count(asking.desk.id), waiting, oldest)


def view(asking: Asking, row: Outgoing) -> DeliveryView:
    """A row as an admin reads it."""
    uow, desk_id, target = asking.uow, asking.desk.id, row.target
    number = None if row.ticket_id is None else uow.tickets.load(desk_id, row.ticket_id).number
    person = place = None
    if isinstance(target, ToPerson):
        known = uow.people.get(target.person_id)
        person = None if known is None else known.name
    found = place_of(asking, row)
    if found is not None:
        place = found.name or found.conversation
    face = target.face if isinstance(target, ToCard | ToThread) else None
    what, error = row.notice.tag, row.reason or ""
    return DeliveryView(row.id, what, error, row.created_at, number, face, place, person)


def place_of(asking: Asking, row: Outgoing) -> Place | None:
    """The desk's place in which a row should have been said, if it is one."""
    uow, target = asking.uow, row.target
    match target:
        case ToPlace(place_id=place_id):
            return uow.places.get(asking.desk.id, place_id)
        case ToCard(face=face) | ToThread(face=face) if row.ticket_id is not None:
            threads = (t for t in uow.threads.of_ticket(row.ticket_id) if t.face is face)
            thread = next(threads, None)
            where = None if thread is None else (thread.platform, thread.tenant, thread.conversation)
        case ToReference(place=ref):
            where = (ref.platform, ref.tenant, ref.conversation)
        case _:
            where = None
    found = None if where is None else uow.places.by_ref(*where)
    return found if found is not None and found.desk_id == asking.desk.id else None
