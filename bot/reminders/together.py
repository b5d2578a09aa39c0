"""One post for a channel's reminders of a minute: which still hold, and whether the channel takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import OutgoingId
from bot.domain.installations import not_installed
from bot.domain.people import Desk, Face
from bot.outgoing import DeliveryState, DigestNotice, Outgoing, ReminderNotice, ToPlace
from bot.policies import Policies
from bot.ports import Destination
from bot.reminders.about import About
from bot.reminders.digests import digest_view
from bot.reminders.prepared import Lost, Suppressed
from bot.reminders.rereading import looked_up
from bot.replies import Reply
from bot.storage import UnitOfWork
from bot.wording import NoticeContext, Reader, language_for, word_notice, word_reminders

HOUR = timedelta(hours=1)
NOTHING = Reply("")
OVER_BUDGET = "its channel was told enough for the hour"


@dataclass(frozen=True, slots=True)
class Grouped:
    """What one post says for several rows. `said` leads off with the row whose key the post carries.

    `ended` are rows that it does not say: what becomes of each, and why. Where nothing is left to be said,
    `said` is empty; the destination still serves to look an earlier attempt up.
    """

    to: Destination
    reply: Reply
    said: tuple[OutgoingId, ...]
    ended: tuple[tuple[OutgoingId, DeliveryState, str], ...] = ()
    edits: None = None
    """Never an edit: what is edited reaches nobody's attention."""
    thread: None = None


def is_grouped(row: Outgoing) -> bool:
    """Whether a post may say other rows beside this one."""
    return isinstance(row.target, ToPlace) and isinstance(row.notice, ReminderNotice | DigestNotice)


def group(
    uow: UnitOfWork, row: Outgoing, policies: Policies, now: datetime, *, again: bool = False
) -> Grouped | Suppressed | Lost:
    """Read the state of each of them again, and word what is left."""
    assert isinstance(row.target, ToPlace)
    place = uow.places.get(row.desk_id, row.target.place_id)
    desk = uow.desks.get(row.desk_id)
    if place is None or desk is None:
        return Suppressed("the place no longer belongs to the desk")
    to = Destination(place.platform, place.tenant, place.conversation)
    if uow.installations.is_gone(to.platform, to.tenant):
        return Lost(not_installed(to.tenant), is_told=True)
    now = max(now, row.created_at)  # another process's clock may be ahead of ours
    if isinstance(row.notice, DigestNotice):
        kept, ended = _looked_at(uow, uow.outbox.held(row.desk_id, row.id), policies, now)
        view = digest_view(uow, desk, row.notice, policies, now, _told(kept, to))
        reader = Reader(
            language_for(desk.language),
            view.zone,
            platform=to.platform,
            tenant=to.tenant,
            shared=True,
            zones=_zones(uow, desk),
            now=now,
        )
        if not view:
            return Grouped(
                to, NOTHING, (), (*ended, (row.id, DeliveryState.SUPPRESSED, "there is nothing to tell"))
            )
        return Grouped(
            to,
            word_notice(
                row.notice,
                NoticeContext(desk.name, now, digest=view, again=row.id if again else None),
                reader,
            ),
            (row.id, *(each.row.id for each in kept)),
            ended,
        )
    kept, ended = _looked_at(uow, (row, *row.led), policies, now, again=again)
    if kept and _is_enough(uow, desk, row, kept, now):
        held = ((each.row.id, DeliveryState.HELD, OVER_BUDGET) for each in kept)
        return Grouped(to, NOTHING, (), (*ended, *held))
    if not kept:
        return Grouped(to, NOTHING, (), ended)
    reader = kept[0].reader(to, place.face)
    told = _told(kept, to)
    reply = word_reminders(told, reader) if len(told) > 1 else word_notice(*told[0], reader)
    return Grouped(to, reply, tuple(each.row.id for each in kept), ended)


def _looked_at(
    uow: UnitOfWork, rows: Iterable[Outgoing], policies: Policies, now: datetime, *, again: bool = False
) -> tuple[list[About], tuple[tuple[OutgoingId, DeliveryState, str], ...]]:
    kept: list[About] = []
    ended = []
    for row in rows:
        match looked_up(uow, row, policies, now, again=again):
            case Suppressed(reason=reason):
                ended.append((row.id, DeliveryState.SUPPRESSED, reason))
            case found:
                kept.append(found)
    return kept, tuple(ended)


def _told(kept: Iterable[About], to: Destination) -> list[tuple[ReminderNotice, NoticeContext]]:
    """Each with all that it may speak of."""
    told = []
    for each in kept:
        assert isinstance(each.row.notice, ReminderNotice)
        told.append((each.row.notice, each.context(to, Face.DESK)))
    return told


def _is_enough(uow: UnitOfWork, desk: Desk, row: Outgoing, kept: Iterable[About], now: datetime) -> bool:
    """Whether the channel was told as often this hour as it takes. What is critical is said all the same."""
    if any(each.row.urgent for each in kept):
        return False
    assert isinstance(row.target, ToPlace)
    return uow.outbox.posts_since(row.target.place_id, now - HOUR) >= desk.reminders_an_hour


def _zones(uow: UnitOfWork, desk: Desk) -> frozenset[str]:
    """The zones of the desk's people, as far as they are known."""
    return frozenset(each.person.zone for each in uow.people.staff(desk.id) if each.person.zone is not None)
