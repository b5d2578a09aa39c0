"""What a ticket is owed: one promise a milestone and kind, with its due time and thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from policy.calendars import BusinessCalendar
from policy.documents import PolicyDocument
from policy.durations import Duration
from policy.facts import Case
from policy.rules import Kind, Milestone, Tell

__all__ = ["Kind", "Milestone", "Promise", "Tell", "Threshold", "last_open_hour", "owed"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of the promised time, the instant at which it is used up, and who hears of it."""

    share: Decimal
    at: datetime
    tell: tuple[Tell, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing owed on a ticket, and the clauses that say so, the target's own clause first.

    `received_at` is when it was asked, `starts_at` when its time begins to count; `calendar` is the
    id of the calendar that it counts on; `pauses` whether waiting for the requester stops it.
    """

    milestone: Milestone
    kind: Kind
    target: Duration
    calendar: str
    received_at: datetime
    starts_at: datetime
    due_at: datetime
    clauses: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    pauses: bool


def owed(
    document: PolicyDocument,
    calendars: Mapping[str, BusinessCalendar],
    case: Case,
    received_at: datetime,
) -> tuple[Promise, ...]:
    """Everything promised for a case received at an instant; empty where nothing is."""
    raise NotImplementedError


def last_open_hour(promise: Promise, calendar: BusinessCalendar) -> datetime | None:
    """When to remind for the last time of a promise that falls while closed (SI-9.minor).

    One open hour before the closing that comes before due; None where due falls while open or at
    a closing, since then the ordinary thresholds do.
    """
    raise NotImplementedError
