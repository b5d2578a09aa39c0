"""Be one person on two platforms, by one's own proof (`link`), or no longer (`unlink`)."""

from __future__ import annotations

from datetime import datetime

from bot.commands import Link, Unlink
from bot.domain.linking import LinkAct, Way, stands_higher
from bot.domain.people import Person
from bot.errors import NotNow
from bot.requests import Actor, PlaceKind, Request, Via
from bot.results import CodeFailed, CodeTold, Failure, LinkDone, LinkPreview, UnlinkPreview
from bot.storage import UnitOfWork
from bot.usecases import codes
from bot.usecases.joining import Side, identities, join, split, standings, together

Answer = CodeTold | CodeFailed | LinkPreview | LinkDone | UnlinkPreview
_MINUTES = int(codes.PAUSE.total_seconds() // 60)


def link(command: Link, uow: UnitOfWork, request: Request, now: datetime) -> Answer | None:
    """A code for who asks; or what a code leads to, and then the act. None where there is none for them."""
    actor = request.actor
    me = uow.people.by_actor(actor)
    if command.code is None:
        if me is None or not uow.people.memberships(me.id):
            return None
        code, until = codes.make(uow, actor, now)
        return CodeTold(code, until, identities(uow, me), now, me.zone or "UTC")
    if codes.is_barred(uow, actor, now):
        return CodeFailed(Failure.TRIES, _MINUTES)
    giver = codes.whose(uow, command.code, now)
    them = None if giver is None else uow.people.by_actor(giver)
    if giver is None or them is None:
        uow.links.tried(actor, now)
        return CodeFailed(Failure.WRONG, _MINUTES)
    if me is not None and me.id == them.id:
        return CodeFailed(Failure.OWN, _MINUTES)
    kept, other = _sides(uow, me, them, request, giver)
    held = together(uow, kept, other)
    if not command.sure and _was_seen(request):
        # Whoever reads along could be quicker than the button.
        codes.spend(uow, command.code)
        return CodeFailed(Failure.SEEN, _MINUTES)
    if not command.sure:
        mine, theirs = _name(me, request), them.name
        one = Side(mine, me, actor).views(uow)
        return LinkPreview(
            one,
            Side(theirs, them, giver).views(uow),
            kept.name,
            standings(uow, held),
            _command(command),
            mine=True,
        )
    if not codes.spend(uow, command.code):
        return CodeFailed(Failure.WRONG, _MINUTES)
    came = other.views(uow)[0]
    held = join(uow, kept, other, Way.CODE, now)
    return LinkDone(LinkAct.LINKED, kept.name, came, standings(uow, held), mine=True)


def unlink(command: Unlink, uow: UnitOfWork, request: Request, now: datetime) -> Answer:
    """Only the identity that asks leaves: whoever got in by a trick can take nothing but themselves away."""
    me = uow.people.by_actor(request.actor)
    if me is None:
        raise NotNow("error.link_last", who=_name(None, request))
    found = [each for each in identities(uow, me) if each.user == request.actor.user]
    mine = next(each for each in found if each.platform == request.actor.platform)
    held = standings(uow, uow.people.memberships(me.id))
    if len(uow.people.actors(me.id)) == 1:
        raise NotNow("error.link_last", who=me.name)
    if not command.sure:
        return UnlinkPreview(mine, me.name, held, "unlink yes", mine=True)
    split(uow, me, request.actor, now, None)
    return LinkDone(LinkAct.UNLINKED, me.name, mine, held, mine=True)


def _sides(
    uow: UnitOfWork, me: Person | None, them: Person, request: Request, giver: Actor
) -> tuple[Person, Side]:
    """Who stays, and who joins them: the one who may do more stays, else the one who asked for the code."""
    if me is None:
        return them, Side(_name(None, request), None, request.actor)
    mine, theirs = uow.people.memberships(me.id), uow.people.memberships(them.id)
    if stands_higher(mine, theirs):
        return me, Side(them.name, them, giver)
    return them, Side(me.name, me, request.actor)


def _was_seen(request: Request) -> bool:
    """Whether others read what was typed."""
    return request.via is Via.MENTION and request.place.kind is PlaceKind.CHANNEL


def _name(person: Person | None, request: Request) -> str:
    if person is not None:
        return person.name
    return (request.profile.name if request.profile else "") or request.actor.user


def _command(command: Link) -> str:
    """What the button gives. The code is no secret to who reads it: they typed it."""
    letters = "".join(each for each in (command.code or "").upper() if each.isalnum())
    return f"link {letters[:16]} yes"
