"""An account's own first line, as its people see it: who is there, and what waits with them."""

from __future__ import annotations

from bot.domain.first_line import InternalRequest, RequestState
from bot.domain.ids import PersonId, TextId, TicketId
from bot.domain.people import Account
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.outgoing import Draft, Notice, RequestSettledNotice, ToPerson
from bot.results import DelegateView, PersonView, RequestView
from bot.usecases.asking import Asking
from policy.facts import Role, Terms


def who(asking: Asking, terms: Terms) -> tuple[PersonView, ...]:
    """Whom a colleague may turn to: the contacts and those who stand in for one, but not oneself."""
    return tuple(asking.person(PersonId(each.id)) for each in terms.first_line if each.id != asking.me)


def delegates(asking: Asking, terms: Terms) -> tuple[DelegateView, ...]:
    """Who stands in for whom now."""
    return tuple(
        DelegateView(asking.person(PersonId(each.id)), asking.person(PersonId(each.by)), each.until)
        for each in terms.delegates
    )


def stands_there(asking: Asking, account: Account) -> bool:
    """Whether the asker is a contact of the account, or stands in for one now."""
    if asking.member.membership.role is Role.AUTHORIZED:
        return True
    lent = asking.uow.delegations.at(asking.desk.id, account.id, asking.now)
    return any(delegation.person_id == asking.me for delegation, _ in lent)


def waiting(asking: Asking, account: Account) -> tuple[InternalRequest, ...]:
    """What this person may settle: sent to them, or to whoever is there."""
    if not stands_there(asking, account):
        return ()
    found = asking.uow.internal_requests.open_of(asking.desk.id, account.id)
    return tuple(request for request in found if _is_for(request, asking.me))


def own(asking: Asking, account: Account) -> tuple[InternalRequest, ...]:
    """What this person asked and nobody has settled."""
    found = asking.uow.internal_requests.open_of(asking.desk.id, account.id)
    return tuple(request for request in found if request.author_id == asking.me)


def to_settle(number: int | None, verb: str, asking: Asking) -> InternalRequest:
    """The open request that is meant: by its number, or the only one that waits for this person.

    Raises:
        NotUnderstood: no number, and several wait.
        NoSuchThing: there is none of that number for this person, or nothing waits.
        NotNow: it is settled.
    """
    account = asking.account(None)
    if number is None:
        found = waiting(asking, account)
        if len(found) > 1:
            numbers = ", ".join(str(each.number) for each in found)
            raise NotUnderstood("error.which_request", verb=verb, valid=numbers)
        if not found:
            raise NoSuchThing("error.no_request_waits")
        return found[0]
    request = asking.uow.internal_requests.get(asking.desk.id, account.id, number)
    if request is None or not _is_for(request, asking.me) or not stands_there(asking, account):
        raise NoSuchThing("error.no_such_request", number=number)
    if not request.is_open:
        raise settled_already(request, asking)
    return request


def seen(number: int, asking: Asking) -> tuple[InternalRequest, bool]:
    """A request to look at, and whether it is the asker's own. Raises NoSuchThing."""
    account = asking.account(None)
    request = asking.uow.internal_requests.get(asking.desk.id, account.id, number)
    if request is not None and request.author_id == asking.me:
        return request, True
    if request is None or not _is_for(request, asking.me) or not stands_there(asking, account):
        raise NoSuchThing("error.no_such_request", number=number)
    return request, False


def settle(
    request: InternalRequest,
    state: RequestState,
    asking: Asking,
    *,
    answer: TextId | None = None,
    ticket: TicketId | None = None,
) -> tuple[PersonId, ...]:
    """Settle it once; whoever else was told of it hears that it needs nobody any more, and is given back.

    Raises NotNow where somebody was first.
    """
    uow = asking.uow
    if not uow.internal_requests.settle(request, state, asking.me, asking.at, answer=answer, ticket=ticket):
        now = uow.internal_requests.get(request.desk_id, request.account_id, request.number)
        raise settled_already(now or request, asking)
    told = tuple(person for person in _told(request, asking) if person != asking.me)
    notice = RequestSettledNotice(request.number, state, asking.me, request.text)
    for person in told:
        tell(asking, request, person, notice, f"{state}:{person}")
    return told


def tell(asking: Asking, request: InternalRequest, person: PersonId, notice: Notice, what: str) -> None:
    """Owe something about a request to somebody of the account, in private, once."""
    draft = Draft(request.desk_id, None, ToPerson(person), notice, f"{_key(request)}:{what}")
    asking.uow.outbox.add(draft, asking.now)


def settled_already(request: InternalRequest, asking: Asking) -> NotNow:
    """What to say to whoever comes second."""
    if request.ticket_id is not None:
        ticket = asking.uow.tickets.load(request.desk_id, request.ticket_id)
        return NotNow("error.sent_already", ticket=ticket.number)
    by = asking.person(request.settled_by or request.author_id)
    return NotNow("error.request_settled", number=request.number, request_state=request.state, who=by.name)


def request_view(request: InternalRequest, asking: Asking) -> RequestView:
    """The request as people of its account read it."""
    uow = asking.uow
    text = uow.texts.get(request.desk_id, request.text) or ""
    subject, _, facts = text.partition("\n")
    answer = None if request.answer is None else uow.texts.get(request.desk_id, request.answer)
    ticket = None
    if request.ticket_id is not None:
        ticket = uow.tickets.load(request.desk_id, request.ticket_id).number
    return RequestView(
        number=request.number,
        author=asking.person(request.author_id),
        subject=subject.strip(),
        facts=facts.strip(),
        at=request.at,
        state=request.state,
        asked=None if request.asked is None else asking.person(request.asked),
        settled_by=None if request.settled_by is None else asking.person(request.settled_by),
        settled_at=request.settled_at,
        answer=answer,
        ticket=ticket,
    )


def _is_for(request: InternalRequest, person: PersonId) -> bool:
    """A request to one contact is that one's only: what it says may be about the others."""
    return request.author_id != person and request.asked in {None, person}


def _told(request: InternalRequest, asking: Asking) -> tuple[PersonId, ...]:
    """Those who were told of it and are of the account still."""
    members = asking.uow.people.members(request.desk_id, request.account_id)
    return tuple(
        member.person.id
        for member in members
        if asking.uow.outbox.by_key(request.desk_id, f"{_key(request)}:told:{member.person.id}") is not None
    )


def _key(request: InternalRequest) -> str:
    return f"request:{request.account_id}:{request.number}"
