"""Put a ticket's reminders off (`snooze`): for a time, for a reason; a breach is announced all the same."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands import Snooze
from bot.domain.events import Snoozed
from bot.domain.people import Face
from bot.domain.snoozing import snoozed_now
from bot.domain.ticket import Ticket
from bot.errors import NotNow, NotUnderstood
from bot.outgoing import SnoozedNotice
from bot.parsing import instant_of
from bot.reminders.wake import DUE, pending
from bot.results import SnoozeForm, SnoozeTold
from bot.usecases.asking import Asking
from bot.usecases.recording import keep_text, owe_thread, record

LONGEST = timedelta(days=14)


def snooze(command: Snooze, asking: Asking) -> SnoozeForm | SnoozeTold:
    """Put them off, or end that; without an end and a reason, ask for them."""
    ticket = asking.live(asking.ticket(command.ticket, "snooze", lock=True))
    document, _ = asking.pinned(ticket)
    zone = ZoneInfo(document.zone)
    if command.stop:
        return _stopped(ticket, asking)
    if not _has_warnings(ticket, asking):
        raise NotNow("error.nothing_to_snooze", ticket=ticket.number)
    until = _until(command, asking, zone)
    if not command.is_whole or until is None or command.reason is None:
        return SnoozeForm(asking.view(ticket), command.minutes, until, command.reason or "")
    if not asking.at < until <= asking.at + LONGEST:
        valid = (asking.at.astimezone(zone) + timedelta(hours=1)).strftime("%H:%M")
        raise NotUnderstood(
            "error.bad_value", option="until", value=f"{until.astimezone(zone):%Y-%m-%dT%H:%M}", valid=valid
        )
    reason = keep_text(asking, ticket, command.reason)
    ticket = record(asking, ticket, Snoozed(asking.at, asking.me, until, reason))
    owe_thread(asking, ticket, Face.DESK, SnoozedNotice(asking.me, until, reason))
    return SnoozeTold(asking.view(ticket), until)


def _stopped(ticket: Ticket, asking: Asking) -> SnoozeTold:
    if snoozed_now(ticket.history, asking.now) is None:
        raise NotNow("error.not_snoozed", ticket=ticket.number)
    ticket = record(asking, ticket, Snoozed(asking.at, asking.me, asking.at))
    owe_thread(asking, ticket, Face.DESK, SnoozedNotice(asking.me, None, None))
    return SnoozeTold(asking.view(ticket), None)


def _has_warnings(ticket: Ticket, asking: Asking) -> bool:
    """Whether a reminder is still to come before a breach: after it there is nothing to put off."""
    document, calendars = asking.pinned(ticket)
    return any(
        crossing.threshold.share < DUE and crossing.threshold.tell
        for clock in pending(ticket, document, calendars, asking.now)
        for crossing in clock
        if crossing.due_at > asking.now
    )


def _until(command: Snooze, asking: Asking, zone: ZoneInfo) -> datetime | None:
    """The instant that is meant, by the contract's wall clock; a bare time is the next one.

    Raises NotUnderstood where the words that were written mean none, or one that is over.
    """
    now = asking.at
    match command.until:
        case datetime() as moment:
            return moment.replace(tzinfo=zone)
        case str() as written:
            return instant_of(written, asking.at, zone, asking.language).astimezone(zone)
        case time() as clock:
            today = now.astimezone(zone).replace(
                hour=clock.hour, minute=clock.minute, second=0, microsecond=0
            )
            return today if today > now else today + timedelta(days=1)
        case None:
            return None if command.minutes is None else now + timedelta(minutes=command.minutes)
