"""Find tickets to speak of in a message: by number, by words; and whether everybody there reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.ids import TicketNumber
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.requests import PlaceKind, Sought
from bot.results import FoundTicket
from bot.storage.folding import folded
from bot.usecases.asking import Asking

MOST = 5_000
"""So many of the newest are looked through by their words; any is found by its number."""
LONGEST = 200
"""Characters of what is sought that are read."""
_NUMBER = re.compile(r"#?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A ticket that was found, before anything of it is read; `desk` where several were searched."""

    asking: Asking
    number: TicketNumber
    desk: str | None


def seek(sought: Sought, asking: Asking, desk: str | None) -> tuple[Sighting, ...]:
    """Those that this person may see, newest first, as far as the page that is asked for.

    Every word stands in the subject, or for the desk's own people in the account's name.
    """
    numbers = _numbers(sought.words[:LONGEST].strip(), asking, sought.skip + sought.count)
    return tuple(Sighting(asking, n, desk) for n in islice(numbers, sought.skip + sought.count))


def page(sought: Sought, sighted: Sequence[Sighting]) -> tuple[FoundTicket, ...]:
    """The page that is asked for, as it reads now."""
    found: list[FoundTicket] = []
    for each in sighted[sought.skip : sought.skip + sought.count]:
        asking = each.asking
        ticket = asking.uow.tickets.visible_to(asking.member).get(each.number)
        if ticket is not None:
            found.append(FoundTicket(asking.view(ticket), _is_read_here(asking, ticket), each.desk))
    return tuple(found)


def _numbers(words: str, asking: Asking, end: int) -> Iterator[TicketNumber]:
    visible = asking.uow.tickets.visible_to(asking.member)
    if not words:
        yield from (each.number for each in visible.list(mine=True, limit=end))
        return
    exact = _NUMBER.fullmatch(words)
    number = TicketNumber(int(exact[1])) if exact else None
    if number is not None and visible.get(number) is not None:
        yield number
    names = {each.id: each.name for each in asking.uow.accounts.of_desk(asking.desk.id)}
    wanted = folded(words).split()
    for each, subject, account in visible.subjects(MOST):
        held = folded(f"{subject} {names.get(account, '') if asking.is_staff else ''}")
        if each != number and all(word in held for word in wanted):
            yield each


def _is_read_here(asking: Asking, ticket: Ticket) -> bool:
    """Whether everybody in the place reads the ticket's card already: the person alone, or its own place."""
    where, place = asking.request.place, asking.place
    if where.kind is PlaceKind.PRIVATE:
        return True
    if place is None or place.desk_id != ticket.desk_id:
        return False
    if place.face is Face.DESK:
        return True
    return place.account_id == ticket.account_id and any(
        thread.face is Face.CUSTOMER
        and (thread.platform, thread.tenant, thread.conversation)
        == (place.platform, place.tenant, place.conversation)
        for thread in asking.uow.threads.of_ticket(ticket.id)
    )
