"""What falls due on a ticket besides its promises: an announced close, say. Pure, read from history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.ticket import Ticket
from bot.reminders.done import Done
from bot.reminders.ending import FollowUp, SilentClose
from policy.calendars import BusinessCalendar
from policy.documents import PolicyDocument

__all__ = ["ERRANDS", "Done", "Errand", "next_errand"]


class Errand(Protocol):
    """One kind of thing that falls due. Both must agree: once dealt with, `due_at` is later or None."""

    def due_at(
        self, ticket: Ticket, document: PolicyDocument, calendars: Mapping[str, BusinessCalendar]
    ) -> datetime | None:
        """When it falls due next; None where it does not."""

    def deal(
        self,
        ticket: Ticket,
        document: PolicyDocument,
        calendars: Mapping[str, BusinessCalendar],
        now: datetime,
    ) -> Done:
        """What is done then."""


ERRANDS: tuple[Errand, ...] = (
    # ledger
    # commerce
    # intake
    # contacts
    # scope
    # incidents
    SilentClose(),
    FollowUp(),
    # products
    # fairness
)


def next_errand(
    ticket: Ticket, document: PolicyDocument, calendars: Mapping[str, BusinessCalendar]
) -> datetime | None:
    """When the first of them falls due."""
    moments = (errand.due_at(ticket, document, calendars) for errand in ERRANDS)
    return min((at for at in moments if at is not None), default=None)
