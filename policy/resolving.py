"""From a document's calendar rules to calendars that answer: holidays by date and by name."""

from collections.abc import Mapping
from datetime import date

from policy.calendars import BusinessCalendar, CalendarSpec
from policy.documents import PolicyDocument
from policy.holidays import HolidaySource, closed_dates
from policy.rules import HolidayRule

Calendars = Mapping[str, BusinessCalendar]

_ANY_YEAR = 2026


def calendar_specs(
    document: PolicyDocument, language: str = "en", *, first_year: int, last_year: int
) -> dict[str, CalendarSpec]:
    """Every calendar of a document with its holidays resolved, both years included.

    What to store beside a ticket, so that a later release of the holidays never moves a promise.
    A dated closure of the policy goes before a public holiday of the same date.

    Raises:
        ValueError: a year for which the holidays are not known.
    """
    return {
        name: CalendarSpec(
            id=name,
            zone=rule.zone,
            week=rule.week,
            closed=_holidays(rule.holidays, first_year, last_year, language) | dict(rule.closed),
            extra=rule.extra,
            horizon=None if rule.holidays is None else date(last_year, 12, 31),
        )
        for name, rule in document.calendars.items()
    }


def build(specs: Mapping[str, CalendarSpec]) -> dict[str, BusinessCalendar]:
    """Calendars that answer, by id."""
    return {name: BusinessCalendar(spec) for name, spec in specs.items()}


def unknown_holidays(rule: HolidayRule) -> str | None:
    """What is wrong with the list of holidays that a rule names, or None."""
    try:
        closed_dates(_source(rule), _ANY_YEAR, _ANY_YEAR)
    except ValueError as error:
        return str(error)
    return None


def _holidays(rule: HolidayRule | None, first_year: int, last_year: int, language: str) -> dict[date, str]:
    if rule is None:
        return {}
    return closed_dates(_source(rule), first_year, last_year, language)


def _source(rule: HolidayRule) -> HolidaySource:
    return HolidaySource(rule.country, rule.subdivision, rule.categories)
