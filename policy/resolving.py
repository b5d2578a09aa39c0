"""From a document's calendar rules to calendars that answer: holidays by date and by name."""

from collections.abc import Mapping

from policy.calendars import BusinessCalendar, CalendarSpec
from policy.documents import PolicyDocument

Calendars = Mapping[str, BusinessCalendar]


def calendar_specs(
    document: PolicyDocument, language: str = "en", *, first_year: int, last_year: int
) -> Mapping[str, CalendarSpec]:
    """Every calendar of a document with its holidays resolved, both years included.

    What to store beside a ticket, so that a later release of the holidays never moves a promise.
    """
    raise NotImplementedError


def build(specs: Mapping[str, CalendarSpec]) -> Calendars:
    """Calendars that answer, by id."""
    raise NotImplementedError
