"""From one table of a policy to the opening hours of one calendar."""

from datetime import date
from itertools import pairwise

from policy.rules import CalendarRule, HolidayRule
from policy.tables import Table
from policy.windows import Window

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_calendar(name: str, table: Table, zone: str) -> CalendarRule:
    """The calendar of a table; in the policy's zone unless it names its own."""
    clause = table.text("clause")
    holidays = table.optional_table("holidays")
    rule = CalendarRule(
        id=name,
        clause=clause,
        title=table.translated("title"),
        zone=table.zone("zone") if table.has("zone") else zone,
        week=_week(table),
        holidays=None if holidays is None else _holidays(holidays, clause),
        closed=_closed(table) if table.has("closed") else {},
        extra=_extra(table) if table.has("extra") else {},
        assumed=table.optional_text("assumed"),
    )
    if not any(rule.week) and not any(rule.extra.values()):
        table.fault("week", "this calendar is never open")
    table.close()
    return rule


def _week(table: Table) -> tuple[tuple[Window, ...], ...]:
    inner = table.table("week")
    week: list[tuple[Window, ...]] = [()] * len(_DAYS)
    for key in inner:
        windows = _windows(inner, key)
        days = _span(key)
        if not days:
            inner.fault(key, f"must be a day or a span of days, of {', '.join(_DAYS)}")
        for day in days:
            if week[day]:
                inner.fault(key, f"{_DAYS[day]} is written twice")
            week[day] = windows
    return tuple(week)


def _span(key: str) -> range:
    first, _, last = key.partition("-")
    if first not in _DAYS or (last or first) not in _DAYS:
        return range(0)
    return range(_DAYS.index(first), _DAYS.index(last or first) + 1)


def _windows(table: Table, key: str) -> tuple[Window, ...]:
    windows = []
    for text in table.texts(key):
        try:
            windows.append(Window.parse(text))
        except ValueError as error:
            table.fault(key, str(error))
    windows.sort()
    if any(a.closes > b.opens for a, b in pairwise(windows)):
        table.fault(key, "windows overlap")
    return tuple(windows)


def _holidays(table: Table, clause: str) -> HolidayRule:
    rule = HolidayRule(
        country=table.text("country"),
        subdivision=table.optional_text("subdivision"),
        categories=table.texts("categories"),
        clause=table.text("clause") if table.has("clause") else clause,
        assumed=table.optional_text("assumed"),
    )
    table.close()
    return rule


def _closed(table: Table) -> dict[date, str]:
    closed: dict[date, str] = {}
    for inner in table.tables("closed"):
        closed[inner.day("on")] = inner.text("name")
        inner.close()
    return closed


def _extra(table: Table) -> dict[date, tuple[Window, ...]]:
    extra: dict[date, tuple[Window, ...]] = {}
    for inner in table.tables("extra"):
        extra[inner.day("on")] = _windows(inner, "windows")
        inner.close()
    return extra
