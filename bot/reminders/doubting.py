"""Where a platform cannot tell whether a post arrived: what may be said twice, and what must not."""

from __future__ import annotations

from datetime import datetime

from bot.outgoing import DigestNotice, Draft, Outgoing, RatingAskedNotice, ReminderNotice, ToPerson
from bot.outgoing import UndeliveredNotice as Undelivered
from bot.storage import UnitOfWork
from bot.storage.undelivered import ASKED
from policy.facts import Role

UNKNOWN = "outcome_unknown"
"""The reason of what may have been said: nobody can tell."""
MOST_TRIES = 5
"""Attempts after which what may be repeated is not repeated any more."""
FIRST_WAIT = 30.0
"""Wall seconds before the first repetition, doubled for each further one: a platform that answers nobody
must not be told the same thing again and again."""
_DUE = 1.0


def may_repeat(row: Outgoing) -> bool:
    """Whether saying it twice is better than not at all.

    What tells something (an answer, a card, a breach, trouble) may come twice, marked. What only reminds,
    sums up or asks for a rating may not, unless an admin asks for it.
    """
    if row.reason == ASKED:
        return True
    return row.attempts <= MOST_TRIES and any(_tells(each) for each in (row, *row.led))


def wait(row: Outgoing) -> float:
    """Wall seconds until it is said again."""
    return FIRST_WAIT * 2.0 ** min(max(row.attempts - 1, 0), MOST_TRIES)


def leave_unknown(uow: UnitOfWork, row: Outgoing, now: datetime) -> None:
    """It ends as what it is: it may have been said. Of what told something the admins hear."""
    ended = [each for each in (row, *row.led) if uow.outbox.unknown(each.id, UNKNOWN)]
    if row not in ended or not _tells(row) or isinstance(row.notice, Undelivered):
        return
    for admin in uow.people.staff(row.desk_id, (Role.ADMIN,)):
        person = admin.person.id
        key = f"undelivered:{row.id}:{person}"
        notice = Undelivered(row.id, UNKNOWN)
        draft = Draft(row.desk_id, row.ticket_id, ToPerson(person), notice, key)
        uow.outbox.add(draft, now)


def _tells(row: Outgoing) -> bool:
    match row.notice:
        case ReminderNotice(share=share):
            return float(share) >= _DUE
        case DigestNotice() | RatingAskedNotice():
            return False
        case _:
            return True
