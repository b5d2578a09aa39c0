"""Rate a ticket (`rate`): by its requester, once; changeable for a day."""

from __future__ import annotations

from bot.commands import Rate
from bot.domain.ending import CHANGEABLE, is_rating_asked, rating_of, rating_until
from bot.domain.events import Rated
from bot.domain.people import Face
from bot.errors import NoSuchThing, NotNow
from bot.outgoing import RatedNotice, ToPerson
from bot.requests import Via
from bot.results import RateForm, RatingTold
from bot.usecases.asking import Asking
from bot.usecases.recording import keep_text, owe, owe_thread, record


def rate(command: Rate, asking: Asking) -> RateForm | RatingTold:
    """Keep it, and tell the desk; without stars, the form with what was given before."""
    ticket = asking.ticket(command.ticket, "rate", lock=True)
    if ticket.requester_id != asking.me:
        requester = asking.person(ticket.requester_id).name
        raise NoSuchThing("error.only_requester", ticket=ticket.number, who=requester)
    if ticket.status.is_live and not is_rating_asked(ticket.history):
        raise NotNow("error.rate_when_over", ticket=ticket.number, status=ticket.status)
    before, until = rating_of(ticket.history), rating_until(ticket.history)
    if before is not None and until is not None and asking.at > until:
        raise NotNow("error.rated", ticket=ticket.number, stars=before.stars)
    if command.stars is None:
        kept = before.text if before else None
        told = "" if kept is None else asking.uow.texts.get(asking.desk.id, kept) or ""
        return RateForm(asking.view(ticket), before.stars if before else None, command.text or told)
    kept = keep_text(asking, ticket, command.text) if command.text else None
    ticket = record(asking, ticket, Rated(asking.at, asking.me, command.stars, kept))
    until = until or asking.at + CHANGEABLE
    notice = RatedNotice(command.stars, asking.me, until, kept, again=before is not None)
    owe_thread(asking, ticket, Face.DESK, notice)
    if asking.request.via is Via.FORM:
        # A form closes without a word: that it is kept is said in private.
        owe(asking, ticket, ToPerson(asking.me, asking.platform, asking.tenant), notice, "rated:me")
    return RatingTold(asking.view(ticket), command.stars, until)
