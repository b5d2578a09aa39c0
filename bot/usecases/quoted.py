"""An open form that began with somebody's message: for whom, and who has not read it yet."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Open, PersonWord
from bot.domain.people import Face
from bot.requests import Quoted
from bot.usecases.asking import Asking
from bot.usecases.prospect import Prospect, prospect_of
from policy.decisions import Denied


def for_its_author(command: Open, asking: Asking) -> Open:
    """For whoever wrote the message, where the desk's own people act on it and the author may ask."""
    intent = asking.request.intent
    if not isinstance(intent, Quoted) or not asking.is_staff or intent.author is None:
        return command
    person = asking.uow.people.by_actor(intent.author)
    members = () if person is None else asking.uow.people.members(asking.desk.id)
    held = [m for m in members if m.person == person and m.account is not None]
    here = asking.place.account_id if asking.place is not None else None
    if not held or (here is not None and all(m.membership.account_id != here for m in held)):
        return command
    theirs = replace(command, requester=PersonWord(f"p{held[0].person.id}"))
    refused = isinstance(prospect_of(theirs, asking).decision, Denied)
    return command if refused and not isinstance(prospect_of(command, asking).decision, Denied) else theirs


def is_elsewhere(command: Open, asking: Asking, prospect: Prospect) -> bool:
    """Whether the message stands where the account does not read: the form then says who will."""
    if not command.quoted:
        return False
    place = asking.place
    return place is None or place.face is Face.DESK or place.account_id != prospect.account.id
